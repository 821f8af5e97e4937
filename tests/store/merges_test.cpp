// Records made one and split again, on every engine alike.
#include "store/conformance.hpp"

namespace metroon::store {
namespace {

using app::Ports;

const app::Staff eleni{.id = {4}, .login = "eleni", .name = "Ελένη"};

core::Person second_maria(std::int64_t id) {
  auto made = maria(id);
  made.names.last = "Ξανθάκη";
  made.names.last_latin = "Xanthaki";
  made.identifiers = {core::IdentityDocument::identity_card, "AB654321", "", ""};
  return made;
}

app::MergeRecord record(std::int64_t id = 500) {
  return {.id = {id},
          .keep = {77},
          .other = {78},
          .keep_account = {9},
          .other_account = {10},
          .reason = "ίδιο πρόσωπο",
          .by = "staff:eleni",
          .at = noon,
          .before = maria(),
          .undone = {}};
}

const std::vector<core::PersonId> both{core::PersonId{77}, core::PersonId{78}};

class MergeConformance : public StoreTest {
 protected:
  // Two Marias, each with one of everything.
  void SetUp() override {
    store->write([](Ports& ports) {
      ports.people.insert(maria(77));
      ports.people.insert(second_maria(78));
      ports.staff.insert(eleni);
      for (const std::int64_t id : {77, 78}) {
        ports.accounts.insert(personal({id}, id - 68, "maria" + std::to_string(id)));
        ports.people.add_affiliation(
            {id}, {.id = {id * 10}, .kind = support::undergraduate, .from = today});
        ports.people.add_hold({id}, {.from = today, .affiliation = {id * 10}, .reason = "claim"});
        ports.people.add_notice({id}, {.ending = today, .days_before = 30, .accepted = today});
        ports.people.add_notice({id}, {.ending = today + std::chrono::days{9}, .days_before = 7});
        ports.proofs.insert({.id = {id}, .person = {id}, .by = {4}, .at = noon});
        auto one = application(id, core::Stage::approved);
        one.person = {id};
        one.account = {id - 68};
        ports.applications.insert(one);
      }
      ports.accounts.set_choice({10}, support::wifi, false);
      ports.credentials.set_password({10}, "$argon2id$x", noon);
    });
  }

  std::vector<core::Dossier> dossiers() {
    return store->read([&](Ports& ports) { return ports.people.dossiers(both); });
  }
  void merge() {
    store->write([](Ports& ports) {
      ports.merges.insert(record());
      EXPECT_TRUE(ports.merges.give_up(record(), 1));
      ports.merges.move(record(), std::vector{today});
      ports.merges.add_holds(record(), std::vector<core::Hold>{{.from = today, .reason = "merge"}});
      ports.merges.move_account(record(), today);
      ports.accounts.set_choice({9}, support::wifi, false);
      ports.merges.note_choices(record(), std::vector<core::Choice>{{support::wifi, false}});
    });
  }
  bool undo() {
    auto undone = record();
    undone.undone = {noon + 1h, "staff:eleni", "λάθος"};
    return store->write([&](Ports& ports) { return ports.merges.undo(undone); });
  }
};

TEST_P(MergeConformance, EverythingMovesAndComesBack) {
  const auto before = dossiers();
  merge();
  const auto merged = dossiers();
  EXPECT_EQ(merged[0].affiliations.size(), 2U);
  EXPECT_EQ(merged[0].holds.size(), 3U);
  EXPECT_EQ(merged[0].notices.size(), 2U);  // Those about `today` are with the stub.
  EXPECT_EQ(merged[0].choices.size(), 1U);
  EXPECT_EQ(merged[0].account->addresses.size(), 2U);
  EXPECT_TRUE(merged[1].affiliations.empty());
  EXPECT_TRUE(merged[1].holds.empty());
  EXPECT_EQ(merged[1].notices.size(), 2U);
  EXPECT_EQ(merged[1].account->closed, today);
  EXPECT_TRUE(merged[1].account->addresses.empty());
  store->read([](Ports& ports) {
    for (const std::int64_t id : {77, 78}) {
      const auto one = ports.applications.find({id});
      EXPECT_EQ(one->person, core::PersonId{77});
      EXPECT_EQ(one->account, core::AccountId{9});
    }
    EXPECT_FALSE(ports.proofs.latest({78}));
    EXPECT_TRUE(ports.merges.broken().empty());
  });
  EXPECT_TRUE(undo());
  const auto after = dossiers();
  EXPECT_EQ(after[1], before[1]);
  EXPECT_EQ(after[0].account, before[0].account);
  EXPECT_EQ(after[0].affiliations, before[0].affiliations);
  EXPECT_EQ(after[0].holds, before[0].holds);
  EXPECT_EQ(after[0].choices, before[0].choices);
  auto notices = after[0].notices;
  std::ranges::sort(notices, {}, &core::Notice::ending);
  EXPECT_EQ(notices, before[0].notices);
  EXPECT_FALSE(undo());
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.applications.find({78})->account, core::AccountId{10});
    EXPECT_TRUE(ports.proofs.latest({78}));
    EXPECT_TRUE(ports.merges.find({500})->undone);
    EXPECT_TRUE(ports.merges.into({77}).empty());
  });
}

