// Whom we believe when a connection says that it speaks for somebody else.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "main/request_head.hpp"

namespace metroon::main {

/// An IPv6 address, or an IPv4 address mapped into one.
using Address = std::array<std::uint8_t, 16>;

[[nodiscard]] std::optional<Address> parse_address(std::string_view text);
/// Without the mapping: `192.0.2.1`, never `::ffff:192.0.2.1`.
[[nodiscard]] std::string to_text(const Address& address);
/// The address itself, or with IPv6 its /64: one line has all of that.
[[nodiscard]] Address network_of(Address address);
[[nodiscard]] bool is_loopback(const Address& address);

/// TLS ends at a proxy that tells us the client's address and scheme in `X-Forwarded-For` and
/// `X-Forwarded-Proto`. Anyone can send these fields, so only listed proxies are believed.
class Proxies {
 public:
  /// @param trusted Addresses or networks: `10.0.0.7`, `10.1.0.0/16`, `2001:db8::/32`.
  /// Throws std::invalid_argument for anything else.
  explicit Proxies(const std::vector<std::string>& trusted);

  [[nodiscard]] bool trusts(const Address& address) const;

  struct Client {
    std::string address;
    bool secure{false};
  };
  /// The rightmost address of the chain that is no trusted proxy: everything left of it is what
  /// that client said itself. Ends at the last good address if one does not parse.
  [[nodiscard]] Client client(const Address& peer, const RequestHead& head) const;

 private:
  struct Network {
    Address address{};
    unsigned bits{128};
  };
  static Network parse_network(const std::string& text);
  std::vector<Network> trusted_;
};

}  // namespace metroon::main
