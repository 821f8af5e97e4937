#include "app/registry_doors.hpp"

#include "app/acts.hpp"
#include "app/registry_fixture.hpp"
#include "support/memory_registries.hpp"

namespace metroon::app {
namespace {

class RegistryDoors : public ARegistry {
 protected:
  RegistryDoors() {
    students.report_to = {"registry@example.org", "office@example.org"};
    declared.declared = {students};
    house.declared = &declared;
  }

  std::vector<QueuedMail> mails() {
    return store->read([](Ports& ports) { return ports.outbox.recent(10); });
  }
  // Somebody of the same names and birth date, and nothing that makes it certain.
  HeldRow held_row() {
    (void)deliver(students_of(20));
    auto rows = students_of(21);
    rows[20].observation.names.last = name_of(3);
    rows[20].observation.birth = rows[3].observation.birth;
    rows[20].observation.identifiers = {};
    (void)deliver(rows);
    return store->read([](Ports& ports) { return ports.registries.held_after({}, 5).at(0); });
  }
  base::Now at(Day on) { return {now, on}; }

  support::MemoryRegistries declared;
};

TEST_F(RegistryDoors, every_address_is_told_of_a_run_once) {
  (void)deliver(students_of(20));
  ASSERT_EQ(mails().size(), 2U);
  (void)deliver({});
  ASSERT_EQ(mails().size(), 4U);
  EXPECT_NE(mails().front().mail.text.find(
                "/office/registry/students/run/" +
                std::to_string(open_registry(house, "students", 1)->runs.front().id.value)),
            std::string::npos);
}

TEST_F(RegistryDoors, held_row_is_shown_beside_whom_it_may_be_and_joined_at_once) {
  const auto row = held_row();
  EXPECT_EQ(row.reason, "perhaps_somebody_known");
  const auto view = open_held(house, office(), row.id);
  ASSERT_TRUE(view);
  ASSERT_EQ(view->perhaps.size(), 1U);
  const auto person = view->perhaps.front().person.id;
  EXPECT_EQ(person, dossier_at(3).person);
  EXPECT_TRUE(audited(subject("person", person), "person_read"));
  ASSERT_TRUE(decide_held(house, office(), row.id, person));
  EXPECT_EQ(dossier(person).affiliations.size(), 2U);
  EXPECT_EQ(this->row(row.row_key)->state, RowState::asserted);
  EXPECT_FALSE(open_held(house, office(), row.id));
  EXPECT_EQ(decide_held(house, office(), row.id, person).error(), HeldProblem::no_such_row);
}

TEST_F(RegistryDoors, held_row_of_somebody_else_makes_a_new_person) {
  const auto row = held_row();
  const auto before = people();
  EXPECT_EQ(decide_held(house, office(), row.id, {404}).error(), HeldProblem::no_such_person);
  ASSERT_TRUE(decide_held(house, office(), row.id, {}));
  EXPECT_EQ(people(), before + 1);
}

TEST_F(RegistryDoors, held_row_that_comes_again_waits_since_it_was_held_first) {
  const auto row = held_row();
  auto rows = students_of(21);
  rows[20].observation = row.observation;
  (void)deliver(rows);
  const auto again = store->read([](Ports& ports) { return ports.registries.held_after({}, 5); });
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again.front().id, row.id);
  rows[20] = student(20);
  (void)deliver(rows);
  EXPECT_EQ(store->read([](Ports& ports) { return ports.registries.held_count(); }), 0U);
}

TEST_F(RegistryDoors, registry_is_fetched_once_a_day_and_at_once_where_it_was_missed) {
  students.daily_at = 5 * 60 + 30;
  const auto today = this->today();
  const Fetch yesterday{today - days{1}, now - 24h, {}};
  const Fetch older{today - days{2}, now - 48h, {}};
  const Fetch done{today, now, {}};
  struct Case {
    std::optional<Fetch> last;
    int minute;
    bool due;
  };
  for (const auto& [last, minute, due] :
       {Case{{}, 329, false}, Case{{}, 330, true}, Case{yesterday, 329, false},
        Case{yesterday, 330, true}, Case{older, 10, true}, Case{done, 331, false},
        Case{Fetch{today, now - 59min, "gone"}, 500, false},
        Case{Fetch{today, now - 60min, "gone"}, 500, true}})
    EXPECT_EQ(fetch_is_due(students, last, at(today), minute), due) << minute;
  students.daily_at = {};
  EXPECT_FALSE(fetch_is_due(students, {}, at(today), 700));
}

TEST_F(RegistryDoors, files_that_say_only_what_changed_are_applied_one_by_one_oldest_first) {
  students.full = false;
  auto rows = students_of(2);
  declared.files[now - 3h] = rows;
  rows[0].observation.unit = "physics";
  declared.files[now - 2h] = {rows[0]};
  rows[0].observation.unit = "chemistry";
  declared.files[now - 1h] = {rows[0], student(7)};
  const auto last = fetch_registry(house, call("system"), students, 1);
  ASSERT_TRUE(last);
  EXPECT_EQ(last->made, now - 1h);
  EXPECT_EQ(people(), 3U);
  EXPECT_EQ(dossier_at(0).affiliations.front().unit, "chemistry");
  EXPECT_EQ(open_registry(house, "students", 10)->runs.size(), 3U);
  // Nothing new: the last one again, which changes nothing.
  EXPECT_EQ(fetch_registry(house, call("system"), students, 1)->counts.unchanged, 2);
}

TEST_F(RegistryDoors, file_that_is_stopped_keeps_the_later_ones_waiting) {
  students.full = false;
  declared.declared = {students};
  declared.files[now - 3h] = students_of(20);
  auto rows = students_of(20);
  for (auto& one : rows) one.observation.ends = today();
  declared.files[now - 2h] = rows;
  declared.files[now - 1h] = {student(30)};
  const auto stopped = fetch_registry(house, call("system"), students, 1);
  ASSERT_TRUE(stopped);
  EXPECT_FALSE(stopped->applied);
  EXPECT_EQ(stopped->made, now - 2h);
  // What a second person lets through is that one, not the newest.
  const auto done = confirm_run(house, office(), "students", stopped->id);
  ASSERT_TRUE(done && *done);
  EXPECT_EQ((*done)->made, now - 2h);
  EXPECT_EQ(fetch_registry(house, call("system"), students, 1)->made, now - 1h);
}

TEST_F(RegistryDoors, fault_of_a_source_is_kept_and_so_is_its_end) {
  students.daily_at = 0;
  declared.fault = "no file matches";
  const auto failed = fetch_registry(house, call("system"), students, 1);
  ASSERT_FALSE(failed);
  EXPECT_EQ(list_registries(house).front().fetch->fault, "no file matches");
  declared.fault.clear();
  declared.rows = students_of(20);
  declared.made = now;
  ASSERT_TRUE(fetch_registry(house, call("system"), students, 1));
  EXPECT_EQ(list_registries(house).front().fetch, (Fetch{today(), call().now.instant, {}}));
  declared.busy = true;
  EXPECT_EQ(fetch_registry(house, call("system"), students, 1).error().problem, DoorProblem::busy);
}

}  // namespace
}  // namespace metroon::app
