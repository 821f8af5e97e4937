#include "feed/fingerprint.hpp"

#include <sodium.h>

#include <cassert>

namespace metroon::feed {
namespace {

// Another number reads every row of every registry anew: after a change of how rows are decoded.
constexpr char way_of_reading = '1';

// The same on every machine.
std::uint64_t number_of(const unsigned char* octets) {
  std::uint64_t number = 0;
  for (int at = 7; at >= 0; --at) number = (number << 8) | octets[at];
  return number;
}

}  // namespace

Fingerprints::Fingerprints(std::string_view declaration, const std::vector<std::string>& header) {
  static_assert(crypto_shorthash_siphashx24_KEYBYTES == 16);
  std::string all{way_of_reading};
  const auto add = [&](std::string_view part) {
    all += std::to_string(part.size()) + ':';
    all += part;
  };
  add(declaration);
  for (const auto& column : header) add(column);
  [[maybe_unused]] const int done = crypto_generichash(
      key_.data(), key_.size(), reinterpret_cast<const unsigned char*>(all.data()), all.size(),
      nullptr, 0);
  assert(done == 0);
}

app::Fingerprint Fingerprints::of(std::string_view row) const {
  std::array<unsigned char, crypto_shorthash_siphashx24_BYTES> hash{};
  crypto_shorthash_siphashx24(hash.data(), reinterpret_cast<const unsigned char*>(row.data()),
                              row.size(), key_.data());
  return {number_of(hash.data()), number_of(hash.data() + 8)};
}

}  // namespace metroon::feed
