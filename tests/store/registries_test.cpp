// What registries said, their runs, and the night's memory, on every engine alike.
#include "store/conformance.hpp"

namespace metroon::store {
namespace {

using app::Ports;
using app::RowState;
using std::chrono::days;

app::RegistryRow row(const std::string& key, std::uint64_t mark, RowState state) {
  return {
      .row_key = key,
      .fingerprint = {mark, 0xfedcba9876543210},
      .person = state == RowState::asserted ? core::PersonId{77} : core::PersonId{},
      .affiliation = state == RowState::asserted ? core::AffiliationId{5} : core::AffiliationId{},
      .state = state};
}

app::RegistryRun run(std::int64_t id, app::Instant made) {
  return {.id = {id},
          .registry = "students",
          .source = "students.csv",
          .made = made,
          .started = noon,
          .applied = {},
          .verdict = core::DeliveryVerdict::too_many_endings,
          .counts = {.asserted = 1,
                     .rows = 2,
                     .unchanged = 3,
                     .added = 4,
                     .changed = 5,
                     .ended = 6,
                     .bad = 7},
          .by = "operator:maria",
          .confirmed_by = "staff:nikos",
          .digest = {3, 0x8000000000000004}};
}

TEST_P(Conformance, WhatARegistrySaidLastIsKeptByItsKey) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.people.add_affiliation({77}, {.id = {5}, .kind = 1, .from = today});
    ports.registries.put("students", row("1\tΠΡΟΠΤΥΧΙΑΚΟΣ", 1, RowState::held));
    ports.registries.put("students", row("1\tΠΡΟΠΤΥΧΙΑΚΟΣ", 2, RowState::asserted));
    ports.registries.put("personnel", row("1", 3, RowState::held));
  });
  store->read([](Ports& ports) {
    ASSERT_EQ(ports.registries.rows_after("students", {}, 9).size(), 1U);
    const auto found = ports.registries.row("students", "1\tΠΡΟΠΤΥΧΙΑΚΟΣ");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->fingerprint, (app::Fingerprint{2, 0xfedcba9876543210}));
    EXPECT_EQ(found->person, core::PersonId{77});
    EXPECT_EQ(found->affiliation, core::AffiliationId{5});
    EXPECT_EQ(found->state, RowState::asserted);
    EXPECT_EQ(ports.registries.row("personnel", "1")->state, RowState::held);
    EXPECT_FALSE(ports.registries.row("personnel", "2"));
  });
}

TEST_P(Conformance, ARowsCapacityIsFoundByItsKey) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.people.add_affiliation({77}, {.id = {5}, .kind = 1, .from = today, .ends = today});
    ports.registries.put("students", row("1", 1, RowState::asserted));
    ports.registries.put("students", row("2", 1, RowState::held));
  });
  store->read([](Ports& ports) {
    const std::vector<std::string> asked{"1", "2", "3"};
    const auto found = ports.registries.capacities("students", asked);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().row_key, "1");
    EXPECT_EQ(found.front().kind, 1);
    EXPECT_EQ(found.front().ends, today);
    EXPECT_TRUE(ports.registries.capacities("personnel", asked).empty());
  });
}

TEST_P(Conformance, AKnownRowIsHeldBesideWhatItSaid) {
  auto known = row("1", 1, RowState::asserted);
  known.ends = today + days{9};
  store->write([&](Ports& ports) {
    ports.people.insert(maria());
    ports.people.add_affiliation({77}, {.id = {5}, .kind = 1, .from = today});
    ports.registries.put("students", known);
    ports.registries.put("students", row("2", 1, RowState::held));
    std::int64_t id = 0;
    for (const auto* key : {"1", "2"})
      ports.registries.hold({.id = {++id},
                             .registry = "students",
                             .row_key = key,
                             .reason = "somebody_else_now",
                             .since = noon,
                             .observation = {.key = key, .names = {}, .identifiers = {}},
                             .fingerprint = {3, 4}});
  });
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.registries.row("students", "1")->ends, today + days{9});
    EXPECT_EQ(ports.registries.disputed("students"), std::vector<std::string>{"1"});
    EXPECT_TRUE(ports.registries.disputed("personnel").empty());
    EXPECT_EQ(ports.registries.held("students", "1")->fingerprint, (app::Fingerprint{3, 4}));
    EXPECT_FALSE(ports.registries.held("students", "3"));
  });
}

