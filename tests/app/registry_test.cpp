#include "app/night.hpp"
#include "app/registry_fixture.hpp"

namespace metroon::app {
namespace {

TEST_F(ARegistry, new_student_has_a_person_an_affiliation_and_an_account_to_collect) {
  const auto run = deliver(students_of(3));
  EXPECT_EQ(run.verdict, DeliveryVerdict::fine);
  EXPECT_EQ(run.counts.added, 3);
  const auto one = dossier_at(1);
  ASSERT_EQ(one.affiliations.size(), 1U);
  EXPECT_EQ(one.affiliations.front().asserted_by, "registry students");
  ASSERT_TRUE(one.account);
  EXPECT_EQ(standing(one.person).state, core::AccountState::not_handed_over);
  EXPECT_TRUE(audited(subject("person", one.person), "person_created"));
  EXPECT_TRUE(audited("registry:students", "registry_applied"));
}

TEST_F(ARegistry, twice_delivered_feed_is_idempotent) {
  const auto rows = students_of(20);
  (void)deliver(rows);
  const auto before = people();
  const auto again = deliver(rows);
  EXPECT_EQ(again.counts.unchanged, 20);
  EXPECT_EQ(again.counts.added + again.counts.changed + again.counts.ended, 0);
  EXPECT_EQ(people(), before);
}

TEST_F(ARegistry, preview_says_what_would_change_and_writes_nothing) {
  (void)deliver(students_of(20));
  const auto before = entries();
  auto rows = students_of(21);
  rows[3].observation.unit = "physics";
  const auto seen = preview_delivery(house, students, opening(rows));
  EXPECT_EQ(seen.counts.added, 1);
  EXPECT_EQ(seen.counts.changed, 1);
  EXPECT_EQ(seen.counts.unchanged, 19);
  EXPECT_EQ(entries(), before);
}

TEST_F(ARegistry, bad_row_is_quarantined_and_ends_nobody) {
  (void)deliver(students_of(100));
  auto rows = students_of(100);
  rows[7].bad = "not_a_date";
  const auto run = deliver(rows);
  ASSERT_EQ(run.verdict, DeliveryVerdict::fine);
  EXPECT_EQ(run.counts.bad, 1);
  ASSERT_EQ(bad(run).size(), 1U);
  EXPECT_EQ(bad(run).front().reason, "not_a_date");
  EXPECT_EQ(bad(run).front().line, 9);
  EXPECT_FALSE(dossier_at(7).affiliations.front().ends);
}

TEST_F(ARegistry, two_rows_of_one_key_are_both_quarantined) {
  auto rows = students_of(100);
  (void)deliver(rows);
  rows.push_back(student(5));
  rows.back().observation.unit = "physics";
  const auto run = deliver(rows);
  EXPECT_EQ(run.counts.bad, 2);
  EXPECT_EQ(bad(run).front().reason, "key_twice");
  EXPECT_EQ(dossier_at(5).affiliations.front().unit, "chemistry");
}

TEST_F(ARegistry, who_is_left_out_ends_with_notice_and_not_before) {
  (void)deliver(students_of(100));
  auto rows = students_of(100);
  rows.erase(rows.begin() + 4);
  ASSERT_EQ(deliver(rows).counts.ended, 1);
  const auto one = dossier_at(4).affiliations.front();
  EXPECT_EQ(one.ends, today());
  EXPECT_EQ(one.ending, core::Ending::graduation);
  EXPECT_TRUE(audited(subject("person", dossier_at(4).person), "affiliation_ended"));
  // Comes back: as before.
  ASSERT_EQ(deliver(students_of(100)).counts.added, 1);
  EXPECT_FALSE(dossier_at(4).affiliations.front().ends);
  EXPECT_EQ(dossier_at(4).affiliations.size(), 1U);
}

TEST_F(ARegistry, end_that_comes_late_shuts_nothing_that_no_notice_has_named) {
  auto rows = students_of(100);
  rows[4].observation.identifiers.document_number = "ΑΚ100004";
  auto second = student(4);
  second.key = second.observation.key = "2080004";
  second.observation.kind = kind("postgraduate");
  rows.push_back(second);
  (void)deliver(rows);
  const auto person = dossier_at(4).person;
  (void)settle(person, dossier_at(4).account->id);
  // The first capacity ends, and the notice names only what the other one does not give.
  rows[4].observation.ends = today() + days{60};
  (void)deliver(rows);
  live_until(person, today() + days{90});
  EXPECT_TRUE(standing(person).opens(service("wifi")));
  // The other one turns out to have ended on the very same day.
  rows[100].observation.ends = rows[4].observation.ends;
  (void)deliver(rows);
  EXPECT_TRUE(standing(person).opens(service("wifi")));
  live_until(person, today() + days{29});
  EXPECT_TRUE(standing(person).opens(service("wifi")));
  live_until(person, today() + days{2});
  EXPECT_FALSE(standing(person).opens(service("wifi")));
}

TEST_F(ARegistry, end_that_is_dated_back_opens_nothing_again) {
  auto rows = students_of(100);
  rows[4].observation.identifiers.document_number = "ΑΚ100004";
  (void)deliver(rows);
  const auto person = dossier_at(4).person;
  (void)settle(person, dossier_at(4).account->id);
  rows[4].observation.ends = today() + days{60};
  (void)deliver(rows);
  live_until(person, today() + days{90});
  EXPECT_FALSE(standing(person).opens(service("wifi")));
  *rows[4].observation.ends -= days{20};
  rows[4].observation.ending = core::Ending::graduation;
  (void)deliver(rows);
  EXPECT_FALSE(standing(person).opens(service("wifi")));
  EXPECT_TRUE(standing(person).opens(service("alumni")));
}

TEST_F(ARegistry, lost_leading_zeros_are_matched_or_held) {
  auto rows = students_of(100);
  for (auto& one : rows) one.key.insert(0, "00");
  (void)deliver(rows);
  const auto before = people();
  const auto with_number = row("00" + student(1).key)->person;
  // A spreadsheet was between: keys without their zeros, and half of the rows without numbers.
  rows = students_of(100);
  for (unsigned n = 50; n < 100; ++n) rows[n].observation.identifiers = {};
  const auto stopped = deliver(rows);
  EXPECT_EQ(stopped.verdict, DeliveryVerdict::too_many_endings);
  EXPECT_EQ(people(), before);
  // A second person lets it pass all the same.
  const auto run = confirm_delivery(house, office(), students, opening(rows), stopped.id);
  ASSERT_TRUE(run);
  EXPECT_EQ(people(), before) << "nobody doubled";
  EXPECT_EQ(row(student(1).key)->person, with_number);
  EXPECT_EQ(row(student(70).key)->state, RowState::held);
  ASSERT_EQ(bad(*run).size(), 50U);
  EXPECT_EQ(bad(*run).front().reason, "perhaps_somebody_known");
}

TEST_F(ARegistry, swapped_identifiers_never_merge) {
  (void)deliver(students_of(100));
  auto rows = students_of(100);
  std::swap(rows[2].observation.identifiers.afm, rows[3].observation.identifiers.afm);
  const auto run = deliver(rows);
  EXPECT_EQ(bad(run).size(), 2U);
  EXPECT_EQ(bad(run).front().reason, "somebody_else_now");
  EXPECT_NE(dossier_at(2).person, dossier_at(3).person);
  EXPECT_EQ(held_rows().size(), 2U) << "the office is asked";
}

TEST_F(ARegistry, reused_student_number_is_held) {
  (void)deliver(students_of(100));
  auto rows = students_of(100);
  const auto person = dossier_at(2).person;
  rows[2].observation.names.last = "Αλεξίου";
  rows[2].observation.birth = day(2008, 3, 4);
  rows[2].observation.identifiers = {};
  const auto run = deliver(rows);
  ASSERT_EQ(bad(run).size(), 1U);
  EXPECT_EQ(bad(run).front().reason, "somebody_else_now");
  EXPECT_EQ(dossier_at(2).person, person);
  EXPECT_EQ(people(), 100U);
  ASSERT_EQ(held_rows().size(), 1U);
  EXPECT_EQ(held_rows().front().reason, "somebody_else_now");
  EXPECT_EQ(held_rows().front().observation.names.last, "Αλεξίου");
}

TEST_F(ARegistry, greek_and_latin_spelling_is_one_person) {
  const auto applied = member("contractor", 1);  // Μαρία Γκίκας.
  auto known = store->read([&](Ports& ports) { return ports.people.find(applied.person).value(); });
  auto row_of = student(1);
  row_of.observation.names = {"MARIA", "GIKAS", "", "MARIA", "GIKAS"};
  row_of.observation.birth = known.birth;
  row_of.observation.identifiers = known.identifiers;
  (void)deliver({row_of});
  EXPECT_EQ(row(row_of.key)->person, applied.person);
  EXPECT_EQ(people(), 1U);
}

TEST_F(ARegistry, another_form_of_the_name_and_one_name_more_wait_for_the_office) {
  auto row = student(0);
  row.observation.names.first = "Γιώργος";
  (void)deliver({row});
  auto official = row;
  official.key = official.observation.key = "2080000";
  official.observation.names.first = "Γεώργιος";
  official.observation.identifiers = {};
  auto longer = row;
  longer.key = longer.observation.key = "2080001";
  longer.observation.names.last += "-Ράπτη";
  longer.observation.identifiers = {};
  auto twin = official;
  twin.key = twin.observation.key = "2080002";
  twin.observation.identifiers.afm = afm_of(9);
  (void)deliver({row, official, longer, twin});
  EXPECT_EQ(this->row(official.key)->state, RowState::held);
  EXPECT_EQ(this->row(longer.key)->state, RowState::held);
  EXPECT_EQ(this->row(twin.key)->state, RowState::asserted);  // Another number for life.
  EXPECT_EQ(people(), 2U);
}

TEST_F(ARegistry, same_name_same_day_are_two_people) {
  auto twins = students_of(2);
  twins[1].observation.names = twins[0].observation.names;
  twins[1].observation.birth = twins[0].observation.birth;
  (void)deliver({twins[0]});
  const auto run = deliver(twins);
  ASSERT_EQ(bad(run).size(), 1U);
  EXPECT_EQ(bad(run).front().reason, "perhaps_somebody_known");
  EXPECT_EQ(people(), 1U);
  // The office has looked: two people.
  const auto key = twins[1].key;
  ASSERT_TRUE(decide_held_row(house, office(), "students", key, {}));
  EXPECT_EQ(why(decide_held_row(house, office(), "students", key, {})), HeldProblem::not_held);
  EXPECT_TRUE(bad(deliver(twins)).empty());
  EXPECT_EQ(people(), 2U);
  EXPECT_NE(row(key)->person, row(twins[0].key)->person);
}

TEST_F(ARegistry, who_was_new_and_has_applied_since_is_one_person) {
  auto twins = students_of(2);
  const auto typed = form("contractor", 5);
  auto& one = twins[1].observation;
  one.names.first = typed.first_name;
  one.names.last = typed.last_name;
  one.birth = base::parse_day(typed.birth).value();
  one.identifiers.afm = typed.afm;
  twins[0].observation.names = one.names;
  twins[0].observation.birth = one.birth;
  (void)deliver({twins[0]});
  (void)deliver(twins);
  ASSERT_TRUE(decide_held_row(house, office(), "students", twins[1].key, {}));
  const auto applied = approve(apply(typed));
  (void)deliver(twins);
  EXPECT_EQ(row(twins[1].key)->person, applied.person);
  EXPECT_EQ(people(), 2U);
}

TEST_F(ARegistry, held_row_goes_to_whom_the_office_names) {
  auto twins = students_of(2);
  twins[1].observation.names = twins[0].observation.names;
  twins[1].observation.birth = twins[0].observation.birth;
  twins[1].observation.identifiers = {};
  (void)deliver({twins[0]});
  (void)deliver(twins);
  const auto person = row(twins[0].key)->person;
  ASSERT_TRUE(decide_held_row(house, office(), "students", twins[1].key, person));
  (void)deliver(twins);
  EXPECT_EQ(row(twins[1].key)->person, person);
  EXPECT_EQ(dossier(person).affiliations.size(), 2U);
}

TEST_F(ARegistry, student_becomes_postgraduate_keeps_account) {
  (void)deliver(students_of(100));
  const auto before = dossier_at(6);
  // Also with a summer between: the number is another one, the person the same.
  auto without = students_of(100);
  without.erase(without.begin() + 6);
  (void)deliver(without);
  pass(days{90});
  auto rows = without;
  auto back = student(6);
  back.key = back.observation.key = "2080006";
  back.observation.kind = kind("postgraduate");
  back.observation.from = today();
  rows.push_back(back);
  (void)deliver(rows);
  const auto after = dossier(row("2080006").value().person);
  EXPECT_EQ(after.person, before.person);
  EXPECT_EQ(after.account->id, before.account->id);
  EXPECT_EQ(after.account->username, before.account->username);
}

TEST_F(ARegistry, registry_source_retired) {
  auto rows = students_of(20);
  rows[3].observation.identifiers.document_number = "ΑΒ100003";
  (void)deliver(rows);
  const auto member = dossier_at(3);
  (void)settle(member.person, member.account->id);
  // Nothing comes any more: nobody ends by its silence, and nobody is told so.
  std::size_t notices = 0, ended = 0;
  for (int night = 0; night < 400; ++night) {
    pass(days{1});
    const auto counts = run_night(house, call("system"));
    notices += counts.notices;
    ended += counts.ended;
  }
  EXPECT_EQ(notices, 0U);
  EXPECT_EQ(ended, 0U);
  for (unsigned n = 0; n < 20; ++n) EXPECT_FALSE(dossier_at(n).affiliations.front().ends) << n;
  EXPECT_TRUE(standing(member.person).opens(service("wifi")));
}

TEST_F(ARegistry, what_was_proven_at_the_desk_stays_as_it_is) {
  (void)deliver(students_of(100));
  auto rows = students_of(100);
  rows[8].observation.names.first = "Μαρια-Ελενη";
  rows[8].observation.email = "other@example.org";
  rows[8].observation.identifiers.amka = "01013099997";
  rows[8].observation.unit = "physics";
  (void)deliver(rows);
  const auto id = dossier_at(8).person;
  const auto person = store->read([&](Ports& ports) { return ports.people.find(id).value(); });
  EXPECT_EQ(person.names.first, "Μαρία");
  EXPECT_EQ(person.contact.email, "s8@example.org");
  EXPECT_EQ(person.identifiers.amka, "01013099997");
  EXPECT_EQ(dossier_at(8).affiliations.front().unit, "physics");
}

// Who the people are, without the numbers that chance gives them.
std::vector<std::string> end_state(Store& store) {
  return store.read([](Ports& ports) {
    std::vector<std::string> lines;
    for (const auto& row : ports.registries.rows_after("students", {}, 100)) {
      const std::array ids{row.person};
      const auto dossier = ports.people.dossiers(ids).front();
      std::string line = row.row_key;
      for (const auto& one : dossier.affiliations)
        line += fmt::format(" {} {}", one.unit, one.ends ? "ended" : "going on");
      lines.push_back(line + (dossier.account ? " account" : ""));
    }
    std::ranges::sort(lines);
    return lines;
  });
}

TEST_F(ARegistry, run_that_dies_anywhere_is_run_again_to_the_same_end) {
  const auto first = opening(students_of(30));
  auto changed = students_of(31);
  changed.erase(changed.begin() + 4);
  changed[9].observation.unit = "physics";
  (void)run_delivery(house, call("operator"), students, first);
  made += 24h;
  const auto second = opening(changed);
  (void)run_delivery(house, call("operator"), students, second);
  const auto whole = end_state(*store);
  for (int dies_at = 0;; ++dies_at) {
    World other;
    (void)run_delivery(other.house, other.call("operator"), students, first);
    support::Fuse fuse;
    fuse.set(dies_at);
    support::FailingStore failing{*other.store, fuse};
    House dying{
        other.house.policy,  failing,           other.house.random,    other.house.passwords,
        other.house.printer, other.house.texts, other.house.civil_day, other.house.base_url};
    bool died = false;
    try {
      (void)run_delivery(dying, other.call("operator"), students, second);
    } catch (const support::Killed&) {
      died = true;
    }
    if (!died) break;
    (void)run_delivery(other.house, other.call("operator"), students, second);
    ASSERT_EQ(end_state(*other.store), whole) << "died at write " << dies_at;
  }
}

}  // namespace
}  // namespace metroon::app
