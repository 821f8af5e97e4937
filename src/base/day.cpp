#include "base/day.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace metroon::base {
namespace {

using std::chrono::year_month_day;

std::optional<unsigned> number(std::string_view digits, std::size_t least, std::size_t most) {
  if (digits.size() < least || digits.size() > most) return {};
  unsigned value = 0;
  const auto* end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, value);
  if (error != std::errc{} || stopped != end) return {};
  return value;
}

std::optional<Day> day_of(std::optional<unsigned> year, std::optional<unsigned> month,
                          std::optional<unsigned> day) {
  if (!year || !month || !day || *year < 1900 || *year > 2999) return {};
  const year_month_day date{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month},
                            std::chrono::day{*day}};
  if (!date.ok()) return {};
  return Day{date};
}

}  // namespace

std::optional<Day> parse_day(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return {};
  return day_of(number(iso.substr(0, 4), 4, 4), number(iso.substr(5, 2), 2, 2),
                number(iso.substr(8, 2), 2, 2));
}

std::optional<Day> parse_typed_day(std::string_view typed) {
  if (const auto day = parse_day(typed)) return day;
  for (const char separator : std::array{'/', '-', '.'}) {
    const auto first = typed.find(separator);
    if (first == typed.npos) continue;
    const auto second = typed.find(separator, first + 1);
    if (second == typed.npos) return {};
    return day_of(number(typed.substr(second + 1), 4, 4),
                  number(typed.substr(first + 1, second - first - 1), 1, 2),
                  number(typed.substr(0, first), 1, 2));
  }
  return {};
}

std::string to_iso(Day day) {
  const year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string to_iso(Instant instant) {
  const auto midnight = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(instant - midnight)};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", to_iso(Day{midnight.time_since_epoch()}),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

Day add_months(Day day, std::chrono::months months) {
  const year_month_day date{day};
  const auto month = std::chrono::year_month{date.year(), date.month()} + months;
  const auto same = month / date.day();
  return same.ok() ? Day{same} : Day{month / std::chrono::last};
}

}  // namespace metroon::base
