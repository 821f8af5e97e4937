// Days as the world writes them, and months that are too short.
#include "base/day.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace metroon::base {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month_day;

Day day(int year, unsigned month, unsigned date) {
  return Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{date}};
}

Day some_day() {
  return day(1900, 1, 1) + days{*rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, 400'000))};
}

TEST(ParseDay, takes_iso_and_nothing_else) {
  EXPECT_EQ(parse_day("2026-11-23"), day(2026, 11, 23));
  for (const auto* wrong : {"", "2026-11-3", "2026/11/23", "23-11-2026", "2026-11-23 ",
                            "+026-11-23", "2026-11-2a", "20261123", "2026-11-23T00:00:00Z"})
    EXPECT_EQ(parse_day(wrong), std::nullopt) << wrong;
}

TEST(ParseDay, takes_only_days_that_exist) {
  EXPECT_EQ(parse_day("2024-02-29"), day(2024, 2, 29));
  for (const auto* wrong : {"2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10",
                            "2026-01-00", "1899-12-31", "3000-01-01"})
    EXPECT_EQ(parse_day(wrong), std::nullopt) << wrong;
}

TEST(ParseTypedDay, takes_what_greeks_and_browsers_write) {
  for (const auto* typed : {"31/12/2026", "31-12-2026", "31.12.2026", "2026-12-31"})
    EXPECT_EQ(parse_typed_day(typed), day(2026, 12, 31)) << typed;
  EXPECT_EQ(parse_typed_day("3/4/2026"), day(2026, 4, 3));
  EXPECT_EQ(parse_typed_day("03/4/2026"), day(2026, 4, 3));
}

TEST(ParseTypedDay, reads_the_day_before_the_month) {
  EXPECT_EQ(parse_typed_day("12/31/2026"), std::nullopt);
  EXPECT_EQ(parse_typed_day("1/2/2026"), day(2026, 2, 1));
}

TEST(ParseTypedDay, guesses_no_century_and_mixes_no_signs) {
  for (const auto* wrong : {"31/12/26", "31/12-2026", "31/12", "31 12 2026", "/12/2026", "31//2026",
                            "31/12/2026/", "031/12/2026", "-1/12/2026", "2026/12/31", "30/2/2026"})
    EXPECT_EQ(parse_typed_day(wrong), std::nullopt) << wrong;
}

RC_GTEST_PROP(ParseDay, undoes_to_iso, ()) {
  const auto one = some_day();
  RC_ASSERT(parse_day(to_iso(one)) == one);
  RC_ASSERT(parse_typed_day(to_iso(one)) == one);
}

TEST(ToIso, of_an_instant_is_utc_to_the_second) {
  EXPECT_EQ(to_iso(Instant{0ms}), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_iso(Instant{1'795'412'026'999ms}), "2026-11-23T05:33:46Z");
  EXPECT_EQ(to_iso(Instant{-1ms}), "1969-12-31T23:59:59Z");
}

TEST(AddMonths, keeps_the_day_where_the_month_has_it) {
  EXPECT_EQ(add_months(day(2024, 9, 15), months{24}), day(2026, 9, 15));
  EXPECT_EQ(add_months(day(2026, 11, 30), months{2}), day(2027, 1, 30));
  EXPECT_EQ(add_months(day(2026, 1, 31), months{-1}), day(2025, 12, 31));
}

TEST(AddMonths, gives_a_short_months_last_day) {
  EXPECT_EQ(add_months(day(2026, 1, 31), months{1}), day(2026, 2, 28));
  EXPECT_EQ(add_months(day(2024, 1, 31), months{1}), day(2024, 2, 29));
  EXPECT_EQ(add_months(day(2026, 5, 31), months{1}), day(2026, 6, 30));
  EXPECT_EQ(add_months(day(2024, 2, 29), months{24}), day(2026, 2, 28));
  EXPECT_EQ(add_months(day(2024, 2, 29), months{48}), day(2028, 2, 29));
}

RC_GTEST_PROP(AddMonths, never_goes_back_nor_skips_a_month, ()) {
  const auto one = some_day();
  const int count = *rc::gen::inRange(0, 60);
  const year_month_day from{one};
  const year_month_day to{add_months(one, months{count})};
  const auto elapsed = std::chrono::year_month{to.year(), to.month()} -
                       std::chrono::year_month{from.year(), from.month()};
  RC_ASSERT(elapsed == months{count});
  RC_ASSERT(add_months(one + days{1}, months{count}) >= Day{to});
}

}  // namespace
}  // namespace metroon::base
