#include "app/hold.hpp"

#include <algorithm>

#include "app/house_fixture.hpp"

namespace metroon::app {
namespace {

class HoldByHand : public HouseTest {
 protected:
  Member who{member("contractor", 1)};
  Day last{standing(who.person).find(service("wifi"))->until.last};

  bool open() { return standing(who.person).opens(service("wifi")); }
  auto place(Day until) {
    return place_hold(house, office(), who.person, "περιμένει υπογραφή", base::to_iso(until));
  }
};

TEST_F(HoldByHand, NothingEndsUpToItsLastDayAndThenOnlyAfterANoticeOfItsOwn) {
  live_until(who.person, last - days{5});
  const auto held = last + days{60};
  ASSERT_TRUE(place(held));
  EXPECT_EQ(standing(who.person).find(service("wifi"))->until, core::Until::on(held));
  EXPECT_TRUE(audited(subject("person", who.person), "hold_placed"));
  live_until(who.person, held);
  EXPECT_TRUE(open());
  EXPECT_GT(std::ranges::count(dossier(who.person).notices, held, &core::Notice::ending), 0);
  live_until(who.person, held + days{1});
  EXPECT_FALSE(open());
}

TEST_F(HoldByHand, LiftedOnItsFirstDayItHasMovedNothing) {
  go_to(last - days{30});
  const auto before = standing(who.person).services;
  ASSERT_TRUE(place(last + days{60}));
  ASSERT_TRUE(lift_hold(house, office(), who.person, "λάθος"));
  EXPECT_EQ(standing(who.person).services, before);
  EXPECT_TRUE(audited(subject("person", who.person), "hold_lifted"));
}

TEST_F(HoldByHand, LiftedLaterWhatWouldHaveEndedIsToldAnew) {
  live_until(who.person, last - days{5});
  ASSERT_TRUE(place(last + days{200}));
  live_until(who.person, last + days{20});
  ASSERT_TRUE(lift_hold(house, office(), who.person, "υπέγραψε αλλού"));
  EXPECT_TRUE(open());
  send_notices(who.person);
  live_until(who.person, today() + days{patras().notices.minimum_days - 1});
  EXPECT_TRUE(open());
  live_until(who.person, today() + days{2});
  EXPECT_FALSE(open());
}

// Announced for yesterday: it would be over at this moment.
TEST_F(HoldByHand, LiftedOnTheMorrowOfTheLastDayEndsNothingOnTheSpot) {
  live_until(who.person, last - days{5});
  ASSERT_TRUE(place(last + days{200}));
  live_until(who.person, last + days{1});
  ASSERT_TRUE(lift_hold(house, office(), who.person, "υπέγραψε αλλού"));
  EXPECT_TRUE(open());
  EXPECT_EQ(account(who.account).next_change, today());
  send_notices(who.person);
  live_until(who.person, today() + days{patras().notices.minimum_days - 1});
  EXPECT_TRUE(open());
  live_until(who.person, today() + days{2});
  EXPECT_FALSE(open());
}

TEST_F(HoldByHand, ALaterHoldDoesNotMoveOneThatIsOver) {
  ASSERT_TRUE(place(today() + days{3}));
  go_to(today() + days{10});
  ASSERT_TRUE(place(today() + days{3}));
  ASSERT_TRUE(lift_hold(house, office(), who.person, "x"));
  EXPECT_EQ(dossier(who.person).holds.at(0).until, today() - days{6});
}

TEST_F(HoldByHand, WhatIsWrongIsTold) {
  const auto id = who.person;
  EXPECT_EQ(why(place_hold(house, office(), id, " ", "2099-01-01")), HoldProblem::text_missing);
  EXPECT_EQ(why(place_hold(house, office(), id, "x", "2099-01-01")), HoldProblem::day_wrong);
  EXPECT_EQ(why(place(today() - days{1})), HoldProblem::day_wrong);
  EXPECT_EQ(why(lift_hold(house, office(), id, "x")), HoldProblem::not_held);
  ASSERT_TRUE(place(today()));
  EXPECT_EQ(why(place(today())), HoldProblem::held_already);
  EXPECT_EQ(why(lift_hold(house, office(), {404}, "x")), HoldProblem::no_such_person);
}

}  // namespace
}  // namespace metroon::app