// A mail server may take a letter only when its notice is with another record.
TEST_P(MergeConformance, ALetterUnderWayFollowsItsNoticeThereAndBack) {
  const core::Notice of_other{.ending = today + std::chrono::days{9}, .days_before = 3};
  const core::Notice of_keep{.ending = today, .days_before = 3};  // Goes to the stub.
  const auto taken = today + std::chrono::days{1};
  store->write([&](Ports& ports) {
    for (const std::int64_t mail : {901, 902})
      ports.outbox.add({.id = {mail}, .to = "maria@example.org", .created = noon});
    ports.nights.add_notice({78}, of_other, {901});
    ports.nights.add_notice({77}, of_keep, {902});
  });
  const auto has_taken = [&](const core::Dossier& dossier, core::Notice one) {
    one.accepted = taken;
    return std::ranges::find(dossier.notices, one) != dossier.notices.end();
  };
  const auto before = dossiers();
  merge();
  store->write([&](Ports& ports) {
    for (const std::int64_t mail : {901, 902}) ports.nights.notice_accepted({mail}, taken);
  });
  const auto merged = dossiers();
  EXPECT_EQ(merged[0].notices.size(), 3U);
  EXPECT_TRUE(has_taken(merged[0], of_other));
  EXPECT_EQ(merged[1].notices.size(), 3U);
  EXPECT_TRUE(has_taken(merged[1], of_keep));
  EXPECT_TRUE(undo());
  const auto after = dossiers();
  EXPECT_EQ(after[0].notices.size(), before[0].notices.size());
  EXPECT_TRUE(has_taken(after[0], of_keep));
  EXPECT_EQ(after[1].notices.size(), before[1].notices.size());
  EXPECT_TRUE(has_taken(after[1], of_other));
}

TEST_P(MergeConformance, ALetterThatIsTakenOnlyAfterTheUndoCountsWhereItBegan) {
  const core::Notice one{.ending = today + std::chrono::days{9}, .days_before = 3};
  store->write([&](Ports& ports) {
    ports.outbox.add({.id = {901}, .to = "maria@example.org", .created = noon});
    ports.nights.add_notice({78}, one, {901});
  });
  merge();
  EXPECT_TRUE(undo());
  store->write([](Ports& ports) { ports.nights.notice_accepted({901}, today); });
  const auto counts = [&](const core::Dossier& dossier) {
    return std::ranges::count_if(dossier.notices, [&](const core::Notice& it) {
      return it.ending == one.ending && it.accepted == today;
    });
  };
  const auto after = dossiers();
  EXPECT_EQ(counts(after[0]), 0);
  EXPECT_EQ(counts(after[1]), 1);
}

TEST_P(MergeConformance, ARecordHoldsWhatTheDataWere) {
  merge();
  store->read([](Ports& ports) {
    const auto found = ports.merges.find({500});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->before.names, maria().names);
    EXPECT_EQ(found->before.birth, maria().birth);
    EXPECT_EQ(found->before.identifiers, maria().identifiers);
    EXPECT_EQ(found->other_account, core::AccountId{10});
    EXPECT_EQ(found->reason, "ίδιο πρόσωπο");
    EXPECT_EQ(ports.merges.list({501}, 10).size(), 1U);
    EXPECT_TRUE(ports.merges.list({500}, 10).empty());
    EXPECT_EQ(ports.merges.into({77}).size(), 1U);
    EXPECT_FALSE(ports.merges.find({1}));
  });
}

