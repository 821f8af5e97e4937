// What was known on a past day, by the names of what has changed since; random lives are in
// past_lives_test.cpp.
#include "app/past.hpp"

#include "app/campaign.hpp"
#include "app/claims.hpp"
#include "app/hold.hpp"
#include "app/merge_fixture.hpp"
#include "app/suspension.hpp"

namespace metroon::app {
namespace {

class PastDay : public MergingPeople {
 protected:
  // A student whose account works, some days ago.
  PastDay() {
    const auto [person, account] = enrol("undergraduate", 1);
    who = settle(person, account);
    then = today();
    before = dossier(who.person);
    go_to(then + days{10});
  }
  PastView past(core::PersonId person) { return open_past(house, office(), person, then).value(); }
  PastView past() { return past(who.person); }
  void expect_as_it_was() {
    EXPECT_NE(dossier(who.person), before);
    EXPECT_EQ(past().dossier, before);
    EXPECT_TRUE(past().not_undone.empty());
  }
  // As a version of old wrote entries.
  void record(std::string_view action, const std::string& about, const std::string& detail) {
    store->write([&](Ports& ports) { audit(ports, house, office(), action, about, detail); });
  }
  std::vector<std::string> not_undone() {
    std::vector<std::string> found;
    for (const auto& one : past().not_undone) found.push_back(one.action);
    return found;
  }
  std::string about_person() const { return subject("person", who.person); }
  std::string about_account() const { return subject("account", who.account); }

