// What the guard stops, and how a second person lets it through.
#include "app/registry_fixture.hpp"

namespace metroon::app {
namespace {

TEST_F(ARegistry, empty_feed_ends_nobody) {
  (void)deliver(students_of(20));
  const auto run = deliver({});
  EXPECT_EQ(run.verdict, DeliveryVerdict::emptied);
  EXPECT_FALSE(run.applied);
  EXPECT_FALSE(dossier_at(1).affiliations.front().ends);
  // No second person lets that through either.
  EXPECT_EQ(why(confirm_delivery(house, office(), students, opening({}), run.id)),
            RunProblem::never);
}

TEST_F(ARegistry, truncated_feed_is_refused) {
  (void)deliver(students_of(20));
  const auto run = deliver(students_of(12), false);
  EXPECT_EQ(run.verdict, DeliveryVerdict::not_whole);
  EXPECT_FALSE(dossier_at(15).affiliations.front().ends);
}

TEST_F(ARegistry, shifted_columns_are_refused) {
  (void)deliver(students_of(20));
  auto rows = students_of(20);
  for (auto& one : rows) one.bad = "not_a_date", one.observation.unit = "physics";
  const auto run = deliver(rows);
  EXPECT_EQ(run.verdict, DeliveryVerdict::emptied);
  EXPECT_EQ(dossier_at(1).affiliations.front().unit, "chemistry");
}

TEST_F(ARegistry, late_feed_changes_nothing) {
  const auto yesterday = opening(students_of(19));
  (void)deliver(students_of(20));
  const auto run = run_delivery(house, call("operator"), students, yesterday);
  EXPECT_EQ(run.verdict, DeliveryVerdict::late);
  EXPECT_FALSE(dossier_at(19).affiliations.front().ends);
}

TEST_F(ARegistry, delivery_that_would_end_too_many_waits_for_a_second_person) {
  (void)deliver(students_of(100));
  const auto few = students_of(80);
  const auto stopped = deliver(few);
  ASSERT_EQ(stopped.verdict, DeliveryVerdict::too_many_endings);
  EXPECT_FALSE(dossier_at(90).affiliations.front().ends);
  EXPECT_TRUE(audited("registry:students", "registry_stopped"));
  const auto again = opening(few);
  EXPECT_EQ(why(confirm_delivery(house, call("operator"), students, again, stopped.id)),
            RunProblem::same_person);
  const auto done = confirm_delivery(house, office(), students, again, stopped.id);
  ASSERT_TRUE(done && done->applied);
  EXPECT_EQ(done->confirmed_by, "staff:maria");
  EXPECT_EQ(dossier_at(90).affiliations.front().ends, today());
  EXPECT_EQ(why(confirm_delivery(house, office(), students, again, {404})),
            RunProblem::no_such_run);
}

TEST_F(ARegistry, second_person_confirms_what_was_stopped_and_nothing_else) {
  (void)deliver(students_of(100));
  const auto stopped = deliver(students_of(80));
  // The file was replaced in place: it would end others now.
  const auto other = opening(students_of(40));
  const auto again = confirm_delivery(house, office(), students, other, stopped.id);
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->applied);
  EXPECT_EQ(again->counts.ended, 60);
  EXPECT_EQ(again->by, stopped.by);
  EXPECT_FALSE(dossier_at(90).affiliations.front().ends);
  // Who has seen that lets it through.
  const auto done = confirm_delivery(house, office(), students, other, again->id);
  ASSERT_TRUE(done && done->applied);
  EXPECT_EQ(dossier_at(50).affiliations.front().ends, today());
}

TEST_F(ARegistry, second_person_confirms_no_other_delivery_of_the_same_size) {
  (void)deliver(students_of(100));
  auto without_first = students_of(100);
  without_first.erase(without_first.begin(), without_first.begin() + 20);
  const auto stopped = deliver(students_of(80));
  const auto again =
      confirm_delivery(house, office(), students, opening(without_first), stopped.id);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->counts, stopped.counts);
  EXPECT_FALSE(again->applied);
  EXPECT_FALSE(dossier_at(3).affiliations.front().ends);
}

TEST_F(ARegistry, delivery_that_has_become_harmless_is_applied_when_it_is_confirmed) {
  (void)deliver(students_of(100));
  const auto stopped = deliver(students_of(80));
  const auto done =
      confirm_delivery(house, office(), students, opening(students_of(99)), stopped.id);
  ASSERT_TRUE(done && done->applied);
  EXPECT_EQ(done->counts.ended, 1);
}

TEST_F(ARegistry, delivery_that_dates_too_many_endings_waits_too) {
  (void)deliver(students_of(100));
  auto rows = students_of(100);
  for (unsigned n = 0; n < 6; ++n) rows[n].observation.ends = today() + days{10};
  const auto stopped = deliver(rows);
  EXPECT_EQ(stopped.verdict, DeliveryVerdict::too_many_endings);
  EXPECT_FALSE(dossier_at(3).affiliations.front().ends);
  // An end that is far away is the registry's to say.
  for (unsigned n = 0; n < 6; ++n) rows[n].observation.ends = today() + days{900};
  EXPECT_EQ(deliver(rows).counts.changed, 6);
  EXPECT_TRUE(dossier_at(3).affiliations.front().ends);
}

TEST_F(ARegistry, delivery_that_gives_too_many_another_capacity_waits_too) {
  (void)deliver(students_of(100));
  auto rows = students_of(100);
  // Somebody has mended the map of values, wrongly.
  for (auto& one : rows) one.observation.kind = kind("postgraduate");
  const auto stopped = deliver(rows);
  EXPECT_EQ(stopped.verdict, DeliveryVerdict::too_many_endings);
  EXPECT_EQ(stopped.counts.ended, 100);
  EXPECT_EQ(stopped.counts.added, 100);
  EXPECT_EQ(stopped.counts.changed, 0);
  EXPECT_FALSE(dossier_at(3).affiliations.front().ends);
  // As many as leave in other years go on to the next cycle (B2).
  rows = students_of(100);
  for (unsigned n = 0; n < 5; ++n) rows[n].observation.kind = kind("postgraduate");
  const auto run = deliver(rows);
  ASSERT_EQ(run.verdict, DeliveryVerdict::fine);
  EXPECT_EQ(run.counts.ended, 5);
  EXPECT_EQ(run.counts.unchanged, 95);
  EXPECT_EQ(dossier_at(3).affiliations.size(), 2U);
}

TEST_F(ARegistry, another_capacity_after_one_that_was_over_ends_nothing) {
  auto rows = students_of(100);
  for (unsigned n = 0; n < 30; ++n) rows[n].observation.ends = today() - days{1};
  (void)deliver(rows);
  // They come back in autumn, under the same number.
  for (unsigned n = 0; n < 30; ++n) {
    rows[n].observation.ends = {};
    rows[n].observation.kind = kind("postgraduate");
  }
  const auto run = deliver(rows);
  EXPECT_EQ(run.verdict, DeliveryVerdict::fine);
  EXPECT_EQ(run.counts.ended, 0);
  EXPECT_EQ(run.counts.added, 30);
}

}  // namespace
}  // namespace metroon::app
