// A profile that a client can read and that gives nothing away.
#include "core/vpn_profile.hpp"

#include <gtest/gtest.h>

namespace metroon::core {
namespace {

Policy policy_with(const std::string& server) {
  Policy policy;
  policy.institution.name = {.el = "Πανεπιστήμιο", .en = "University"};
  policy.institution.account_name = {.el = "Λογαριασμός", .en = "Account"};
  policy.services.emplace_back().key = "email";
  policy.services.emplace_back().key = "vpn";
  policy.services[1].software =
      SoftwareItem{.delivery = SoftwareItem::Delivery::vpn_profile, .server = server};
  return policy;
}

bool has_line(const std::string& profile, const std::string& line) {
  return ("\n" + profile).contains("\n" + line + "\n");
}

TEST(VpnProfile, says_where_to_connect) {
  const auto udp = vpn_profile(policy_with("udp://vpn.example.edu:1194"), 1, "eva", "");
  EXPECT_TRUE(has_line(udp, "proto udp") && has_line(udp, "remote vpn.example.edu 1194")) << udp;
  const auto tcp = vpn_profile(policy_with("tcp://vpn.example.edu:443"), 1, "eva", "");
  EXPECT_TRUE(has_line(tcp, "proto tcp") && has_line(tcp, "remote vpn.example.edu 443")) << tcp;
}

TEST(VpnProfile, trusts_only_the_server_it_names) {
  const auto profile = vpn_profile(policy_with("udp://vpn.example.edu:1194"), 1, "eva", "");
  for (const auto* line : {"client", "remote-cert-tls server",
                           "verify-x509-name vpn.example.edu name", "tls-version-min 1.2"})
    EXPECT_TRUE(has_line(profile, line)) << line;
}

TEST(VpnProfile, names_its_holder_and_leaves_the_password_to_the_client) {
  const auto profile = vpn_profile(policy_with("udp://vpn.example.edu:1194"), 1, "epappa", "");
  EXPECT_TRUE(has_line(profile, "# University, Account: epappa")) << profile;
  EXPECT_TRUE(has_line(profile, "auth-user-pass")) << "without a file name behind it";
  EXPECT_TRUE(has_line(profile, "auth-nocache"));
}

TEST(VpnProfile, carries_the_authority_where_there_is_one) {
  const auto policy = policy_with("udp://vpn.example.edu:1194");
  EXPECT_FALSE(vpn_profile(policy, 1, "eva", "").contains("<ca>"));
  for (const auto* certificate :
       {"-----BEGIN-----\nMII\n-----END-----", "-----BEGIN-----\nMII\n-----END-----\n"})
    EXPECT_TRUE(vpn_profile(policy, 1, "eva", certificate)
                    .ends_with("<ca>\n-----BEGIN-----\nMII\n-----END-----\n</ca>\n"));
}

}  // namespace
}  // namespace metroon::core
