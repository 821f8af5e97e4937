#include "core/retention.hpp"

#include <gtest/gtest.h>

#include "support/sample_policy.hpp"

namespace metroon::core {
namespace {

using std::chrono::days;

Day day(int year, unsigned month, unsigned date) {
  return std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} /
                                 std::chrono::day{date}};
}

const Day today = day(2030, 6, 1);

class DataGo : public testing::Test {
 protected:
  DataGo() { policy.retention = RetentionRules{.person_years = 5, .source = "ours"}; }

  Dossier contractor(std::optional<Day> ends) const {
    Dossier made;
    made.person = {7};
    made.affiliations = {{.id = {1},
                          .kind = support::contractor,
                          .unit = {},
                          .from = day(2020, 1, 1),
                          .ends = ends}};
    Account account;
    account.id = {9};
    account.username = "somebody";
    account.proof = day(2020, 1, 5);
    account.activated = day(2020, 1, 6);
    made.account = account;
    return made;
  }

  Policy policy{support::sample_policy()};
};

TEST_F(DataGo, years_after_the_last_thing_was_over) {
  auto left = contractor(day(2021, 1, 1));
  left.notices = {{.ending = day(2020, 12, 31), .days_before = 30, .accepted = day(2020, 11, 1)}};
  EXPECT_EQ(data_go(policy, left, today), day(2026, 1, 1));
}

TEST_F(DataGo, never_without_a_rule) {
  policy.retention.reset();
  EXPECT_FALSE(data_go(policy, contractor(day(2021, 1, 1)), today));
}

TEST_F(DataGo, never_while_a_capacity_has_no_end) {
  EXPECT_FALSE(data_go(policy, contractor({}), today));
}

TEST_F(DataGo, never_while_a_service_waits_for_its_notice) {
  EXPECT_FALSE(data_go(policy, contractor(day(2021, 1, 1)), today));
}

TEST_F(DataGo, never_of_a_graduate_who_keeps_something_for_ever) {
  auto graduate = contractor(day(2021, 1, 1));
  graduate.affiliations.front().kind = support::undergraduate;
  graduate.affiliations.front().ending = Ending::graduation;
  graduate.notices = {
      {.ending = day(2020, 12, 31), .days_before = 30, .accepted = day(2020, 11, 1)}};
  EXPECT_FALSE(data_go(policy, graduate, today));
}

TEST_F(DataGo, never_while_suspended_or_held) {
  auto left = contractor(day(2021, 1, 1));
  left.notices = {{.ending = day(2020, 12, 31), .days_before = 30, .accepted = day(2020, 11, 1)}};
  auto held = left;
  held.holds = {{.from = day(2030, 1, 1), .until = {}, .affiliation = {}, .reason = "", .by = ""}};
  EXPECT_FALSE(data_go(policy, held, today));
  left.account->suspended = Suspension{day(2020, 5, 1), "stolen"};
  EXPECT_FALSE(data_go(policy, left, today));
}

TEST_F(DataGo, closed_account_counts_from_its_closing_whatever_it_kept) {
  auto dead = contractor(day(2021, 1, 1));
  dead.affiliations.front().kind = support::undergraduate;
  dead.affiliations.front().ending = Ending::graduation;
  dead.account->closed = day(2024, 2, 29);
  EXPECT_EQ(data_go(policy, dead, today), day(2029, 3, 1));
}

TEST_F(DataGo, nobody_goes_of_whom_nothing_is_known) {
  Dossier empty;
  empty.person = {7};
  EXPECT_FALSE(data_go(policy, empty, today));
}

}  // namespace
}  // namespace metroon::core
