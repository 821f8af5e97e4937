// Whose word about the client's address is taken.
#include "main/proxies.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <stdexcept>

namespace metroon::main {
namespace {

Address address(std::string_view text) {
  return parse_address(text).value();
}

RequestHead forwarded(std::string chain, std::string scheme = "https") {
  return {"GET", "/", 11, {{"X-Forwarded-For", chain}, {"X-Forwarded-Proto", scheme}}};
}

const Proxies proxies{{"10.1.0.0/16", "192.0.2.7", "2001:db8::/33"}};

std::string client_of(std::string_view peer, std::string chain) {
  return proxies.client(address(peer), forwarded(std::move(chain))).address;
}

TEST(ParseAddress, KnowsBothFamiliesAndTheirMapping) {
  EXPECT_EQ(address("192.0.2.7"), address("::ffff:192.0.2.7"));
  EXPECT_EQ(to_text(address("::ffff:192.0.2.7")), "192.0.2.7");
  EXPECT_EQ(to_text(address("2001:DB8:0::1")), "2001:db8::1");
}

TEST(ParseAddress, RefusesWhatIsNone) {
  using namespace std::string_view_literals;
  for (const auto text :
       {""sv, "1.2.3"sv, "1.2.3.4:80"sv, "[::1]"sv, "unknown"sv, "1.2.3.4\0"sv, "fe80::1%eth0"sv})
    EXPECT_FALSE(parse_address(text)) << text;
}

TEST(IsLoopback, KnowsBothFamilies) {
  EXPECT_TRUE(is_loopback(address("127.0.0.9")));
  EXPECT_TRUE(is_loopback(address("::1")));
  EXPECT_FALSE(is_loopback(address("128.0.0.1")));
  EXPECT_FALSE(is_loopback(address("::")));
}

TEST(Proxies, TrustAddressesAndNetworks) {
  for (const char* text : {"10.1.255.3", "192.0.2.7", "2001:db8:7fff::1"})
    EXPECT_TRUE(proxies.trusts(address(text))) << text;
  for (const char* text : {"10.2.0.0", "192.0.2.8", "2001:db8:8000::1", "127.0.0.1"})
    EXPECT_FALSE(proxies.trusts(address(text))) << text;
}

TEST(Proxies, RefuseSettingsThatAreNoNetwork) {
  for (const char* text : {"", "proxy", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/8x"})
    EXPECT_THROW(Proxies({text}), std::invalid_argument) << text;
}

TEST(Proxies, BelieveNothingOfAStranger) {
  const auto client = proxies.client(address("203.0.113.5"), forwarded("198.51.100.1"));
  EXPECT_EQ(client.address, "203.0.113.5");
  EXPECT_FALSE(client.secure);
}

TEST(Proxies, TakeTheRightmostAddressThatIsNoProxy) {
  EXPECT_EQ(client_of("192.0.2.7", "198.51.100.1"), "198.51.100.1");
  EXPECT_EQ(client_of("192.0.2.7", "6.6.6.6, 198.51.100.1, 10.1.2.3"), "198.51.100.1");
}

TEST(Proxies, EndTheChainAtWhatIsNoAddress) {
  EXPECT_EQ(client_of("192.0.2.7", "198.51.100.1, unknown"), "192.0.2.7");
  EXPECT_EQ(client_of("192.0.2.7", "6.6.6.6, <script>, 10.1.2.3"), "10.1.2.3");
  EXPECT_EQ(client_of("192.0.2.7", ""), "192.0.2.7");
}

TEST(Proxies, TakeTheSchemeThatTheNearestProxySays) {
  const auto secure = [](std::string scheme) {
    return proxies.client(address("192.0.2.7"), forwarded("198.51.100.1", std::move(scheme)))
        .secure;
  };
  EXPECT_TRUE(secure("https"));
  EXPECT_TRUE(secure("http, HTTPS"));
  EXPECT_FALSE(secure("https, http"));
  EXPECT_FALSE(secure(""));
}

TEST(NetworkOf, MakesOneOfAllAddressesThatOneLineHas) {
  EXPECT_EQ(network_of(address("2001:db8:0:7::1")), network_of(address("2001:db8:0:7:a:b:c:d")));
  EXPECT_NE(network_of(address("2001:db8:0:7::1")), network_of(address("2001:db8:0:8::1")));
  EXPECT_NE(network_of(address("192.0.2.7")), network_of(address("192.0.2.8")));
}

RC_GTEST_PROP(Proxies, NeverTakeAnythingButAnAddressFromAChain, (std::string chain)) {
  RC_ASSERT(parse_address(client_of("192.0.2.7", chain)).has_value());
}

}  // namespace
}  // namespace metroon::main
