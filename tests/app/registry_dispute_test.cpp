// Known keys that seem to speak of somebody else: the office is asked, and its answer is carried
// out.
#include "app/acts.hpp"
#include "app/registry_doors.hpp"
#include "app/registry_fixture.hpp"
#include "support/memory_registries.hpp"

namespace metroon::app {
namespace {

class ADisputedRow : public ARegistry {
 protected:
  ADisputedRow() {
    declared.declared = {students};
    house.declared = &declared;
    rows = students_of(100);
    (void)deliver(rows);
    old = dossier_at(2).person;
    auto& seen = rows[2].observation;
    seen.names.last = "Αλεξίου";
    seen.birth = day(2008, 3, 4);
    seen.identifiers = {};
    seen.email = "alexiou@example.org";
    (void)deliver(rows);
  }
  core::HeldRowId held() { return held_rows().at(0).id; }
  const std::string& key() { return rows[2].key; }

  support::MemoryRegistries declared;
  std::vector<DeliveredRow> rows;
  core::PersonId old;
};

TEST_F(ADisputedRow, is_shown_beside_whom_it_was_about) {
  const auto view = open_held(house, office(), held());
  ASSERT_TRUE(view);
  ASSERT_EQ(view->perhaps.size(), 1U);
  EXPECT_EQ(view->perhaps.front().person.id, old);
}

TEST_F(ADisputedRow, waits_since_it_was_held_first_and_what_it_said_goes_on) {
  const auto first = held();
  const auto run = deliver(rows);
  EXPECT_EQ(bad(run).size(), 1U);
  EXPECT_EQ(held(), first);
  EXPECT_EQ(row(key())->state, RowState::asserted);
  EXPECT_FALSE(dossier(old).affiliations.front().ends);
}

TEST_F(ADisputedRow, is_let_go_when_the_registry_says_again_what_it_said) {
  rows[2] = student(2);
  EXPECT_EQ(deliver(rows).counts.unchanged, 100);
  EXPECT_TRUE(held_rows().empty());
  EXPECT_EQ(deliver(rows).counts.unchanged, 100);
}

TEST_F(ADisputedRow, is_let_go_when_the_registry_leaves_it_out) {
  rows.erase(rows.begin() + 2);
  (void)deliver(rows);
  EXPECT_TRUE(held_rows().empty());
  EXPECT_EQ(dossier(old).affiliations.front().ends, today());
}

TEST_F(ADisputedRow, of_the_same_person_changes_the_affiliation_and_no_proven_data) {
  rows[2].observation.unit = "physics";
  (void)deliver(rows);
  ASSERT_TRUE(decide_held(house, office(), held(), old, "Έφερε τα χαρτιά της."));
  EXPECT_TRUE(held_rows().empty());
  ASSERT_EQ(dossier(old).affiliations.size(), 1U);
  EXPECT_EQ(dossier(old).affiliations.front().unit, "physics");
  EXPECT_FALSE(dossier(old).affiliations.front().ends);
  const auto person = store->read([&](Ports& ports) { return ports.people.find(old).value(); });
  EXPECT_EQ(person.names.last, name_of(2));
  EXPECT_EQ(deliver(rows).counts.unchanged, 100);
  EXPECT_TRUE(held_rows().empty());
}

TEST_F(ADisputedRow, of_somebody_new_ends_the_old_affiliation_and_takes_them_in) {
  ASSERT_TRUE(decide_held(house, office(), held(), {}));
  EXPECT_EQ(people(), 101U);
  EXPECT_NE(row(key())->person, old);
  EXPECT_EQ(dossier(old).affiliations.front().ends, today());
  EXPECT_EQ(dossier(old).affiliations.front().ending, students.silence);
  EXPECT_TRUE(audited(subject("person", old), "affiliation_ended"));
  EXPECT_FALSE(dossier(row(key())->person).affiliations.front().ends);
  EXPECT_EQ(deliver(rows).counts.unchanged, 100);
}

TEST_F(ADisputedRow, of_another_member_ends_the_old_affiliation_and_begins_theirs) {
  const auto other = dossier_at(3).person;
  ASSERT_TRUE(decide_held(house, office(), held(), other, "Έφερε τα χαρτιά της."));
  EXPECT_EQ(row(key())->person, other);
  EXPECT_EQ(dossier(other).affiliations.size(), 2U);
  EXPECT_EQ(dossier(old).affiliations.front().ends, today());
}

TEST_F(ADisputedRow, is_nobody_by_command_whom_it_contradicts_without_a_reason_on_record) {
  EXPECT_EQ(why(decide_held_row(house, office(), "students", key(), old)),
            HeldProblem::reason_missing);
  EXPECT_EQ(held_rows().size(), 1U);
  ASSERT_TRUE(decide_held_row(house, office(), "students", key(), old, "Έφερε τα χαρτιά της."));
  EXPECT_TRUE(audited(subject("person", old), "registry_row_same_person"));
}

TEST_F(ADisputedRow, that_is_decided_by_command_is_carried_out_by_the_next_run) {
  ASSERT_TRUE(decide_held_row(house, office(), "students", key(), {}));
  EXPECT_TRUE(held_rows().empty());
  EXPECT_TRUE(bad(deliver(rows)).empty());
  EXPECT_EQ(people(), 101U);
  EXPECT_EQ(dossier(old).affiliations.front().ends, today());
}

TEST_F(ADisputedRow, is_nobody_whom_it_contradicts_without_a_reason_on_record) {
  EXPECT_EQ(why(decide_held(house, office(), held(), old, " ")), HeldProblem::reason_missing);
  EXPECT_EQ(held_rows().size(), 1U);
  EXPECT_FALSE(audited(subject("person", old), "registry_row_same_person"));
  ASSERT_TRUE(decide_held(house, office(), held(), old, "Έφερε τα χαρτιά της."));
  EXPECT_TRUE(audited(subject("person", old), "registry_row_same_person"));
}

TEST_F(ADisputedRow, with_the_number_of_a_member_is_nobody_new) {
  rows[2].observation.identifiers.afm = afm_of(3);
  (void)deliver(rows);
  EXPECT_EQ(why(decide_held(house, office(), held(), {})), HeldProblem::number_of_another);
  EXPECT_EQ(people(), 100U);
  EXPECT_FALSE(dossier(old).affiliations.front().ends);
}

}  // namespace
}  // namespace metroon::app
