#include "core/vpn_profile.hpp"

#include <cassert>

namespace metroon::core {
namespace {

struct Endpoint {
  std::string protocol;
  std::string host;
  std::string port;
};

// The loader lets nothing else through than `protocol://host:port`.
Endpoint endpoint_of(std::string_view server) {
  const auto scheme = server.find("://");
  const auto colon = server.rfind(':');
  assert(scheme != server.npos && colon > scheme);
  return {std::string{server.substr(0, scheme)},
          std::string{server.substr(scheme + 3, colon - scheme - 3)},
          std::string{server.substr(colon + 1)}};
}

}  // namespace

std::string vpn_profile(const Policy& policy, ServiceIndex service, std::string_view username,
                        std::string_view certificate) {
  const auto& software = policy.services[service].software;
  assert(software && software->delivery == SoftwareItem::Delivery::vpn_profile);
  const auto endpoint = endpoint_of(software->server);
  std::string text = "# " + policy.institution.name.en + ", " + policy.institution.account_name.en +
                     ": " + std::string{username} + "\n";
  text += "client\ndev tun\nproto " + endpoint.protocol + "\nremote " + endpoint.host + " " +
          endpoint.port + "\n";
  text +=
      "resolv-retry infinite\nnobind\npersist-key\npersist-tun\n"
      "remote-cert-tls server\ntls-version-min 1.2\nauth-user-pass\nauth-nocache\nverb 3\n";
  text += "verify-x509-name " + endpoint.host + " name\n";
  if (!certificate.empty())
    text +=
        "<ca>\n" + std::string{certificate} + (certificate.ends_with('\n') ? "" : "\n") + "</ca>\n";
  return text;
}

}  // namespace metroon::core
