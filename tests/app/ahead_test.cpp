#include "app/ahead.hpp"

#include <algorithm>

#include "app/house_fixture.hpp"
#include "app/night.hpp"

namespace metroon::app {
namespace {

class AheadTest : public HouseTest {
 protected:
  Member student(unsigned n, std::optional<Day> ends = {}) {
    const auto [person, account] = enrol("undergraduate", n, ends);
    return settle(person, account);
  }
  static bool has(const EndingAhead& one, std::string_view key) {
    return std::ranges::find(one.services, service(key)) != one.services.end();
  }
};

TEST_F(AheadTest, EndingsStandUnderTheirLastDayAndCapacityAndOnlyUpToTheDayAskedFor) {
  const auto soon = student(1, today() + days{40});
  (void)student(2, today() + days{300});
  (void)student(3);
  const auto endings = endings_ahead(house, call(), today() + days{90});
  ASSERT_EQ(endings.size(), 1U);
  EXPECT_EQ(endings[0].person, soon.person);
  EXPECT_EQ(endings[0].username, soon.username);
  EXPECT_EQ(endings[0].last, today() + days{39});
  EXPECT_EQ(endings[0].kind, kind("undergraduate"));
  EXPECT_TRUE(has(endings[0], "wifi"));
  EXPECT_FALSE(has(endings[0], "email"));
  EXPECT_EQ(endings_ahead(house, call(), today() + days{38}).size(), 0U);
}

TEST_F(AheadTest, AnEndingStandsUnderTheDayThatItsNoticeHasPromised) {
  const auto who = student(1, today() + days{3});
  const Day promised = today() + days{patras().notices.minimum_days - 1};
  for (const bool told : {false, true}) {
    if (told) send_notices(who.person);
    EXPECT_TRUE(endings_ahead(house, call(), promised - days{1}).empty());
    const auto endings = endings_ahead(house, call(), promised);
    ASSERT_EQ(endings.size(), 1U);
    EXPECT_EQ(endings[0].last, promised);
  }
  go_to(promised);
  EXPECT_EQ(endings_ahead(house, call(), promised).at(0).last, promised);
}

TEST_F(AheadTest, AnEndingThatNobodyHeardOfWaitsHoweverOldItIs) {
  const auto who = student(1, today() + days{20});
  live_until(who.person, today() + days{200}, false);
  const auto endings = endings_ahead(house, call(), today() + days{30});
  ASSERT_EQ(endings.size(), 1U);
  EXPECT_TRUE(endings[0].waits);
  EXPECT_TRUE(is_sought({.waiting = true}, endings[0]));
  EXPECT_FALSE(is_sought({}, endings[0]));
}

TEST_F(AheadTest, WhatIsOverIsNotAhead) {
  const auto who = student(1, today() + days{20});
  live_until(who.person, today() + days{100});
  EXPECT_TRUE(endings_ahead(house, call(), today() + days{30}).empty());
}

TEST_F(AheadTest, ASearchLooksAtCapacityServiceAndDays) {
  const EndingAhead one{.person = {1},
                        .username = "x",
                        .last = today(),
                        .kind = kind("undergraduate"),
                        .services = {service("wifi")}};
  EXPECT_TRUE(is_sought({.kind = kind("undergraduate"),
                         .service = service("wifi"),
                         .from = today(),
                         .until = today()},
                        one));
  EXPECT_FALSE(is_sought({.kind = kind("faculty")}, one));
  EXPECT_FALSE(is_sought({.service = service("email")}, one));
  EXPECT_FALSE(is_sought({.from = today() + days{1}}, one));
  EXPECT_FALSE(is_sought({.until = today() - days{1}}, one));
}

TEST_F(AheadTest, AWeekBeginsOnMonday) {
  EXPECT_EQ(week_of(day(2026, 11, 23)), day(2026, 11, 23));
  EXPECT_EQ(week_of(day(2026, 11, 29)), day(2026, 11, 23));
  EXPECT_EQ(week_of(day(2027, 1, 1)), day(2026, 12, 28));
}

TEST_F(AheadTest, EverybodyIsCountedByStateCapacityAndUnit) {
  (void)student(1);
  const auto both = student(2);
  affiliate(both.person, "postgraduate", today(), {}, core::Ending::lapsed, "physics");
  (void)enrol("undergraduate", 3);
  const auto left = student(4, today() + days{20});
  live_until(left.person, today() + days{100});
  const auto numbers = count_everybody(house, call());
  EXPECT_EQ(numbers.at, now);
  EXPECT_EQ(numbers.people, 4U);
  EXPECT_EQ(numbers.states.at(core::AccountState::active), 3U);
  EXPECT_EQ(numbers.states.at(core::AccountState::not_handed_over), 1U);
  EXPECT_EQ(numbers.kinds.at(kind("undergraduate")), 3U);
  EXPECT_EQ(numbers.kinds.at(kind("postgraduate")), 1U);
  EXPECT_EQ(numbers.units.at("chemistry"), 3U);
  EXPECT_EQ(numbers.units.at("physics"), 1U);
}

}  // namespace
}  // namespace metroon::app
