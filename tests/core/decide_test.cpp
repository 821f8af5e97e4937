// What the rules make of single lives: the regulation's rows and what really goes wrong.
#include "core/decide.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/policy_for_tests.hpp"

namespace metroon::core {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Policy policy = university();

std::vector<ServiceIndex> open_services(const Dossier& dossier, Day on) {
  std::vector<ServiceIndex> open;
  for (const auto& service : decide(policy, dossier, on).services)
    if (service.open()) open.push_back(service.service);
  return open;
}

Gate gate(const Dossier& dossier, ServiceIndex service, Day on) {
  return decide(policy, dossier, on).find(service)->gate;
}

Until until(const Dossier& dossier, ServiceIndex service, Day on) {
  return decide(policy, dossier, on).find(service)->until;
}

// As if every notice of the calendar about `last` was taken in time.
void tell_in_time(Dossier& dossier, Day last) {
  dossier.notices.push_back(told(last, 60, last + days{1} - days{60}));
}

// -------------------------------------------------------------------------------- C1 to C11

class LeavingStudent : public ::testing::TestWithParam<KindIndex> {};
INSTANTIATE_TEST_SUITE_P(C1C7, LeavingStudent,
                         ::testing::Values(undergraduate, postgraduate, phd_candidate));

TEST_P(LeavingStudent, graduate_keeps_email_and_alumni) {
  const Day last = day(2026, 7, 15);
  auto dossier = holder(day(2021, 9, 20), {graduating(GetParam(), day(2021, 9, 1), last)});
  dossier.choices = {{web, true}, {spss, true}};
  tell_in_time(dossier, last);
  EXPECT_THAT(open_services(dossier, last), ::testing::Contains(wifi));
  EXPECT_THAT(open_services(dossier, last), ::testing::Not(::testing::Contains(alumni)));
  EXPECT_THAT(open_services(dossier, last + days{1}), ElementsAre(email, alumni));
  EXPECT_THAT(open_services(dossier, day(2090, 1, 1)), ElementsAre(email, alumni));
  EXPECT_EQ(until(dossier, email, last), Until::for_ever());
  EXPECT_EQ(decide(policy, dossier, day(2090, 1, 1)).find(alumni)->why, Why::kept_after_graduation);
}

TEST_P(LeavingStudent, dropout_keeps_email_but_is_no_alumnus) {
  const Day last = day(2026, 7, 15);
  auto dossier = holder(day(2021, 9, 20), {as(GetParam(), day(2021, 9, 1), last)});
  tell_in_time(dossier, last);
  EXPECT_THAT(open_services(dossier, last + days{1}), ElementsAre(email));
}

TEST(Decide, degree_makes_an_alumnus_whatever_is_claimed_about_the_rest) {
  const Day last = day(2026, 7, 15);
  auto dossier = holder(day(2021, 9, 20), {graduating(undergraduate, day(2021, 9, 1), last)});
  dossier.holds = {{.from = day(2026, 7, 1), .reason = "claim"},
                   {.from = day(2026, 9, 1), .reason = "another claim"}};
  EXPECT_EQ(decide(policy, dossier, day(2026, 7, 1)).next_change, last + days{1});
  for (const Day on : {last + days{1}, day(2026, 8, 31), day(2026, 9, 1)})
    EXPECT_TRUE(decide(policy, dossier, on).opens(alumni));
  EXPECT_TRUE(decide(policy, dossier, day(2026, 9, 1)).opens(wifi));
}

TEST(Decide, faculty_and_emeriti_keep_everything_for_ever) {
  for (const auto kind : {faculty, emeritus}) {
    const auto dossier = holder(day(2000, 9, 20), {as(kind, day(2000, 9, 1), day(2020, 8, 31))});
    const auto standing = decide(policy, dossier, day(2080, 1, 1));
    EXPECT_THAT(open_services(dossier, day(2080, 1, 1)), ElementsAre(email, lists, wifi));
    for (const auto& service : standing.services) {
      EXPECT_EQ(service.until, Until::for_ever());
      EXPECT_EQ(service.why, Why::for_life);
    }
    EXPECT_THAT(standing.notices, IsEmpty());
    EXPECT_EQ(standing.next_change, std::nullopt);
  }
}

TEST(Decide, special_teaching_staff_keep_email_only) {
  const Day last = day(2026, 8, 31);
  auto dossier = holder(day(2015, 9, 1), {as(special_teaching_staff, day(2015, 9, 1), last)});
  tell_in_time(dossier, last);
  EXPECT_THAT(open_services(dossier, last), ElementsAre(email, lists, wifi));
  EXPECT_THAT(open_services(dossier, last + days{1}), ElementsAre(email));
}

TEST(Decide, whoever_keeps_nothing_is_left_with_an_ended_account) {
  const Day last = day(2026, 8, 31);
  for (const auto kind : {permanent_staff, lecturer, fellow, academic_experience}) {
    auto dossier = holder(day(2015, 9, 1), {as(kind, day(2015, 9, 1), last)});
    tell_in_time(dossier, last);
    EXPECT_EQ(decide(policy, dossier, last).state, AccountState::active);
    EXPECT_EQ(decide(policy, dossier, last + days{1}).state, AccountState::ended);
    EXPECT_THAT(open_services(dossier, last + days{1}), IsEmpty());
  }
}

TEST(Decide, postdoc_counts_from_activation) {
  for (const auto kind : {postdoc, researcher, contractor, collaborator}) {
    auto applied_in_may = holder(day(2024, 9, 16), {as(kind, day(2024, 5, 2))});
    const Day last = day(2026, 9, 15);
    tell_in_time(applied_in_may, last);
    const auto standing = decide(policy, applied_in_may, last);
    EXPECT_EQ(standing.find(wifi)->until, Until::on(last));
    EXPECT_EQ(standing.find(wifi)->why, Why::from_activation);
    EXPECT_TRUE(standing.opens(wifi));
    EXPECT_EQ(decide(policy, applied_in_may, last + days{1}).state, AccountState::ended);
  }
}

TEST(Decide, activation_on_29_february) {
  const auto dossier = holder(day(2024, 2, 29), {as(postdoc, day(2024, 1, 10))});
  EXPECT_EQ(until(dossier, email, day(2024, 3, 1)), Until::on(day(2026, 2, 28)));
}

// ------------------------------------------------------------------- the account's own gates

TEST(Decide, person_without_an_account_has_rights_but_nothing_opens) {
  Dossier dossier{.affiliations = {as(undergraduate, day(2026, 9, 1))}};
  const auto standing = decide(policy, dossier, day(2026, 9, 2));
  EXPECT_EQ(standing.state, AccountState::no_account);
  EXPECT_EQ(standing.find(email)->gate, Gate::no_proof);
  EXPECT_EQ(standing.realm, student_realm);
}

TEST(Decide, nothing_opens_before_proof_and_activation) {
  auto dossier = holder(day(2026, 9, 10), {as(undergraduate, day(2026, 9, 1))});
  dossier.account->proof = day(2026, 9, 5);
  EXPECT_EQ(gate(dossier, email, day(2026, 9, 4)), Gate::no_proof);
  EXPECT_EQ(gate(dossier, email, day(2026, 9, 9)), Gate::not_activated);
  EXPECT_EQ(gate(dossier, email, day(2026, 9, 10)), Gate::open);
  EXPECT_EQ(decide(policy, dossier, day(2026, 9, 4)).next_change, day(2026, 9, 5));
}

TEST(Decide, nobody_is_told_about_an_account_never_used) {
  auto dossier = holder(day(2026, 9, 1), {as(fellow, day(2025, 9, 1), day(2026, 8, 31))});
  dossier.account->activated.reset();
  EXPECT_THAT(decide(policy, dossier, day(2026, 8, 30)).notices, IsEmpty());
}

TEST(Decide, stolen_account_is_suspended) {
  auto dossier = holder(day(2021, 9, 20), {as(undergraduate, day(2021, 9, 1))});
  dossier.choices = {{wifi, false}};
  const auto before = decide(policy, dossier, day(2026, 3, 9));
  dossier.account->suspended = Suspension{.from = day(2026, 3, 10), .reason = "stolen"};
  EXPECT_THAT(open_services(dossier, day(2026, 3, 9)), ElementsAre(email, lists, web));
  EXPECT_THAT(open_services(dossier, day(2026, 3, 10)), IsEmpty());
  EXPECT_EQ(decide(policy, dossier, day(2026, 3, 10)).state, AccountState::suspended);
  dossier.account->suspended.reset();
  EXPECT_EQ(decide(policy, dossier, day(2026, 3, 12)), before);
}

TEST(Decide, account_closed_for_good_opens_nothing_and_tells_nobody) {
  auto dossier = holder(day(2015, 9, 1), {as(fellow, day(2015, 9, 1), day(2026, 8, 31))});
  dossier.account->closed = day(2026, 8, 1);
  const auto standing = decide(policy, dossier, day(2026, 8, 25));
  EXPECT_EQ(standing.state, AccountState::closed);
  EXPECT_EQ(standing.find(email)->gate, Gate::account_closed);
  EXPECT_THAT(standing.notices, IsEmpty());
}

TEST(Decide, account_waits_for_an_affiliation_that_has_not_begun) {
  const auto dossier = holder(day(2026, 9, 10), {as(fellow, day(2026, 10, 1), day(2027, 6, 30))});
  const auto early = decide(policy, dossier, day(2026, 9, 15));
  EXPECT_EQ(early.state, AccountState::active);
  EXPECT_THAT(early.services, IsEmpty());
  EXPECT_EQ(early.next_change, day(2026, 10, 1));
  EXPECT_THAT(open_services(dossier, day(2026, 10, 1)), ElementsAre(email, lists, wifi));
}

// ----------------------------------------------------------------------------------- choices

TEST(Decide, holder_switches_services_off_and_on) {
  auto dossier = holder(day(2024, 9, 20), {as(postgraduate, day(2024, 9, 1))});
  EXPECT_EQ(gate(dossier, spss, day(2026, 1, 1)), Gate::switched_off);
  EXPECT_EQ(gate(dossier, wifi, day(2026, 1, 1)), Gate::open);
  dossier.choices = {{spss, true}, {wifi, false}};
  EXPECT_EQ(gate(dossier, spss, day(2026, 1, 1)), Gate::open);
  EXPECT_EQ(gate(dossier, wifi, day(2026, 1, 1)), Gate::switched_off);
}

TEST(Decide, choice_opens_nothing_that_the_rules_do_not) {
  auto dossier = holder(day(2024, 9, 20), {as(contractor, day(2024, 9, 1))});
  dossier.choices = {{spss, true}};
  EXPECT_EQ(decide(policy, dossier, day(2025, 1, 1)).find(spss), nullptr);
}

// An undergraduate's pages are on at hand-over, a postgraduate's are not; the pages stay up.
TEST(Decide, what_was_on_at_hand_over_is_not_switched_off_by_time) {
  auto dossier =
      holder(day(2021, 9, 20), {graduating(undergraduate, day(2021, 9, 1), day(2025, 7, 15)),
                                as(postgraduate, day(2025, 7, 1))});
  EXPECT_EQ(gate(dossier, web, day(2025, 7, 15)), Gate::open);
  EXPECT_EQ(gate(dossier, web, day(2025, 7, 16)), Gate::open);
}

// ---------------------------------------------------------------- several affiliations at once

TEST(Decide, two_affiliations_longest_wins) {
  const Day contract_ends = day(2026, 9, 15);
  const auto dossier = holder(
      day(2024, 9, 16),
      {as(postgraduate, day(2023, 9, 1), day(2026, 7, 15)), as(contractor, day(2024, 9, 1))});
  const auto standing = decide(policy, dossier, day(2026, 1, 1));
  EXPECT_EQ(standing.find(wifi)->until, Until::on(contract_ends));
  EXPECT_EQ(standing.find(wifi)->because, 1);
  EXPECT_EQ(standing.find(email)->until, Until::for_ever());
  EXPECT_EQ(standing.find(email)->because, 0);
  EXPECT_EQ(standing.find(spss)->until, Until::on(day(2026, 7, 15)));
  EXPECT_EQ(standing.realm, staff_realm);

  const auto both = rights(policy, dossier, wifi, day(2026, 1, 1));
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0], (Right{Until::on(contract_ends), Why::from_activation, reads, 1}));
  EXPECT_EQ(both[1], (Right{Until::on(day(2026, 7, 15)), Why::while_active, reads, 0}));
}