  Member who;
  Day then{};
  core::Dossier before;
};

TEST_F(PastDay, capacity_given_since_is_not_there) {
  (void)approve(apply(form("postdoc", 1)), who.person);
  ASSERT_EQ(dossier(who.person).affiliations.size(), 2U);
  expect_as_it_was();
}

TEST_F(PastDay, capacity_ended_by_a_campaign_since_has_no_end) {
  const auto listed = list_campaign(house, office(),
                                    {.name = "Ορκωμοσία",
                                     .lines = who.username,
                                     .kinds = {"undergraduate"},
                                     .unit = {},
                                     .ended_from = {},
                                     .ends_by = {},
                                     .last_day = base::to_iso(today() + days{20})});
  ASSERT_TRUE(listed && start_campaign(house, office(), listed->campaign.id));
  carry_on_campaigns(house, call("system"));
  ASSERT_TRUE(dossier(who.person).affiliations.front().ends);
  expect_as_it_was();
  ASSERT_TRUE(pause_campaign(house, office(), listed->campaign.id));
  expect_as_it_was();
}

TEST_F(PastDay, switch_turned_since_was_never_touched) {
  const auto email = service("email");
  ASSERT_TRUE(set_choice(house, call("holder"), holder(who), email, false));
  expect_as_it_was();
  before = dossier(who.person);
  then = today();
  go_to(then + days{1});
  ASSERT_TRUE(set_choice(house, call("holder"), holder(who), email, true));
  expect_as_it_was();
}

TEST_F(PastDay, suspension_lifted_since_stands) {
  ASSERT_TRUE(suspend_account(house, office(), who.account, "κλοπή, \"ίσως\""));
  expect_as_it_was();
  before = dossier(who.person);
  then = today();
  go_to(then + days{3});
  ASSERT_TRUE(resume_account(house, office(), who.account, "ήταν ο ίδιος"));
  expect_as_it_was();
  EXPECT_EQ(core::decide(patras(), past().dossier, then).state, core::AccountState::suspended);
}

TEST_F(PastDay, hold_lifted_since_is_as_it_was_placed) {
  ASSERT_TRUE(place_hold(house, office(), who.person, "άδεια", base::to_iso(today() + days{50})));
  expect_as_it_was();
  before = dossier(who.person);
  then = today();
  go_to(then + days{3});
  ASSERT_TRUE(lift_hold(house, office(), who.person, "γύρισε: σήμερα"));
  expect_as_it_was();
}

TEST_F(PastDay, account_that_was_not_activated_or_proved_then_was_neither) {
  const auto [person, account] = enrol("undergraduate", 2);
  then = today();
  before = dossier(person);
  go_to(then + days{1});
  who = settle(person, account);
  expect_as_it_was();
  EXPECT_EQ(core::decide(patras(), past().dossier, then).state,
            core::AccountState::not_handed_over);
}

TEST_F(PastDay, account_collected_late_had_its_first_proof_then) {
  const auto [person, account] = enrol("undergraduate", 2);
  (void)prove(person);
  then = today();
  before = dossier(person);
  go_to(then + days{patras().collection->close_after + 10});
  who = settle(person, account);
  ASSERT_NE(dossier(person).account->proof, before.account->proof);
  expect_as_it_was();
}

TEST_F(PastDay, notice_sent_since_was_not_given) {
  affiliate(who.person, "postdoc", today() - days{30}, today() + days{59});
  before = dossier(who.person);
  then = today();
  go_to(then + days{1});
  send_notices(who.person);
  ASSERT_FALSE(dossier(who.person).notices.empty());
  expect_as_it_was();
}

TEST_F(PastDay, records_merged_since_are_two) {
  const auto other = twin("postdoc", 1);
  before = dossier(who.person);
  const auto before_of_other = dossier(other.person);
  then = today();
  go_to(then + days{5});
  const auto merged = merge(who.person, other.person);
  ASSERT_TRUE(merged);
  expect_as_it_was();
  EXPECT_EQ(past(other.person).person.id, other.person);
  EXPECT_EQ(past(other.person).dossier, before_of_other);
  ASSERT_EQ(past().merges.size(), 1U);
  EXPECT_EQ(past().merges.front().action, "person_merged");
  EXPECT_TRUE(audited(about_person(), "facts_kept"));
  const auto history = open_person(house, office(), who.person)->history;
  EXPECT_TRUE(has(history, "person_merged", &AuditEntry::action));
  EXPECT_FALSE(has(history, "facts_kept", &AuditEntry::action));
  // While they are one, whoever asks for either is told of the one.
  then = today();
  before = dossier(who.person);
  go_to(then + days{5});
  EXPECT_EQ(past(other.person).person.id, who.person);
  EXPECT_EQ(past(other.person).dossier, before);
  ASSERT_TRUE(split(*merged));
  expect_as_it_was();
}

TEST_F(PastDay, who_was_not_on_record_yet_had_nothing) {
  then = then - days{1};
  EXPECT_FALSE(past().on_record);
  EXPECT_EQ(past().dossier, core::Dossier{.person = who.person});
  EXPECT_TRUE(past().not_undone.empty());
}

TEST_F(PastDay, entries_of_old_are_told_where_they_do_not_say_what_was_before) {
  record("affiliation_ended", about_person(), "undergraduate, 2026-07-01, campaign:5");
  record("hold_lifted", about_person(), "γύρισε");
  record("service_switched_off", about_account(), "email");
  record("account_resumed", about_account(), "ήταν ο ίδιος");
  record("person_merged", about_person(), "person:4711: ίδιο πρόσωπο");
  EXPECT_EQ(not_undone(),
            (std::vector<std::string>{"person_merged", "account_resumed", "service_switched_off",
                                      "hold_lifted", "affiliation_ended"}));
  // Of those about an account nothing is told of a day on which there was none.
  EXPECT_EQ(past().dossier, before);
}

TEST_F(PastDay, entry_of_old_that_names_the_only_one_of_its_kind_is_undone) {
  affiliate(who.person, "postdoc", today());
  auto one = before.affiliations.front();
  one.unit = "physics";
  store->write([&](Ports& ports) { ports.people.update_affiliation(one); });
  record("affiliation_changed", about_person(), "undergraduate: unit chemistry → physics");
  expect_as_it_was();
}

TEST_F(PastDay, proof_of_old_that_may_not_have_been_the_first_is_told) {
  store->write([&](Ports& ports) {
    ports.accounts.set_proof(who.account, today());
    audit(ports, house, office(), "proof_recorded", subject("person", who.person));
  });
  EXPECT_EQ(not_undone(), std::vector<std::string>{"proof_recorded"});
}

TEST_F(PastDay, rules_in_force_then_are_named) {
  EXPECT_EQ(past().policy_hash, patras().hash);
  then = day(2020, 1, 1);
  EXPECT_EQ(past().policy_hash, "");
}

TEST_F(PastDay, looking_is_on_record) {
  (void)past();
  EXPECT_TRUE(audited(about_person(), "person_read"));
  EXPECT_FALSE(open_past(house, office(), {4711}, then));
}

}  // namespace
}  // namespace metroon::app
