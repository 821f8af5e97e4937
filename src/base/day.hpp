// Civil days and instants. The two never mix by accident: a Day is where the institution is, an
// Instant is UTC. main reads the clock once per request or job and passes Now on.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace metroon::base {

/// A calendar day in the institution's time zone.
using Day = std::chrono::local_days;

/// A moment, in UTC, to the millisecond.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

struct Now {
  Instant instant;
  Day day;  ///< The institution's civil day at `instant`.
};

/// `YYYY-MM-DD` of a day that exists, years 1900 to 2999; anything else is empty.
[[nodiscard]] std::optional<Day> parse_day(std::string_view iso);

/// A day as people type it: `31/12/2026`, `31-12-2026`, `31.12.2026`, `3/4/2026` or `YYYY-MM-DD`.
[[nodiscard]] std::optional<Day> parse_typed_day(std::string_view typed);

[[nodiscard]] std::string to_iso(Day day);          ///< `2026-11-23`
[[nodiscard]] std::string to_iso(Instant instant);  ///< `2026-11-23T05:33:46Z`

/// The same day of the month `months` later; a month too short for it gives its last day.
[[nodiscard]] Day add_months(Day day, std::chrono::months months);

}  // namespace metroon::base