TEST(Decide, highest_level_of_those_in_force_counts) {
  const auto dossier = holder(
      day(2024, 9, 16),
      {as(postgraduate, day(2023, 9, 1)), as(permanent_staff, day(2024, 9, 1), day(2026, 8, 31))});
  EXPECT_EQ(decide(policy, dossier, day(2026, 8, 31)).find(lists)->level, owns);
  EXPECT_EQ(decide(policy, dossier, day(2026, 9, 1)).find(lists)->level, reads);
}

TEST(Decide, among_equally_long_rights_the_higher_level_is_the_reason) {
  const auto dossier = holder(
      day(2024, 9, 16), {as(postgraduate, day(2023, 9, 1)), as(permanent_staff, day(2024, 9, 1))});
  EXPECT_EQ(decide(policy, dossier, day(2026, 1, 1)).find(lists)->because, 1);
}

TEST(Decide, student_becomes_contractor_and_back) {
  auto dossier =
      holder(day(2019, 9, 20), {graduating(undergraduate, day(2019, 9, 1), day(2024, 3, 31)),
                                as(contractor, day(2024, 3, 1), day(2025, 9, 30)),
                                as(postgraduate, day(2025, 9, 15))});
  EXPECT_EQ(decide(policy, dossier, day(2024, 2, 1)).realm, student_realm);
  EXPECT_EQ(decide(policy, dossier, day(2024, 6, 1)).realm, staff_realm);
  EXPECT_EQ(decide(policy, dossier, day(2025, 10, 1)).realm, student_realm);
  for (Day on = day(2019, 9, 20); on < day(2027, 1, 1); on += days{1})
    for (const auto service : {email, lists, wifi})
      ASSERT_TRUE(decide(policy, dossier, on).opens(service));
}

