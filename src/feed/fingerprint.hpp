// Which rows have changed since they were read last.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "app/delivery.hpp"

namespace metroon::feed {

/// SipHash-2-4 of 128 bits under a key that is BLAKE2b of everything else that decides what a row
/// says: the declaration, the names of the columns, and the program's own way of reading.
/// docs/decisions/row-fingerprints.md tells why.
class Fingerprints {
 public:
  Fingerprints(std::string_view declaration, const std::vector<std::string>& header);
  [[nodiscard]] app::Fingerprint of(std::string_view row) const;

 private:
  std::array<unsigned char, 16> key_{};
};

}  // namespace metroon::feed
