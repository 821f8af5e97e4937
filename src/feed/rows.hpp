// Rows with named columns, wherever they come from.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "wire/encoding.hpp"

namespace metroon::feed {

class Rows {
 public:
  virtual ~Rows() = default;
  /// Names of the columns, in UTF-8.
  [[nodiscard]] virtual const std::vector<std::string>& header() const = 0;
  [[nodiscard]] virtual wire::Encoding encoding() const = 0;
  [[nodiscard]] virtual base::Instant made() const = 0;
  [[nodiscard]] virtual std::string_view source() const = 0;
  virtual bool next() = 0;
  [[nodiscard]] virtual std::int64_t line() const = 0;
  /// The row's octets: two rows that say the same may differ in them, not the other way round.
  [[nodiscard]] virtual std::string_view raw() const = 0;
  /// As many as the header has, unless the row is broken.
  [[nodiscard]] virtual std::span<const std::string_view> fields() const = 0;
  /// What is wrong with the row as a whole, snake_case; empty if nothing is.
  [[nodiscard]] virtual std::string_view fault() const = 0;
  [[nodiscard]] virtual bool whole() const = 0;
};

}  // namespace metroon::feed
