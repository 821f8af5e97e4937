// Rules that give more, or count years otherwise, open nothing for whoever had left before them.
#include "core/earlier_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/decide.hpp"
#include "core/lifetime.hpp"
#include "core/policy_for_tests.hpp"

namespace metroon::core {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Day today = day(2026, 11, 26), begun = day(2020, 1, 7);

Dossier clerk_until(Day last) {
  return holder(begun, {as(permanent_staff, begun, last)});
}

class NewRight : public ::testing::Test {
 protected:
  const Policy before = [] {
    auto without = university();
    row(without, permanent_staff, wifi) = {};
    return without;
  }();
  const Policy policy = following(before, university(), today);
  const Day long_ago = today - days{400};
};

TEST_F(NewRight, is_of_who_is_there_and_of_who_comes) {
  ASSERT_THAT(policy.granted, ElementsAre(Granted{permanent_staff, wifi, today}));
  EXPECT_TRUE(decide(policy, clerk_until(today), today).opens(wifi));
  const auto late = holder(today + days{9}, {as(permanent_staff, today + days{9})});
  EXPECT_TRUE(decide(policy, late, today + days{9}).opens(wifi));
}

TEST_F(NewRight, opens_nothing_for_who_had_left) {
  auto gone = clerk_until(long_ago);
  gone.notices = {told(long_ago, 60, long_ago - days{59})};
  gone.notices.front().services = ServiceSet{}.set(email).set(lists);
  ASSERT_EQ(decide(before, gone, today).state, AccountState::ended);
  EXPECT_EQ(decide(policy, gone, today), decide(before, gone, today));
  EXPECT_EQ(decide(policy, clerk_until(today - days{1}), today).find(wifi), nullptr);
}

TEST_F(NewRight, is_reached_by_no_hold_of_who_had_left) {
  auto gone = clerk_until(long_ago);
  gone.notices = {told(long_ago, 60, long_ago - days{59})};
  gone.notices.front().services = ServiceSet{}.set(email);
  for (const Day from : {today - days{9}, today, today + days{9}}) {
    gone.holds = {{.from = from}};
    EXPECT_FALSE(decide(policy, gone, today + days{10}).opens(wifi)) << base::to_iso(from);
  }
}

TEST_F(NewRight, is_of_who_was_held_when_it_came) {
  auto held = clerk_until(today - days{20});
  held.holds = {{.from = today - days{30}}};
  EXPECT_TRUE(decide(policy, held, today).opens(wifi));
}

TEST_F(NewRight, is_on_record_and_stays_as_old_as_it_is) {
  const auto third = following(policy, policy, today + days{90});
  EXPECT_EQ(third.granted, policy.granted);
  EXPECT_THAT(following(before, before, today).granted, IsEmpty());
}

TEST_F(NewRight, withdrawn_later_runs_out_for_nobody_who_had_left_before_it_came) {
  const Day later = today + days{90};
  const auto third = following(policy, before, later);
  ASSERT_EQ(third.withdrawals.size(), 1U);
  EXPECT_EQ(third.withdrawals.front().given, today);
  EXPECT_EQ(decide(third, clerk_until(long_ago), later).find(wifi), nullptr);
  EXPECT_TRUE(decide(third, clerk_until(later), later).opens(wifi));
}

TEST_F(NewRight, that_had_run_out_meanwhile_opens_nothing_for_who_left_meanwhile) {
  const auto first = university();
  const auto second = following(first, before, today);
  const Day again = today + days{300};
  const auto third = following(second, university(), again);
  ASSERT_THAT(third.granted, ElementsAre(Granted{permanent_staff, wifi, again}));
  auto left = clerk_until(today + days{200});
  left.notices = {told(today + days{59}, 60, today)};
  EXPECT_FALSE(decide(third, left, again).opens(wifi));
}

TEST_F(NewRight, that_had_run_out_meanwhile_shuts_nothing_of_who_waits_for_the_notice) {
  const auto second = following(university(), before, today);
  const auto third = following(second, university(), today + days{300});
  const auto left = clerk_until(today + days{9});
  for (const Day on : {today + days{299}, today + days{300}, today + days{900}})
    EXPECT_TRUE(decide(on < today + days{300} ? second : third, left, on).opens(wifi));
  const auto same = following(third, third, today + days{400});
  EXPECT_EQ(same.withdrawals, third.withdrawals);
}

class OtherYears : public ::testing::Test {
 protected:
  [[nodiscard]] Policy counting(int months) const {
    auto policy = university();
    policy.affiliations[postdoc].term.length = std::chrono::months{months};
    return policy;
  }
  static Dossier postdoc_since(Day first) { return holder(first, {as(postdoc, first)}); }
  static Until until(const Policy& policy, const Dossier& dossier) {
    return decide(policy, dossier, today).find(wifi)->until;
  }
};

TEST_F(OtherYears, that_are_more_open_nothing_that_had_ended_by_both) {
  const auto more = following(counting(12), counting(24), today);
  EXPECT_EQ(until(more, postdoc_since(today - days{1000})),
            until(counting(12), postdoc_since(today - days{1000})));
  EXPECT_EQ(until(more, postdoc_since(today - days{500})),
            until(counting(24), postdoc_since(today - days{500})))
      << "the rules say that it lasts";
}

TEST_F(OtherYears, that_are_fewer_end_nothing_before_they_came) {
  const auto fewer = following(counting(24), counting(12), today);
  EXPECT_EQ(until(fewer, postdoc_since(today - days{500})), Until::on(today - days{1}));
  EXPECT_EQ(until(fewer, postdoc_since(today - days{1000})),
            until(counting(24), postdoc_since(today - days{1000})));
  EXPECT_EQ(until(fewer, postdoc_since(today - days{100})),
            until(counting(12), postdoc_since(today - days{100})));
}

TEST_F(OtherYears, are_on_record_one_after_the_other) {
  const auto second = following(counting(24), counting(12), today);
  const auto third = following(second, counting(24), today + days{90});
  ASSERT_EQ(third.former_terms.size(), 2U);
  EXPECT_EQ(third.former_terms[0].until, today);
  EXPECT_EQ(third.former_terms[1].until, today + days{90});
  const auto ended_between = postdoc_since(today - days{360});
  EXPECT_EQ(last_day(third, ended_between.affiliations.front(), today - days{360}),
            Until::on(today + days{369}))
      << "what is open anew is open by the rules of today";
}

}  // namespace
}  // namespace metroon::core