TEST(Decide, student_becomes_postgraduate_keeps_account) {
  const Day last = day(2025, 7, 15);
  auto dossier = holder(day(2021, 9, 20), {graduating(undergraduate, day(2021, 9, 1), last),
                                           as(postgraduate, day(2025, 10, 1))});
  tell_in_time(dossier, last);
  EXPECT_THAT(open_services(dossier, day(2025, 8, 10)), ElementsAre(email, alumni));
  EXPECT_THAT(open_services(dossier, day(2025, 10, 1)),
              ElementsAre(email, lists, wifi, web, alumni));
}

TEST(Decide, realm_stays_that_of_the_affiliation_that_ended_last) {
  auto dossier = holder(day(2019, 9, 20), {as(fellow, day(2019, 9, 1), day(2020, 8, 31)),
                                           as(undergraduate, day(2020, 9, 1), day(2024, 7, 15))});
  EXPECT_EQ(decide(policy, dossier, day(2030, 1, 1)).realm, student_realm);
  dossier.affiliations.clear();
  dossier.account->realm = student_realm;
  EXPECT_EQ(decide(policy, dossier, day(2030, 1, 1)).realm, student_realm);
}

// -------------------------------------------------------------------------- notices and holds

class EndingFellow : public ::testing::Test {
 protected:
  const Day last = day(2026, 8, 31);
  Dossier dossier = holder(day(2025, 9, 1), {as(fellow, day(2025, 9, 1), last)});
};