TEST_P(Conformance, ARegistrysPeopleAreFoundByItsOwnKey) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.people.add_affiliation({77}, {.id = {5}, .kind = 1, .from = today});
    for (const auto* cycle : {"1\tΠ", "1\tΜ"}) {
      auto one = row(cycle, 1, RowState::asserted);
      one.person_key = "1";
      ports.registries.put("students", one);
    }
    auto waits = row("2\tΠ", 1, RowState::held);
    waits.person_key = "2";
    ports.registries.put("students", waits);
  });
  store->read([](Ports& ports) {
    const std::vector<std::string> asked{"1", "2", "3"};
    const std::vector<std::pair<std::string, core::PersonId>> found{{"1", {77}}};
    EXPECT_EQ(ports.registries.people("students", asked), found);
    EXPECT_TRUE(ports.registries.people("personnel", asked).empty());
    EXPECT_EQ(ports.registries.row("students", "1\tΜ")->person_key, "1");
  });
}

TEST_P(Conformance, EveryKeyByWhichRegistriesKnowSomebodyIsFound) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.people.add_affiliation({77}, {.id = {5}, .kind = 1, .from = today});
    ports.registries.put("students", row("2", 1, RowState::asserted));
    ports.registries.put("students", row("1", 1, RowState::held));
    ports.registries.put("personnel", row("9", 1, RowState::asserted));
  });
  store->read([](Ports& ports) {
    const std::vector<std::pair<std::string, std::string>> hers{{"personnel", "9"},
                                                                {"students", "2"}};
    EXPECT_EQ(ports.registries.keys_of({77}), hers);
    EXPECT_TRUE(ports.registries.keys_of({78}).empty());
  });
}

TEST_P(Conformance, RunsComeBackAndTheLastAppliedOneIsKnown) {
  store->write([](Ports& ports) {
    EXPECT_FALSE(ports.registries.last_applied("students"));
    ports.registries.insert(run(1, noon));
    ports.registries.insert(run(2, noon + days{1}));
    ports.registries.finished({1}, noon, 7);
    const std::vector<app::BadRow> bad{
        {.line = 7, .key = "1", .column = "ΑΦΜ", .reason = "wrong_check_digit", .found = {}}};
    ports.registries.add_bad({2}, bad);
  });
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.registries.last_applied("students"),
              (app::DeliveryMark{.made = noon, .source = "students.csv"}));
    const auto runs = ports.registries.runs("", 10);
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_EQ(runs.front().id, core::RegistryRunId{2});
    EXPECT_FALSE(runs.front().applied);
    EXPECT_EQ(runs.front().counts, run(2, noon).counts);
    EXPECT_EQ(runs.back().confirmed_by, "staff:nikos");
    EXPECT_EQ(runs.back().held, 7);
    EXPECT_EQ(runs.back().digest, run(1, noon).digest);
    EXPECT_EQ(runs.back().verdict, core::DeliveryVerdict::too_many_endings);
    EXPECT_TRUE(ports.registries.runs("personnel", 10).empty());
    ASSERT_EQ(ports.registries.bad({2}, 10).size(), 1U);
    EXPECT_EQ(ports.registries.bad({2}, 10).front().column, "ΑΦΜ");
    EXPECT_FALSE(ports.registries.find({404}));
  });
}

