// The lifetimes of the regulation, row by row, and what holds and notices do to their ends.
#include "core/lifetime.hpp"

#include <gtest/gtest.h>

#include "core/policy_for_tests.hpp"

namespace metroon::core {
namespace {

using namespace testing;

const Policy policy = university();

Until last_day_of(KindIndex kind, const Affiliation& affiliation, std::optional<Day> activated) {
  return last_day(policy.affiliations[kind].term, affiliation, activated);
}

TEST(LastDay, faculty_stay_for_life_whatever_a_registry_says) {
  for (const auto kind : {faculty, emeritus})
    EXPECT_EQ(last_day_of(kind, as(kind, day(2000, 9, 1), day(2020, 8, 31)), day(2000, 9, 5)),
              Until::for_ever());
}

TEST(LastDay, students_and_staff_stay_while_active) {
  for (const auto kind : {undergraduate, postgraduate, phd_candidate, special_teaching_staff,
                          permanent_staff, lecturer, fellow, academic_experience}) {
    EXPECT_EQ(last_day_of(kind, as(kind, day(2024, 9, 1)), day(2024, 9, 5)), Until::no_end_known());
    EXPECT_EQ(last_day_of(kind, as(kind, day(2024, 9, 1), day(2026, 7, 15)), day(2024, 9, 5)),
              Until::on(day(2026, 7, 15)));
  }
}

TEST(LastDay, postdoc_counts_from_activation) {
  for (const auto kind : {postdoc, researcher, contractor, collaborator})
    EXPECT_EQ(last_day_of(kind, as(kind, day(2024, 5, 2)), day(2024, 9, 16)),
              Until::on(day(2026, 9, 15)));
}

TEST(LastDay, postdoc_who_has_not_activated_has_no_end_to_count) {
  EXPECT_EQ(last_day_of(postdoc, as(postdoc, day(2024, 5, 2)), {}), Until::not_started());
}

TEST(LastDay, known_end_before_the_two_years_ends_them) {
  const auto short_contract = as(contractor, day(2024, 5, 2), day(2025, 1, 31));
  EXPECT_EQ(last_day_of(contractor, short_contract, day(2024, 5, 2)), Until::on(day(2025, 1, 31)));
  EXPECT_EQ(last_day_of(contractor, short_contract, {}), Until::on(day(2025, 1, 31)));
}

TEST(LastDay, known_end_after_the_two_years_does_not_lengthen_them) {
  const auto long_contract = as(contractor, day(2024, 5, 2), day(2030, 1, 31));
  EXPECT_EQ(last_day_of(contractor, long_contract, day(2024, 5, 2)), Until::on(day(2026, 5, 1)));
}

TEST(LastDay, postdoc_on_an_old_student_account_gets_two_years_too) {
  EXPECT_EQ(last_day_of(postdoc, as(postdoc, day(2026, 3, 1)), day(2018, 10, 1)),
            Until::on(day(2028, 2, 29)));
}

TEST(LastDay, activation_on_29_february) {
  EXPECT_EQ(last_day_of(postdoc, as(postdoc, day(2024, 1, 10)), day(2024, 2, 29)),
            Until::on(day(2026, 2, 28)));
}

Dossier announced(std::initializer_list<Day> endings) {
  Dossier dossier;
  for (const auto ending : endings)
    dossier.notices.push_back({.ending = ending, .days_before = 60, .accepted = ending});
  return dossier;
}

TEST(RecordedEnd, avoids_a_day_that_was_announced_about_something_else) {
  const auto one = as(undergraduate, day(2024, 9, 1));
  const auto dossier = announced({day(2026, 8, 31), day(2026, 9, 1)});
  EXPECT_EQ(recorded_end(policy, dossier, &one, day(2026, 9, 1), day(2026, 7, 1)), day(2026, 9, 3));
  EXPECT_EQ(recorded_end(policy, dossier, nullptr, day(2026, 9, 1), day(2026, 7, 1)),
            day(2026, 9, 3));
}

TEST(RecordedEnd, stays_where_it_was_announced_itself) {
  const auto one = as(undergraduate, day(2024, 9, 1), day(2026, 8, 31));
  EXPECT_EQ(
      recorded_end(policy, announced({day(2026, 8, 31)}), &one, day(2026, 9, 1), day(2026, 7, 1)),
      day(2026, 9, 1));
}

TEST(RecordedEnd, is_today_at_the_earliest_but_not_later_than_what_is_over) {
  const auto lasts = as(undergraduate, day(2024, 9, 1));
  EXPECT_EQ(recorded_end(policy, {}, &lasts, day(2026, 5, 1), day(2026, 7, 1)), day(2026, 7, 1));
  const auto over = as(undergraduate, day(2024, 9, 1), day(2026, 5, 31));
  EXPECT_EQ(recorded_end(policy, {}, &over, day(2026, 5, 1), day(2026, 7, 1)), day(2026, 6, 1));
  EXPECT_EQ(recorded_end(policy, {}, nullptr, day(2010, 5, 1), day(2026, 7, 1)), day(2010, 5, 1));
}

TEST(RecordedEnd, is_not_carried_by_a_hold_to_an_announced_day) {
  auto dossier = announced({day(2026, 9, 30)});
  dossier.holds.push_back({.from = day(2026, 7, 1), .until = day(2026, 10, 1)});
  const auto one = as(undergraduate, day(2024, 9, 1));
  EXPECT_EQ(recorded_end(policy, dossier, &one, day(2026, 8, 1), day(2026, 7, 10)),
            day(2026, 10, 2));
}

TEST(ShutDay, waits_until_a_mail_server_took_a_notice) {
  const Day last = day(2026, 6, 30);
  EXPECT_EQ(shut_day(policy.notices, {}, last, day(2026, 12, 1)), std::nullopt);
  const std::vector refused{told(last, 60, {})};
  EXPECT_EQ(shut_day(policy.notices, refused, last, day(2026, 12, 1)), std::nullopt);
}

TEST(ShutDay, is_the_day_after_the_last_if_the_notice_came_in_time) {
  const Day last = day(2026, 6, 30);
  const std::vector notices{told(last, 60, day(2026, 5, 2)), told(last, 30, day(2026, 6, 1))};
  EXPECT_EQ(shut_day(policy.notices, notices, last, day(2026, 6, 2)), day(2026, 7, 1));
}

TEST(ShutDay, moves_with_a_late_notice) {
  const Day last = day(2026, 6, 30);
  const std::vector notices{told(last, 7, day(2026, 6, 24)), told(last, 1, day(2026, 6, 30))};
  EXPECT_EQ(shut_day(policy.notices, notices, last, day(2026, 6, 30)), day(2026, 7, 24));
}

TEST(ShutDay, does_not_count_a_notice_about_another_day) {
  const std::vector notices{told(day(2026, 6, 29), 60, day(2026, 5, 1))};
  EXPECT_EQ(shut_day(policy.notices, notices, day(2026, 6, 30), day(2026, 8, 1)), std::nullopt);
}

TEST(ShutDay, does_not_count_a_notice_of_tomorrow) {
  const Day last = day(2026, 6, 30);
  const std::vector notices{told(last, 60, day(2026, 5, 2))};
  EXPECT_EQ(shut_day(policy.notices, notices, last, day(2026, 5, 1)), std::nullopt);
}

class Held : public ::testing::Test {
 protected:
  Until held_until(Until until, Day today) const {
    return held(until, {1}, policy.notices, dossier, today);
  }
  Dossier dossier = holder(day(2024, 9, 1), {as(fellow, day(2024, 9, 1), day(2026, 6, 30))});
  const Until ending = Until::on(day(2026, 6, 30));
};

TEST_F(Held, open_ended_hold_leaves_no_known_end) {
  dossier.holds = {{.from = day(2026, 6, 30)}};
  EXPECT_EQ(held_until(ending, day(2026, 6, 29)), ending);
  EXPECT_EQ(held_until(ending, day(2026, 6, 30)), Until::no_end_known());
}

TEST_F(Held, hold_with_an_end_moves_the_last_day_to_its_own) {
  dossier.holds = {{.from = day(2026, 6, 20), .until = day(2026, 8, 1)}};
  EXPECT_EQ(held_until(ending, day(2026, 6, 20)), Until::on(day(2026, 7, 31)));
}

TEST_F(Held, hold_that_ends_earlier_changes_nothing) {
  dossier.holds = {{.from = day(2026, 5, 1), .until = day(2026, 6, 1)}};
  EXPECT_EQ(held_until(ending, day(2026, 5, 10)), ending);
}

TEST_F(Held, hold_after_the_ending_took_effect_is_too_late) {
  dossier.notices = {told(day(2026, 6, 30), 60, day(2026, 5, 2))};
  dossier.holds = {{.from = day(2026, 7, 2)}};
  EXPECT_EQ(held_until(ending, day(2026, 7, 10)), ending);
}

TEST_F(Held, hold_on_the_very_day_of_the_ending_is_in_time) {
  dossier.notices = {told(day(2026, 6, 30), 60, day(2026, 5, 2))};
  dossier.holds = {{.from = day(2026, 7, 1)}};
  EXPECT_EQ(held_until(ending, day(2026, 7, 1)), Until::no_end_known());
}

TEST_F(Held, hold_is_in_time_while_an_ending_waits_for_its_notice) {
  dossier.holds = {{.from = day(2026, 9, 1)}};
  EXPECT_EQ(held_until(ending, day(2026, 9, 1)), Until::no_end_known());
}

TEST_F(Held, hold_on_another_affiliation_changes_nothing) {
  dossier.holds = {{.from = day(2026, 6, 1), .affiliation = {2}}};
  EXPECT_EQ(held_until(ending, day(2026, 6, 10)), ending);
}

TEST_F(Held, holds_follow_one_another) {
  dossier.holds = {{.from = day(2026, 7, 20), .until = day(2026, 9, 1)},
                   {.from = day(2026, 6, 20), .until = day(2026, 8, 1)}};
  EXPECT_EQ(held_until(ending, day(2026, 6, 25)), Until::on(day(2026, 7, 31)));
  EXPECT_EQ(held_until(ending, day(2026, 7, 25)), Until::on(day(2026, 8, 31)));
}

// A notice about where the first hold leads must not keep the further one from being seen.
TEST_F(Held, order_of_the_holds_does_not_matter) {
  const Day last = day(2026, 6, 30);
  dossier.notices = {told(last, 1, day(2026, 6, 30)), told(day(2026, 7, 5), 60, day(2026, 6, 1))};
  dossier.holds = {{.from = day(2026, 6, 20), .until = day(2026, 7, 6)},
                   {.from = day(2026, 7, 20), .until = day(2026, 9, 1)}};
  const auto one_way = held_until(ending, day(2026, 7, 25));
  std::swap(dossier.holds[0], dossier.holds[1]);
  EXPECT_EQ(held_until(ending, day(2026, 7, 25)), one_way);
}

TEST_F(Held, what_never_ends_is_not_touched) {
  dossier.holds = {{.from = day(2026, 6, 20), .until = day(2026, 8, 1)}};
  for (const auto until : {Until::for_ever(), Until::no_end_known(), Until::not_started()})
    EXPECT_EQ(held_until(until, day(2026, 7, 1)), until);
}

TEST_F(Held, lifted_hold_ends_nothing_that_was_announced_for_yesterday) {
  const Day last = day(2026, 6, 30);
  dossier.notices = {told(last, 60, day(2026, 5, 1))};
  const Hold hold{.from = day(2026, 6, 20), .until = day(2026, 9, 1)};
  const auto lifted = [&](Day on) { return until_when_lifted(dossier, hold, on); };
  EXPECT_EQ(lifted(last), last);
  EXPECT_EQ(lifted(last + days{1}), last + days{2});
  EXPECT_EQ(lifted(last + days{2}), last + days{2});
  EXPECT_EQ(lifted(hold.from), hold.from) << "it has never held";
  dossier.notices.push_back(told(*hold.until - days{2}, 60, day(2026, 7, 1)));
  dossier.notices.push_back(told(*hold.until - days{1}, 60, day(2026, 7, 1)));
  EXPECT_EQ(lifted(*hold.until - days{1}), *hold.until) << "not past its own end";
}

}  // namespace
}  // namespace metroon::core
