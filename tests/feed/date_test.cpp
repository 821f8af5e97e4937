// Days in every way in which registries write them.
#include "feed/dates.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

namespace metroon::feed {
namespace {

constexpr std::array all{DateFormat::day_month_year, DateFormat::year_month_day,
                         DateFormat::excel_serial};

std::string iso(std::string_view text, std::span<const DateFormat> formats = all) {
  const auto day = parse_date(text, formats);
  return day ? base::to_iso(*day) : "none";
}

TEST(ParseDate, takes_every_way_of_writing_a_day) {
  for (const auto* text :
       {"31/12/2026", "31-12-2026", "31.12.2026", "2026-12-31", "46387", "46387,0", "46387.00",
        "2026-12-31 00:00:00", "2026-12-31T00:00:00.000", "31/12/2026 0:00"})
    EXPECT_EQ(iso(text), "2026-12-31") << text;
  EXPECT_EQ(iso("3/4/2026"), "2026-04-03");
}

TEST(ParseDate, refuses_what_is_no_day) {
  for (const auto* text : {"", "31/12/26", "31/11/2026", "12/31/2026", "29/02/2026", "2026-13-01",
                           "2026-1-1", "2026-12-31 10:00", "46387,5", "46387x", "-1", "0",
                           "20261231", "1000000", "31/12/2026x", "NULL", "10 00:00"})
    EXPECT_EQ(iso(text), text == std::string_view{"10 00:00"} ? "1900-01-10" : "none") << text;
}

TEST(ParseDate, takes_only_what_was_declared) {
  constexpr std::array slashes{DateFormat::day_month_year};
  constexpr std::array iso_only{DateFormat::year_month_day};
  EXPECT_EQ(iso("2026-12-31", slashes), "none");
  EXPECT_EQ(iso("31/12/2026", iso_only), "none");
  EXPECT_EQ(iso("46387", slashes), "none");
}

TEST(ParseDate, knows_the_day_that_a_spreadsheet_invented) {
  EXPECT_EQ(iso("1"), "1900-01-01");
  EXPECT_EQ(iso("59"), "1900-02-28");
  EXPECT_EQ(iso("60"), "none") << "29 February 1900";
  EXPECT_EQ(iso("61"), "1900-03-01");
  EXPECT_EQ(iso("25569"), "1970-01-01");
}

RC_GTEST_PROP(ParseDateLaws, every_format_gives_the_same_day, ()) {
  const base::Day day{std::chrono::days{*rc::gen::inRange(-25000, 300000)}};
  const std::chrono::year_month_day date{day};
  const auto text = base::to_iso(day);
  const auto slashes = text.substr(8, 2) + "/" + text.substr(5, 2) + "/" + text.substr(0, 4);
  RC_ASSERT(parse_date(text, all) == day);
  RC_ASSERT(parse_date(slashes, all) == day);
  RC_ASSERT(parse_date(std::to_string(day.time_since_epoch().count() + 25569), all) == day);
}

}  // namespace
}  // namespace metroon::feed