TEST_P(Conformance, AHeldRowComesBackAsItWasDeliveredUntilItIsLetGo) {
  app::HeldRow held{.id = {3},
                    .registry = "students",
                    .row_key = "1\tΠΡΟΠΤΥΧΙΑΚΟΣ",
                    .reason = "perhaps_somebody_known",
                    .since = noon,
                    .observation = {}};
  held.observation.key = "1";
  held.observation.names = {"Μαρία", "Ράπτη", "Νίκος", "Maria", "Rapti"};
  held.observation.birth = today;
  held.observation.identifiers = {core::IdentityDocument::passport, "AB1", "012345678", ""};
  held.observation.email = "m@example.org";
  held.observation.kind = 1;
  held.observation.unit = "chemistry";
  held.observation.from = today;
  held.observation.ends = today + days{9};
  held.observation.ending = core::Ending::graduation;
  held.observation.head_of_unit = true;
  store->write([&](Ports& ports) { ports.registries.hold(held); });
  store->read([&](Ports& ports) {
    EXPECT_EQ(ports.registries.held_count(), 1U);
    ASSERT_EQ(ports.registries.held_after({2}, 9).size(), 1U);
    EXPECT_TRUE(ports.registries.held_after({3}, 9).empty());
    const auto found = ports.registries.held({3});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->row_key, held.row_key);
    EXPECT_EQ(found->reason, held.reason);
    EXPECT_EQ(found->since, noon);
    EXPECT_EQ(found->observation, held.observation);
  });
  const std::vector<std::string> keys{held.row_key};
  store->write([&](Ports& ports) {
    ports.registries.let_go("personnel", keys);
    EXPECT_EQ(ports.registries.held_count(), 1U);
    ports.registries.let_go("students", keys);
    EXPECT_FALSE(ports.registries.held({3}));
  });
}

TEST_P(Conformance, TheLastFetchOfARegistryIsKnown) {
  store->write([](Ports& ports) {
    EXPECT_FALSE(ports.registries.fetched("students"));
    ports.registries.fetched("students", {today, noon, "gone"});
    ports.registries.fetched("students", {today + days{1}, noon, {}});
  });
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.registries.fetched("students"), (app::Fetch{today + days{1}, noon, {}}));
  });
}

TEST_P(Conformance, AnAffiliationIsChangedButNotWhoSaidIt) {
  core::Affiliation one{.id = {5}, .kind = 1, .from = today, .asserted_by = "registry students"};
  store->write([&](Ports& ports) {
    ports.people.insert(maria());
    ports.people.add_affiliation({77}, one);
    one.unit = "chemistry";
    one.ends = today + days{9};
    one.ending = core::Ending::graduation;
    one.head_of_unit = true;
    ports.people.update_affiliation(one);
  });
  const std::vector ids{core::PersonId{77}};
  store->read([&](Ports& ports) {
    EXPECT_EQ(ports.people.dossiers(ids).front().affiliations.front(), one);
  });
  EXPECT_THROW(store->write([](Ports& ports) { ports.people.update_affiliation({.id = {404}}); }),
               DatabaseError);
}

TEST_P(Conformance, ANoticeCountsOnceItsLetterWasTaken) {
  const core::Notice notice{.ending = today + days{30}, .days_before = 30, .accepted = {}};
  const std::vector ids{core::PersonId{77}};
  store->write([&](Ports& ports) {
    ports.people.insert(maria());
    ports.accounts.insert(personal({77}, 9, "maria"));
    ports.accounts.set_next_changes(std::vector<app::NextChange>{{{9}, today}});
    app::Mail mail{.id = {1}, .to = "m@example.org", .subject = "s", .text = "t", .created = noon};
    ports.outbox.add(mail);
    ports.nights.add_notice({77}, notice, {1});
  });
  store->read([&](Ports& ports) {
    ASSERT_EQ(ports.nights.due(today, {}, 10).size(), 1U);
    EXPECT_TRUE(ports.nights.due(today - days{1}, {}, 10).empty());
    EXPECT_FALSE(ports.people.dossiers(ids).front().notices.front().accepted);
    EXPECT_TRUE(ports.nights.bounced(10).empty());
  });
  store->write([](Ports& ports) { ports.outbox.refused({1}, noon, "550 nobody here"); });
  store->read([](Ports& ports) {
    ASSERT_EQ(ports.nights.bounced(10).size(), 1U);
    EXPECT_EQ(ports.nights.bounced(10).front().error, "550 nobody here");
  });
  store->write([](Ports& ports) {
    ports.nights.notice_accepted({1}, today);
    ports.nights.notice_accepted({1}, today + days{1});
  });
  store->read([&](Ports& ports) {
    EXPECT_EQ(ports.people.dossiers(ids).front().notices.front().accepted, today);
    EXPECT_TRUE(ports.nights.bounced(10).empty());
  });
}