TEST_F(EndingFellow, is_told_by_the_calendar) {
  EXPECT_THAT(decide(policy, dossier, day(2026, 7, 2)).notices, IsEmpty());
  EXPECT_EQ(decide(policy, dossier, day(2026, 7, 2)).next_change, day(2026, 7, 3));
  EXPECT_THAT(decide(policy, dossier, day(2026, 7, 3)).notices, ElementsAre(NoticeDue{last, 60}));
  dossier.notices = {told(last, 60, day(2026, 7, 3))};
  EXPECT_THAT(decide(policy, dossier, day(2026, 7, 3)).notices, IsEmpty());
  EXPECT_THAT(decide(policy, dossier, day(2026, 8, 2)).notices, ElementsAre(NoticeDue{last, 30}));
}

TEST_F(EndingFellow, is_told_once_about_all_steps_that_were_missed) {
  EXPECT_THAT(decide(policy, dossier, day(2026, 8, 28)).notices, ElementsAre(NoticeDue{last, 7}));
}

TEST_F(EndingFellow, is_not_told_of_an_earlier_step_after_a_later_one) {
  dossier.notices = {told(last, 7, day(2026, 8, 1))};
  EXPECT_THAT(decide(policy, dossier, day(2026, 8, 10)).notices, IsEmpty());
}

TEST_F(EndingFellow, notice_about_another_day_tells_nothing_about_this_one) {
  dossier.notices = {told(last - days{1}, 1, day(2026, 8, 1))};
  EXPECT_THAT(decide(policy, dossier, day(2026, 8, 10)).notices, ElementsAre(NoticeDue{last, 30}));
}

TEST_F(EndingFellow, ending_is_certain_from_the_day_a_notice_is_taken) {
  dossier.notices = {told(last, 60, day(2026, 7, 4))};
  const auto before = decide(policy, dossier, day(2026, 7, 3));
  EXPECT_EQ(before.find(email)->shuts, std::nullopt);
  EXPECT_EQ(before.next_change, day(2026, 7, 4));
  EXPECT_EQ(decide(policy, dossier, day(2026, 7, 4)).find(email)->shuts, last + days{1});
}

