// Whether a delivery may change anything by itself. @source design.md section 4, invariant 8.
#pragma once

#include <span>

#include "core/observation.hpp"

namespace metroon::core {

/// What a delivery would do, counted before anything is done.
struct DeliveryCounts {
  std::int64_t asserted{0};   ///< Rows that the registry asserts now, before the delivery.
  std::int64_t rows{0};       ///< Of the delivery.
  std::int64_t unchanged{0};  ///< As they were delivered last.
  /// Of a key that was never delivered, or came back, or has another kind of affiliation now.
  std::int64_t added{0};
  std::int64_t changed{0};
  /// Left out by a full delivery; or changed and with an end that the next night would tell of; or
  /// with another kind of affiliation, which ends the one before: such a row is `added` as well.
  std::int64_t ended{0};
  std::int64_t bad{0};  ///< Cannot be read, or two of one key.
  bool operator==(const DeliveryCounts&) const = default;
};

enum class DeliveryVerdict : std::uint8_t {
  fine,
  not_whole,          ///< Cut in the middle: never applied, confirmed or not.
  late,               ///< Made before the last that was applied: never applied.
  emptied,            ///< Full, and without a single good row, while the registry asserts some.
  too_many_bad_rows,  ///< As the rest below: waits for a second person.
  too_many_endings,
  too_many_newcomers,
};

/// What a delivery dates to end by this day ends by it: the next night tells of it.
/// @param days_before Notices::days_before. @param made The civil day on which the source made it.
[[nodiscard]] Day soon_day(std::span<const int> days_before, Day made);

/// The first that holds, in the enumerator's order after `fine`. Shares are compared strictly: a
/// share that equals its limit is fine.
/// @param superseded Whether a later delivery was applied already.
[[nodiscard]] DeliveryVerdict judge(const Registry& registry, const DeliveryCounts& counts,
                                    bool whole, bool superseded);

/// Whether a second person may let it through.
[[nodiscard]] bool may_be_confirmed(DeliveryVerdict verdict);

}  // namespace metroon::core
