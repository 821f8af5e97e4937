// What becomes of what new rules do not give any more.
#include "core/earlier_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/decide.hpp"
#include "core/policy_for_tests.hpp"

namespace metroon::core {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Day today = day(2026, 11, 26), ends = day(2027, 1, 25);

Policy after(const Policy& before, const Policy& policy) {
  return following(before, policy, today);
}

class WithdrawnRight : public ::testing::Test {
 protected:
  WithdrawnRight() { row(without, permanent_staff, wifi) = {}; }
  const Policy before = university();
  Policy without = before;
  const Dossier clerk = holder(day(2020, 1, 7), {as(permanent_staff, day(2020, 1, 7))});
};

TEST_F(WithdrawnRight, ends_when_the_first_notice_has_run_its_time) {
  const auto policy = after(before, without);
  ASSERT_THAT(policy.withdrawals,
              ElementsAre(Withdrawal{
                  permanent_staff, wifi, {.opens = true, .on = true}, Day::min(), today, ends}));
  const auto standing = decide(policy, clerk, today);
  EXPECT_TRUE(standing.opens(wifi));
  EXPECT_EQ(standing.find(wifi)->until, Until::on(ends - days{1}));
  EXPECT_EQ(standing.find(wifi)->why, Why::withdrawn);
  EXPECT_THAT(standing.notices, ElementsAre(NoticeDue{ends - days{1}, 60}));
  EXPECT_EQ(standing.find(email)->until, Until::no_end_known());
}

TEST_F(WithdrawnRight, waits_for_its_notice_like_any_other_ending) {
  const auto policy = after(before, without);
  EXPECT_TRUE(decide(policy, clerk, day(2028, 1, 1)).find(wifi)->waits_for_notice);
  auto heard = clerk;
  heard.notices = {told(ends - days{1}, 60, today)};
  EXPECT_TRUE(decide(policy, heard, ends - days{1}).opens(wifi));
  EXPECT_EQ(decide(policy, heard, ends).find(wifi)->gate, Gate::ended);
}

TEST_F(WithdrawnRight, is_not_of_who_comes_later) {
  const auto policy = after(before, without);
  const Day tomorrow = today + days{1};
  const auto late = holder(tomorrow, {as(permanent_staff, tomorrow)});
  EXPECT_EQ(decide(policy, late, tomorrow).find(wifi), nullptr);
  auto unused = clerk;
  unused.account->activated = tomorrow;
  EXPECT_TRUE(decide(policy, unused, tomorrow).opens(wifi)) << "they belonged when it was given";
}

TEST_F(WithdrawnRight, of_the_ended_stays_ended) {
  const Day last = day(2025, 6, 30);
  Dossier gone = holder(day(2020, 1, 7), {as(permanent_staff, day(2020, 1, 7), last)});
  gone.notices = {told(last, 60, day(2025, 5, 1))};
  EXPECT_EQ(decide(after(before, without), gone, today), decide(before, gone, today));
}

TEST_F(WithdrawnRight, of_what_was_kept_for_ever_ends_announced_too) {
  row(without, undergraduate, email) = {};
  row(without, undergraduate, alumni) = {};
  const auto policy = after(before, without);
  Dossier graduate =
      holder(day(2020, 1, 7), {graduating(undergraduate, day(2020, 1, 7), day(2025, 6, 30))});
  for (const auto service : {email, alumni}) {
    ASSERT_EQ(decide(before, graduate, today).find(service)->until, Until::for_ever());
    const auto standing = decide(policy, graduate, today);
    EXPECT_TRUE(standing.opens(service));
    EXPECT_EQ(standing.find(service)->until, Until::on(ends - days{1}));
  }
}

TEST_F(WithdrawnRight, of_what_a_degree_opens_is_not_of_who_takes_it_later) {
  row(without, undergraduate, alumni) = {};
  const auto policy = after(before, without);
  for (const auto& [last, given] : {std::pair{today - days{1}, true}, {today, false}}) {
    const auto graduate =
        holder(day(2020, 1, 7), {graduating(undergraduate, day(2020, 1, 7), last)});
    for (const Day on : {last + days{1}, ends, ends + days{400}})
      EXPECT_EQ(decide(policy, graduate, on).find(alumni) != nullptr, given);
  }
}

// What ends with the capacity, and what the new row keeps, is not touched.
TEST_F(WithdrawnRight, ends_with_its_capacity_if_that_is_sooner) {
  const Day last = today + days{20};
  const auto leaves = holder(day(2020, 1, 7), {as(permanent_staff, day(2020, 1, 7), last)});
  const auto standing = decide(after(before, without), leaves, today);
  EXPECT_EQ(standing.find(wifi)->until, Until::on(last));
  EXPECT_EQ(standing.find(wifi)->why, Why::while_active);
}

// It would be shut by a switch that only time has turned.
TEST_F(WithdrawnRight, that_was_on_stays_on_where_the_new_rules_keep_it_switched_off) {
  row(without, permanent_staff, wifi) = {.opens = false, .on = false, .keep = Keep::after_any_end};
  const auto policy = after(before, without);
  const Day last = today + days{20};
  const auto leaves = holder(day(2020, 1, 7), {as(permanent_staff, day(2020, 1, 7), last)});
  EXPECT_TRUE(decide(policy, leaves, last).opens(wifi));
  const auto gone = decide(policy, leaves, last + days{1});
  EXPECT_EQ(gone.find(wifi)->until, Until::for_ever());
  EXPECT_TRUE(gone.opens(wifi));
}

TEST_F(WithdrawnRight, is_reached_by_no_hold) {
  auto held = clerk;
  held.holds = {{.from = today}};
  EXPECT_EQ(decide(after(before, without), held, today).find(wifi)->until,
            Until::on(ends - days{1}));
}

// Not even by a capacity that had ended before, while the withdrawn right carried the service on.
TEST_F(WithdrawnRight, announced_is_opened_by_no_hold_of_another_capacity) {
  const auto policy = after(before, without);
  auto two = clerk;
  two.affiliations.push_back(as(contractor, day(2020, 1, 7), day(2025, 1, 6)));
  two.affiliations.back().id = {2};
  two.notices = {told(ends - days{1}, 60, today)};
  two.holds = {{.from = ends + days{40}}};
  EXPECT_EQ(decide(policy, two, ends + days{50}).find(wifi)->gate, Gate::ended);
}

TEST_F(WithdrawnRight, keeps_its_day_under_further_rules_until_it_is_given_again) {
  const auto policy = after(before, without);
  const auto third = following(policy, policy, today + days{10});
  EXPECT_EQ(third.withdrawals, policy.withdrawals);
  EXPECT_EQ(following(policy, policy, today + days{10}).withdrawals, policy.withdrawals);
  auto again = third;
  row(again, permanent_staff, wifi) = {.opens = true, .on = true};
  const auto fourth = following(third, again, today + days{20});
  EXPECT_THAT(fourth.withdrawals, IsEmpty());
  EXPECT_THAT(fourth.granted, IsEmpty()) << "it never ended";
}

TEST_F(WithdrawnRight, is_none_where_the_row_gives_it_with_another_end) {
  auto shorter = before;
  row(shorter, undergraduate, email).keep = Keep::never;
  shorter.affiliations[postdoc].term.length = months{6};
  EXPECT_THAT(after(before, shorter).withdrawals, IsEmpty());
}

TEST_F(WithdrawnRight, of_a_service_that_the_file_has_lost_cannot_run_out) {
  auto lost = before;
  lost.services.pop_back();
  EXPECT_THAT(missing_services(on_record(before), lost, today), ElementsAre("alumni"));
  auto none = before;
  for (KindIndex kind = 0; kind < none.affiliations.size(); ++kind) row(none, kind, alumni) = {};
  const auto ending = on_record(after(before, none));
  EXPECT_THAT(missing_services(ending, lost, ends - days{1}), ElementsAre("alumni"));
  EXPECT_THAT(missing_services(ending, lost, ends), IsEmpty());
}

}  // namespace
}  // namespace metroon::core
