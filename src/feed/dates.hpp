// Days as files of registries write them.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/day.hpp"
#include "feed/declaration.hpp"

namespace metroon::feed {

/// The day, by the first of `formats` that fits; empty if none does, or if there is no such day.
/// Years 1900 to 2999. A midnight behind the date, as databases write it, is no part of it.
///
/// day_month_year takes one or two digits, and `/`, `-` or `.` between. excel_serial counts days
/// from 1900-01-01 as 1 and knows a 29 February 1900 that never was: 60 is no day.
[[nodiscard]] std::optional<base::Day> parse_date(std::string_view text,
                                                  std::span<const DateFormat> formats);

}  // namespace metroon::feed