TEST_P(Conformance, RulesOnRecordAreReadAsTheyWereWrittenAndThoseBeforeAreGone) {
  using core::Term;
  const core::RulesOnRecord first{"1",
                                  {{"faculty", "email", {.opens = true, .on = true}, {}, {}}},
                                  {{"faculty", Term::Kind::for_life, std::chrono::months{0}, {}}}};
  const core::RulesOnRecord second{
      "2",
      {{"faculty", "lists", {.opens = true, .level = 1, .keep = core::Keep::after_any_end}, {}, {}},
       {"faculty", "vpn", {.opens = true}, today, {}},
       {"faculty",
        "wifi",
        {.opens = true},
        today - days{99},
        core::RightOnRecord::Ending{today, today + days{61}}}},
      {{"faculty", Term::Kind::from_activation, std::chrono::months{24}, today - days{99}},
       {"faculty", Term::Kind::for_life, std::chrono::months{0}, today},
       {"faculty", Term::Kind::while_active, std::chrono::months{0}, {}}}};
  store->write([&](Ports& ports) {
    EXPECT_FALSE(ports.nights.rules());
    ports.nights.adopt(first);
    EXPECT_EQ(ports.nights.rules(), first);
  });
  store->write([&](Ports& ports) { ports.nights.adopt(second); });
  store->read([&](Ports& ports) { EXPECT_EQ(ports.nights.rules(), second); });
}

TEST_P(Conformance, TheNightRemembersWhatItHasDone) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.accounts.insert(personal({77}, 9, "maria"));
    ports.accounts.set_next_changes(std::vector<app::NextChange>{{{9}, today}});
    EXPECT_FALSE(ports.nights.last());
    ports.nights.looked(std::vector<core::AccountId>{{9}}, today);
    EXPECT_TRUE(ports.nights.ask_successor({9}, today));
    EXPECT_FALSE(ports.nights.ask_successor({9}, today));
    EXPECT_TRUE(ports.nights.ask_successor({9}, today + days{60}));
    ports.nights.successor_found({9});
    EXPECT_TRUE(ports.nights.ask_successor({9}, today + days{2}));
    ports.nights.done({today, "first"});
    ports.nights.done({today + days{1}, "second"});
  });
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.nights.due(today, {}, 10).front().looked, today);
    EXPECT_TRUE(ports.nights.due(today, {today, {9}}, 10).empty());
    EXPECT_EQ(ports.nights.last()->day, today + days{1});
    EXPECT_EQ(ports.nights.last()->policy_hash, "second");
  });
}

TEST_P(Conformance, ANightFindsTheAccountsOfPeopleByPersonWhateverTheAccountsNumbers) {
  store->write([](Ports& ports) {
    for (const auto id : {5, 6, 7, 8}) ports.people.insert(nikos(id));
    ports.accounts.insert(personal({5}, 30, "first"));
    ports.accounts.insert(personal({6}, 20, "second"));
    ports.accounts.insert(personal({8}, 10, "fourth"));
    ports.nights.not_collected({20}, today);
  });
  const auto people = [](const std::vector<app::DueAccount>& found) {
    std::vector<core::PersonId> ids;
    for (const auto& one : found) ids.push_back(one.person);
    return ids;
  };
  using People = std::vector<core::PersonId>;
  store->read([&](Ports& ports) {
    EXPECT_EQ(people(ports.nights.between({5}, {8})), (People{{5}, {6}, {8}}));
    EXPECT_EQ(people(ports.nights.between({6}, {7})), (People{{6}}));
    EXPECT_TRUE(ports.nights.between({7}, {7}).empty());
    const auto second = ports.nights.between({6}, {6}).at(0);
    EXPECT_EQ(second.account, core::AccountId{20});
    EXPECT_TRUE(second.not_collected);
    EXPECT_FALSE(second.looked);
  });
}

}  // namespace
}  // namespace metroon::store
