#include "main/proxies.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <stdexcept>

namespace metroon::main {
namespace {

constexpr std::array<std::uint8_t, 12> mapping{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool is_mapped(const Address& address) {
  return std::equal(mapping.begin(), mapping.end(), address.begin());
}

/// The last element of a comma-separated list; the list is left without it.
std::string_view take_last(std::string_view& list) {
  const auto comma = list.rfind(',');
  auto last = comma == std::string_view::npos ? list : list.substr(comma + 1);
  list = comma == std::string_view::npos ? std::string_view{} : list.substr(0, comma);
  while (last.starts_with(' ') || last.starts_with('\t')) last.remove_prefix(1);
  while (last.ends_with(' ') || last.ends_with('\t')) last.remove_suffix(1);
  return last;
}

}  // namespace

std::optional<Address> parse_address(std::string_view text) {
  const std::string terminated{text};
  if (terminated.size() != std::strlen(terminated.c_str())) return std::nullopt;
  Address address{};
  if (::inet_pton(AF_INET6, terminated.c_str(), address.data()) == 1) return address;
  std::ranges::copy(mapping, address.begin());
  if (::inet_pton(AF_INET, terminated.c_str(), address.data() + mapping.size()) == 1)
    return address;
  return std::nullopt;
}

std::string to_text(const Address& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (is_mapped(address))
    ::inet_ntop(AF_INET, address.data() + mapping.size(), text.data(), text.size());
  else
    ::inet_ntop(AF_INET6, address.data(), text.data(), text.size());
  return text.data();
}

Address network_of(Address address) {
  if (!is_mapped(address)) std::fill(address.begin() + 8, address.end(), std::uint8_t{0});
  return address;
}

bool is_loopback(const Address& address) {
  if (is_mapped(address)) return address[mapping.size()] == 127;
  return std::all_of(address.begin(), address.end() - 1, [](auto octet) { return octet == 0; }) &&
         address.back() == 1;
}

Proxies::Proxies(const std::vector<std::string>& trusted) {
  for (const auto& text : trusted) trusted_.push_back(parse_network(text));
}

Proxies::Network Proxies::parse_network(const std::string& text) {
  const auto slash = std::min(text.find('/'), text.size());
  const auto address = parse_address(std::string_view{text}.substr(0, slash));
  if (!address) throw std::invalid_argument{"no network address: " + text};
  const unsigned most = is_mapped(*address) ? 32 : 128;
  unsigned bits = most;
  if (slash < text.size()) {
    const auto [end, error] =
        std::from_chars(text.data() + slash + 1, text.data() + text.size(), bits);
    if (error != std::errc{} || end != text.data() + text.size() || bits > most)
      throw std::invalid_argument{"no length of a network prefix: " + text};
  }
  return {*address, bits + 128 - most};
}

bool Proxies::trusts(const Address& address) const {
  return std::ranges::any_of(trusted_, [&](const Network& network) {
    const auto whole = network.bits / 8;
    if (!std::equal(address.begin(), address.begin() + whole, network.address.begin()))
      return false;
    const auto rest = network.bits % 8;
    return rest == 0 || (address[whole] ^ network.address[whole]) >> (8 - rest) == 0;
  });
}

Proxies::Client Proxies::client(const Address& peer, const RequestHead& head) const {
  if (!trusts(peer)) return {to_text(peer), false};
  Address nearest = peer;
  const std::string chain = head.joined("X-Forwarded-For");
  for (std::string_view left = chain; trusts(nearest) && !left.empty();) {
    const auto next = parse_address(take_last(left));
    if (!next) break;
    nearest = *next;
  }
  const std::string schemes = head.joined("X-Forwarded-Proto");
  std::string_view scheme = schemes;
  return {to_text(nearest), same_name(take_last(scheme), "https")};
}

}  // namespace metroon::main