TEST_F(EndingFellow, account_never_used_ends_on_the_day_itself) {
  dossier.account->activated.reset();
  const auto standing = decide(policy, dossier, day(2026, 8, 1));
  EXPECT_EQ(standing.find(email)->shuts, last + days{1});
  EXPECT_FALSE(decide(policy, dossier, last + days{1}).find(email)->waits_for_notice);
}

TEST_F(EndingFellow, end_of_a_hold_is_a_change) {
  dossier.holds = {{.from = last, .until = day(2026, 12, 1), .reason = "claim"}};
  for (const int step : {60, 30, 7, 1})
    dossier.notices.push_back(told(day(2026, 11, 30), step, {}));
  EXPECT_EQ(decide(policy, dossier, day(2026, 11, 30)).next_change, day(2026, 12, 1));
  EXPECT_TRUE(decide(policy, dossier, day(2026, 12, 1)).find(email)->waits_for_notice);
}

TEST_F(EndingFellow, notice_bounced_stops_the_ending) {
  for (const int step : {60, 30, 7, 1}) dossier.notices.push_back(told(last, step, {}));
  const auto standing = decide(policy, dossier, day(2027, 8, 31));
  EXPECT_TRUE(standing.opens(email));
  EXPECT_TRUE(standing.find(email)->waits_for_notice);
  EXPECT_EQ(standing.state, AccountState::active);
  EXPECT_THAT(standing.notices, IsEmpty());
}

TEST_F(EndingFellow, notice_sent_late_moves_the_ending) {
  dossier.notices = {told(last, 30, day(2026, 8, 22))};  // Due on the 2nd; the server was down.
  const Day shut = day(2026, 9, 21);
  EXPECT_EQ(decide(policy, dossier, day(2026, 8, 22)).find(email)->shuts, shut);
  EXPECT_TRUE(decide(policy, dossier, shut - days{1}).opens(email));
  EXPECT_EQ(gate(dossier, email, shut), Gate::ended);
}

TEST_F(EndingFellow, claim_stops_the_clock) {
  tell_in_time(dossier, last);
  const Day evening = last;  // Documents handed in on the last one.
  dossier.holds = {{.from = evening, .affiliation = {1}, .reason = "claim"}};
  EXPECT_TRUE(decide(policy, dossier, last + days{1}).opens(email));
  EXPECT_TRUE(decide(policy, dossier, last + days{300}).opens(email));
  EXPECT_EQ(until(dossier, email, last + days{1}), Until::no_end_known());
  EXPECT_THAT(decide(policy, dossier, last + days{1}).notices, IsEmpty());
}

TEST_F(EndingFellow, claim_refused_gives_reason_and_days) {
  tell_in_time(dossier, last);
  const Day refused = day(2026, 9, 20);
  dossier.holds = {{.from = last, .until = refused, .reason = "claim", .by = "office"}};
  const Day anew = refused - days{1};
  const auto standing = decide(policy, dossier, refused);
  EXPECT_TRUE(standing.opens(email));
  EXPECT_TRUE(standing.find(email)->waits_for_notice);
  EXPECT_THAT(standing.notices, ElementsAre(NoticeDue{anew, 1}));
  dossier.notices.push_back(told(anew, 1, refused));
  EXPECT_TRUE(decide(policy, dossier, refused + days{29}).opens(email));
  EXPECT_EQ(gate(dossier, email, refused + days{30}), Gate::ended);
}

TEST_F(EndingFellow, claim_granted_goes_on_as_before) {
  tell_in_time(dossier, last);
  dossier.affiliations[0].ends = day(2027, 9, 1);
  EXPECT_EQ(until(dossier, email, last + days{1}), Until::on(day(2027, 8, 31)));
  EXPECT_TRUE(decide(policy, dossier, last + days{1}).opens(email));
}

TEST_F(EndingFellow, suspended_holder_is_told_all_the_same) {
  tell_in_time(dossier, last);
  dossier.account->suspended = Suspension{.from = day(2026, 8, 1), .reason = "stolen"};
  EXPECT_THAT(decide(policy, dossier, day(2026, 8, 10)).notices, ElementsAre(NoticeDue{last, 30}));
  EXPECT_EQ(gate(dossier, email, last + days{1}), Gate::suspended);
}

// ------------------------------------------------------------------------ non-personal accounts

}  // namespace
}  // namespace metroon::core
