#include "feed/dates.hpp"

#include <algorithm>
#include <charconv>

namespace metroon::feed {
namespace {

using base::Day;
using std::chrono::days;

constexpr Day before_excel{std::chrono::year{1899} / 12 / 31};
constexpr int never_was = 60;

std::string_view without_midnight(std::string_view text) {
  const auto time = text.find_first_of(" T");
  if (time == text.npos) return text;
  const auto clock = text.substr(time + 1);
  const bool midnight = (clock.starts_with("00:00") || clock.starts_with("0:00")) &&
                        clock.find_first_not_of("0:.") == clock.npos;
  return midnight ? text.substr(0, time) : text;
}

// A spreadsheet may show a whole number with places: `46387,0`.
std::optional<Day> excel_day(std::string_view text) {
  const auto whole = text.substr(0, text.find_first_of(",."));
  if (text.size() > whole.size() && text.find_first_not_of('0', whole.size() + 1) != text.npos)
    return {};
  int serial = 0;
  const auto* end = whole.data() + whole.size();
  const auto [stopped, error] = std::from_chars(whole.data(), end, serial);
  const bool fits = error == std::errc{} && stopped == end && serial >= 1 && serial != never_was;
  if (!fits || whole.size() > 6) return {};
  const Day day = before_excel + days{serial > never_was ? serial - 1 : serial};
  return day < Day{std::chrono::year{3000} / 1 / 1} ? std::optional{day} : std::nullopt;
}

std::optional<Day> parse_as(std::string_view text, DateFormat format) {
  switch (format) {
    case DateFormat::day_month_year:
      return base::parse_day(text) ? std::nullopt : base::parse_typed_day(text);
    case DateFormat::year_month_day:
      return base::parse_day(text);
    case DateFormat::excel_serial:
      return excel_day(text);
  }
  return {};
}

}  // namespace

std::optional<Day> parse_date(std::string_view text, std::span<const DateFormat> formats) {
  const auto date = without_midnight(text);
  for (const auto format : formats)
    if (const auto day = parse_as(date, format)) return day;
  return {};
}

}  // namespace metroon::feed
