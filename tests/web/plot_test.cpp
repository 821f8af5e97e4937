// Plots say in figures what they draw, and need neither script nor inline style.
#include "web/plot.hpp"

#include "web/site_fixture.hpp"

namespace metroon::web {
namespace {

using app::day;

TEST(Plot, AnAxisRunsFromNoughtToAHundredAndNoFurther) {
  const Axis axis{day(2026, 1, 1), day(2027, 1, 1)};
  EXPECT_EQ(axis.percent(day(2026, 1, 1)), 0);
  EXPECT_EQ(axis.percent(day(2027, 1, 1)), 100);
  EXPECT_EQ(axis.percent(day(1999, 1, 1)), 0);
  EXPECT_EQ(axis.percent(day(2999, 1, 1)), 100);
}

TEST(Plot, AnAxisOfAnyLengthHasAFewMonthsNamed) {
  for (const int years : {1, 2, 3, 7, 12, 20}) {
    const Axis axis{day(2026, 1, 15), day(2026 + years, 1, 15)};
    EXPECT_GE(axis.ticks().size(), 1U) << years;
    EXPECT_LE(axis.ticks().size(), 7U) << years;
    for (const auto tick : axis.ticks())
      EXPECT_EQ(unsigned{std::chrono::year_month_day{tick}.day()}, 1U);
  }
}

TEST(Plot, ADayFarAwayDoesNotPressTheRestTogether) {
  const std::vector<IntervalRow> rows{{"x", {{day(1970, 1, 1), day(2999, 1, 1), ""}}}};
  const auto axis = axis_of(rows, day(2026, 1, 1));
  EXPECT_GT(axis.first, day(2015, 1, 1));
  EXPECT_LT(axis.last, day(2037, 1, 1));
}

using PlotPages = SiteTest;

TEST_F(PlotPages, AMembersTimeLineHasTheSameDatesInATable) {
  const auto someone = world.member("contractor", 1);
  auto office = staff(app::Role::office, "en");
  const auto page = office.get("/office/person/" + std::to_string(someone.person.value));
  ASSERT_EQ(page.status, 200) << page.body;
  const auto plot = part(page.body, "<figure class=\"m-plot\"", "</figure>");
  EXPECT_NE(plot.find("<title id=\"life-title\">Time line</title>"), std::string::npos) << plot;
  EXPECT_NE(plot.find("2 March 2026"), std::string::npos) << plot;
  EXPECT_NE(plot.find("m-plot-ahead"), std::string::npos) << plot;
  EXPECT_EQ(plot.find("style="), std::string::npos);
}

}  // namespace
}  // namespace metroon::web
