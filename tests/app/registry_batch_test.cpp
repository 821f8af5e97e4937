// What rows of one delivery mean to each other.
#include <random>
#include <set>

#include "app/merge.hpp"
#include "app/registry_fixture.hpp"
#include "core/username.hpp"

namespace metroon::app {
namespace {

TEST_F(ARegistry, two_rows_of_one_person_in_one_delivery_are_one_person) {
  auto first = student(1);
  auto second = student(1);
  second.key += " postgraduate";
  second.observation.kind = kind("postgraduate");
  (void)deliver({first, second});
  EXPECT_EQ(people(), 1U);
  EXPECT_EQ(dossier_at(1).affiliations.size(), 2U);
}

TEST_F(ARegistry, namesakes_in_one_delivery_have_accounts_of_their_own) {
  auto rows = students_of(40);
  for (auto& row : rows) row.observation.names.last = "Παπαδοπούλου";
  (void)deliver(rows);
  std::set<std::string> usernames;
  for (unsigned n = 0; n < rows.size(); ++n)
    usernames.insert(dossier_at(n).account.value().username);
  EXPECT_EQ(usernames.size(), rows.size());
}

// Names whose proposals run into each other: first and last change places, and all begin alike.
TEST_F(ARegistry, newcomers_of_one_delivery_get_the_usernames_that_they_would_get_one_by_one) {
  constexpr std::array words{"Νίκα", "Άννα", "Άνη", "Νίνα"};
  std::mt19937_64 dice{20261127};
  auto rows = students_of(120);
  for (auto& row : rows) {
    row.observation.names.first = words.at(dice() % words.size());
    row.observation.names.last = words.at(dice() % words.size());
  }
  (void)deliver(rows);
  std::set<std::string> given;
  for (unsigned n = 0; n < rows.size(); ++n) {
    const auto all =
        core::propose_usernames(house.policy.usernames, rows[n].observation.names, rows.size());
    const auto first =
        std::ranges::find_if(all, [&](const std::string& name) { return !given.contains(name); });
    ASSERT_NE(first, all.end());
    EXPECT_EQ(dossier_at(n).account.value().username, *first) << n;
    given.insert(*first);
  }
}

TEST_F(ARegistry, delivery_that_is_replaced_while_it_is_read_passes_the_guard_anew) {
  (void)deliver(students_of(100));
  const auto looked_at = opening(students_of(101));
  made += 1h;
  const auto arrived = opening(students_of(20));  // Would end eighty.
  int opened = 0;
  const auto run = run_delivery(house, call("operator"), students,
                                [&] { return opened++ == 0 ? looked_at() : arrived(); });
  EXPECT_EQ(run.verdict, DeliveryVerdict::too_many_endings);
  EXPECT_FALSE(run.applied);
  EXPECT_EQ(people(), 100U);
}

TEST_F(ARegistry, goes_on_to_speak_of_somebody_who_was_merged_and_of_who_was_split_again) {
  auto rows = students_of(20);
  rows[2].observation.identifiers = {};
  (void)deliver(rows);
  const auto keep = dossier_at(1).person;
  const auto other = dossier_at(2).person;
  const auto merged = merge_people(house, call("staff 1"),
                                   {.keep = keep,
                                    .keep_version = 1,
                                    .other = other,
                                    .other_version = 1,
                                    .reason = "ίδιο πρόσωπο"});
  ASSERT_TRUE(merged);
  rows[2].observation.unit = "physics";
  rows[2].observation.birth = rows[1].observation.birth;  // They are one person, after all.
  (void)deliver(rows);
  EXPECT_EQ(row(student(2).key)->person, keep);
  EXPECT_EQ(dossier(keep).affiliations.size(), 2U);
  ASSERT_TRUE(split_people(house, call("staff 1"), merged->id, "λάθος"));
  EXPECT_EQ(row(student(1).key)->person, keep);
  EXPECT_EQ(row(student(2).key)->person, other);
  ASSERT_EQ(dossier(other).affiliations.size(), 1U);
  EXPECT_EQ(dossier(other).affiliations.front().unit, "physics");
}

}  // namespace
}  // namespace metroon::app