TEST_P(MergeConformance, EveryLookupFollowsAndNoNameIsFree) {
  merge();
  store->read([](Ports& ports) {
    const auto found = ports.accounts.by_username("maria78");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->account.id, core::AccountId{9});
    EXPECT_EQ(found->account.addresses.size(), 2U);
    for (const auto* text : {"maria78", "ξανθακη", "TRACK78", "παπαδοπουλου"}) {
      const auto rows = ports.people.search(text, 10);
      ASSERT_EQ(rows.size(), 1U) << text;
      EXPECT_EQ(rows[0].id, core::PersonId{77});
    }
    const auto old = second_maria(78);
    const auto alike = ports.people.alike({old.names, old.birth, old.identifiers});
    ASSERT_EQ(alike.size(), 1U);
    EXPECT_EQ(alike[0].id, core::PersonId{77});
    EXPECT_EQ(ports.merges.standing_for({78}), core::PersonId{77});
    EXPECT_EQ(ports.merges.standing_for({77}), core::PersonId{77});
    EXPECT_EQ(ports.merges.standing_for({404}), core::PersonId{404});
    EXPECT_EQ(ports.merges.stubs_of({77}), (std::vector<core::PersonId>{{78}}));
    EXPECT_EQ(ports.accounts.taken(std::vector<std::string>{"maria77", "maria78"}).size(), 2U);
  });
}

TEST_P(MergeConformance, WhoIsAStubOrHasChangedIsNotGivenUp) {
  EXPECT_FALSE(store->write([](Ports& ports) { return ports.merges.give_up(record(), 2); }));
  merge();
  EXPECT_FALSE(store->write([](Ports& ports) { return ports.merges.give_up(record(), 2); }));
}

TEST_P(MergeConformance, AnAccountMovesAsItIsToWhoHasNone) {
  auto it = record();
  it.keep = {79};
  it.keep_account = {};
  store->write([&](Ports& ports) {
    ports.people.insert(nikos(79));
    ports.merges.insert(it);
    EXPECT_TRUE(ports.merges.give_up(it, 1));
    ports.merges.move(it, {});
    ports.merges.move_account(it, today);
  });
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.accounts.of_person({79})->account.id, core::AccountId{10});
    EXPECT_FALSE(ports.accounts.of_person({79})->account.closed);
    EXPECT_FALSE(ports.accounts.of_person({78}));
    EXPECT_TRUE(ports.credentials.password({10}));
  });
  it.undone = {noon, "x", "y"};
  EXPECT_TRUE(store->write([&](Ports& ports) { return ports.merges.undo(it); }));
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.accounts.of_person({78})->account.id, core::AccountId{10});
    EXPECT_FALSE(ports.accounts.of_person({79}));
  });
}

TEST_P(MergeConformance, PairsThatShareSomethingAreFoundUntilToldApart) {
  store->write([](Ports& ports) {
    auto by_number = nikos(80);
    by_number.identifiers = {core::IdentityDocument::identity_card, "", "094259216", ""};
    ports.people.insert(by_number);
    auto latin = maria(81);  // Written in Latin letters only.
    latin.names.first = latin.names.last = latin.names.father = "";
    latin.identifiers = {};
    ports.people.insert(latin);
    auto nobody = maria(82);
    nobody.birth = nikos().birth - std::chrono::days{1};
    nobody.identifiers = {};
    ports.people.insert(nobody);
  });
  using Pairs = std::vector<std::pair<core::PersonId, core::PersonId>>;
  const auto all = [&](std::int64_t before, std::size_t window) {
    return store->read([&](Ports& ports) { return ports.merges.pairs({before}, window); });
  };
  EXPECT_EQ(all(1000, 100).pairs, (Pairs{{{81}, {77}}, {{80}, {77}}}));
  const auto first = all(1000, 2);  // 82 and 81.
  EXPECT_EQ(first.pairs, (Pairs{{{81}, {77}}}));
  EXPECT_EQ(first.next, core::PersonId{81});
  EXPECT_EQ(all(81, 2).pairs, (Pairs{{{80}, {77}}}));
  EXPECT_FALSE(all(77, 2).next);
  store->write([](Ports& ports) {
    ports.merges.tell_apart({77}, {81}, "staff:eleni", noon);
    ports.merges.tell_apart({81}, {77}, "staff:eleni", noon);
  });
  EXPECT_EQ(all(1000, 100).pairs, (Pairs{{{80}, {77}}}));
  store->read([](Ports& ports) {
    EXPECT_TRUE(ports.merges.told_apart({81}, {77}));
    EXPECT_FALSE(ports.merges.told_apart({80}, {77}));
  });
}

TEST_P(MergeConformance, AStubThatIsNoneIsTold) {
  merge();
  store->write([](Ports& ports) {
    ports.people.add_affiliation({78}, {.id = {990}, .kind = support::undergraduate});
  });
  store->read([](Ports& ports) {
    const auto broken = ports.merges.broken();
    ASSERT_EQ(broken.size(), 1U);
    EXPECT_EQ(broken[0].first, core::PersonId{78});
  });
}

INSTANTIATE_TEST_SUITE_P(On, MergeConformance,
                         testing::Values(On::memory, On::file, On::postgresql));

}  // namespace
}  // namespace metroon::store
