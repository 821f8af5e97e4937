// A delivery of a registry, as the use cases read it: a port that src/feed carries out.
#pragma once

#include <array>
#include <expected>
#include <string_view>

#include "app/records.hpp"
#include "core/observation.hpp"

namespace metroon::app {

/// 128 bits over a row as it was delivered and the declaration that it was read by: the same row
/// under the same declaration has the same, today and in ten years.
using Fingerprint = std::array<std::uint64_t, 2>;

/// Why a row cannot be used. `column` and `found` are the file's own words, cut to 80 characters;
/// `found` is empty for a column of identifier numbers.
struct BadRow {
  std::int64_t line{0};  ///< In the file, from 1; of a row over several lines the first.
  std::string key;       ///< Row's key, if it could be read.
  std::string column;
  std::string reason;  ///< snake_case, e.g. `not_a_date`, `unknown_value`, `wrong_check_digit`.
  std::string found;
  std::string person_key{};  ///< Observation::key, if that could be read.
};

/// Which delivery it was; in this order a registry's deliveries follow one another.
struct DeliveryMark {
  Instant made{};
  std::string source;  ///< As Delivery::source.
  auto operator<=>(const DeliveryMark&) const = default;
};

/// Reads once, from begin to end, in constant memory. A fault of the source throws.
class Delivery {
 public:
  virtual ~Delivery() = default;
  /// When the source made it (the file's time, or the time of the query): an older one than the
  /// last that was applied changes nothing.
  [[nodiscard]] virtual Instant made() const = 0;
  /// The file's name or the query's, for reports.
  [[nodiscard]] virtual std::string_view source() const = 0;
  /// Moves to the next row. @return false at the end.
  virtual bool next() = 0;
  /// Of the row that `next` moved to. Cheap: nothing is decoded for them.
  [[nodiscard]] virtual std::int64_t line() const = 0;
  /// What tells this row from all others of the registry: the columns that the declaration names
  /// as key, joined. Empty where the row is too short to have one.
  [[nodiscard]] virtual std::string_view row_key() const = 0;
  [[nodiscard]] virtual Fingerprint fingerprint() const = 0;
  /// The same for a key alone: it stands for the key in memory.
  [[nodiscard]] virtual Fingerprint fingerprint_of(std::string_view row_key) const = 0;
  /// Decodes and checks the row.
  [[nodiscard]] virtual std::expected<core::Observation, BadRow> observation() const = 0;
  /// Asked after the last row: whether the source ended where a row may end. A file cut in the
  /// middle of a line is not whole.
  [[nodiscard]] virtual bool whole() const = 0;
};

}  // namespace metroon::app
