// Whoever can write the database but has no key file cannot change what was signed unnoticed; a
// restored backup is told as one.
#include "app/auditing.hpp"

#include <algorithm>
#include <filesystem>

#include "app/acts.hpp"
#include "app/house_fixture.hpp"
#include "store/postgresql/connection.hpp"
#include "store/sqlite/connection.hpp"
#include "support/postgresql.hpp"

namespace metroon::app {
namespace {

enum class On { sqlite, postgresql };

// A place for one database on either engine, which the test may tamper with past the store.
class Auditing : public testing::TestWithParam<On> {
 protected:
  Auditing() {
    if (GetParam() == On::postgresql) {
      url = support::PostgresqlServer::shared().make_schema();
      world.store = store::open_postgresql(url, patras(), world.sealer);
    } else {
      char name[] = "/tmp/metroon-audit-XXXXXX";
      if (mkdtemp(name) == nullptr) throw std::runtime_error{"no temporary folder"};
      folder = name;
      url = folder + "/metroon.db";
      world.store = store::open_sqlite(url, patras(), world.sealer);
    }
    house = std::make_unique<House>(House{.policy = patras(),
                                          .store = *world.store,
                                          .random = world.random,
                                          .passwords = world.passwords,
                                          .printer = world.printer,
                                          .texts = world.texts,
                                          .civil_day = world.house.civil_day,
                                          .base_url = world.house.base_url,
                                          .vpn_certificate = ""});
  }
  ~Auditing() override {
    world.store.reset();
    if (GetParam() == On::postgresql)
      support::PostgresqlServer::shared().drop_schema(url);
    else
      std::filesystem::remove_all(folder);
  }

  void append(int entries) {
    world.store->write([&](Ports& ports) {
      for (int index = 0; index < entries; ++index)
        audit(ports, *house, world.office(), "person_corrected", "person:7", "λόγος");
    });
    world.pass(1h);
  }
  Checkpoint sign() { return sign_checkpoint(*house, world.call("system")).value(); }
  AuditVerdict verdict(std::vector<Checkpoint> outside = {}) {
    return verify_audit(*house, std::move(outside));
  }
  std::vector<CheckpointFault> faults(std::vector<Checkpoint> outside = {}) {
    std::vector<CheckpointFault> all;
    for (const auto& one : verdict(std::move(outside)).findings) all.push_back(one.fault);
    return all;
  }
  void tamper(const std::string& sql) {
    if (GetParam() == On::postgresql)
      store::PostgresqlConnection{url}.script(sql);
    else
      store::SqliteConnection{url, store::SqliteConnection::Use::write}.script(sql);
  }
  // As somebody does it who knows the program: removes the entries from `number` on and writes
  // others, so that the chain itself is sound again.
  void rewrite_from(int number, int entries) {
    const auto after = std::to_string(number - 1);
    tamper("delete from audit_entry where number > " + after);
    tamper("update audit_head set number = " + after +
           ", hash = (select hash from audit_entry where number = " + after + ")");
    append(entries);
  }

  World world;
  std::string folder, url;
  std::unique_ptr<House> house;
};
INSTANTIATE_TEST_SUITE_P(On, Auditing, testing::Values(On::sqlite, On::postgresql));

using enum CheckpointFault;
using Faults = std::vector<CheckpointFault>;

TEST_P(Auditing, SignedHistoryHolds) {
  append(10);
  const auto first = sign();
  append(5);
  const auto second = sign();
  append(1);
  const auto found = verdict({second, first});
  EXPECT_TRUE(found.holds());
  EXPECT_EQ(found.entries, 16);
  EXPECT_EQ(found.checkpoints, 2U);
  EXPECT_EQ(found.outside, 2U);
  EXPECT_EQ(found.last, second);
  EXPECT_EQ(second.before, first.number);
}

TEST_P(Auditing, NothingNewIsSignedTwice) {
  EXPECT_EQ(why(sign_checkpoint(*house, world.call())), SignProblem::nothing_to_sign);
  append(3);
  EXPECT_EQ(sign(), sign());
}

TEST_P(Auditing, TheFirstAlteredEntryIsNamed) {
  append(10);
  tamper("update audit_entry set detail = 'x' where number in (4, 8)");
  EXPECT_EQ(verdict().broken, (BrokenAt{4, ChainFault::altered}));
}

TEST_P(Auditing, ADeletedEntryIsNamed) {
  append(10);
  tamper("delete from audit_entry where number = 6");
  EXPECT_EQ(verdict().broken, (BrokenAt{6, ChainFault::missing}));
}

TEST_P(Auditing, AnInsertedEntryIsNamed) {
  append(10);
  for (int number = 10; number >= 6; --number)
    tamper("update audit_entry set number = " + std::to_string(number + 1) +
           " where number = " + std::to_string(number));
  tamper(
      "insert into audit_entry (number, at, actor, action, subject, detail, client, policy_hash, "
      "hash)"
      " select 6, at, actor, action, subject, 'x', client, policy_hash, hash"
      " from audit_entry where number = 5");
  EXPECT_EQ(verdict().broken, (BrokenAt{6, ChainFault::altered}));
}

TEST_P(Auditing, AnEntryAddedPastTheHeadIsNamed) {
  append(3);
  const auto saved =
      "update audit_head set number = 3, hash = (select hash from audit_entry "
      "where number = 3)";
  append(1);
  tamper(saved);
  EXPECT_EQ(verdict().broken, (BrokenAt{4, ChainFault::added}));
}

TEST_P(Auditing, AnEntryBelowTheFirstIsNamedExportedAndNothingIsSigned) {
  append(3);
  (void)sign();
  append(1);
  tamper(
      "insert into audit_entry (number, at, actor, action, subject, detail, client, policy_hash, "
      "hash)"
      " select -7, at, actor, action, subject, 'x', client, policy_hash, hash"
      " from audit_entry where number = 2");
  EXPECT_EQ(verdict().broken, (BrokenAt{-7, ChainFault::added}));
  EXPECT_EQ(verdict().entries, 4);
  EXPECT_EQ(why(sign_checkpoint(*house, world.call())), SignProblem::history_changed);
  std::vector<std::int64_t> numbers;
  export_audit(*house, world.call("operator"), {},
               [&](const NumberedEntry& one) { numbers.push_back(one.number); });
  EXPECT_EQ(numbers.front(), -7);
}

TEST_P(Auditing, ACutOffEndIsNamed) {
  append(10);
  tamper("delete from audit_entry where number > 7");
  EXPECT_EQ(verdict().broken, (BrokenAt{8, ChainFault::end_missing}));
}

TEST_P(Auditing, ACutOffEndIsFoundThoughTheHeadWasMoved) {
  append(10);
  (void)sign();
  rewrite_from(8, 0);
  EXPECT_EQ(verdict().broken, std::nullopt);
  EXPECT_EQ(faults(), Faults{end_missing});
}

TEST_P(Auditing, RewrittenHistoryThatFitsTogetherIsFoundByItsCheckpoint) {
  append(10);
  (void)sign();
  rewrite_from(4, 20);
  EXPECT_EQ(verdict().broken, std::nullopt);
  EXPECT_EQ(faults(), Faults{differs});
}

TEST_P(Auditing, ACheckpointWithoutTheKeyIsNone) {
  append(10);
  (void)sign();
  rewrite_from(4, 7);
  tamper("update audit_checkpoint set hash = (select hash from audit_head)");
  EXPECT_EQ(faults(), Faults{forged});
}

TEST_P(Auditing, ARemovedCheckpointIsMissed) {
  append(5);
  (void)sign();
  append(5);
  (void)sign();
  tamper("delete from audit_checkpoint where number = 5");
  EXPECT_EQ(faults(), Faults{removed});
}

TEST_P(Auditing, WhoRemovesTheCheckpointsTooMeetsTheOneKeptElsewhere) {
  append(10);
  const auto kept = sign();
  rewrite_from(4, 20);
  tamper("delete from audit_checkpoint");
  EXPECT_EQ(faults(), Faults{});
  EXPECT_EQ(faults({kept}), Faults{differs});
}

TEST_P(Auditing, ARestoredBackupIsToldAsOne) {
  append(10);
  (void)sign();
  append(5);
  const auto kept = sign();
  rewrite_from(13, 0);
  tamper("delete from audit_checkpoint where number = 15");
  EXPECT_EQ(verdict().broken, std::nullopt);
  EXPECT_EQ(faults(), Faults{});
  EXPECT_EQ(faults({kept}), Faults{older});
}

TEST_P(Auditing, AKeptCheckpointThatWasTouchedIsNone) {
  append(10);
  auto kept = sign();
  kept.number = 9;
  EXPECT_EQ(faults({kept}), Faults{forged});
}

TEST_P(Auditing, ChangedHistoryIsNotSigned) {
  append(10);
  (void)sign();
  rewrite_from(4, 20);
  EXPECT_EQ(why(sign_checkpoint(*house, world.call())), SignProblem::history_changed);
}

TEST_P(Auditing, AProcessThatHasSeenACheckpointSignsNoOtherHistory) {
  append(10);
  const auto seen = sign();
  rewrite_from(4, 20);
  tamper("delete from audit_checkpoint");
  EXPECT_EQ(why(sign_checkpoint(*house, world.call(), seen)), SignProblem::history_changed);
}

TEST_P(Auditing, ABrokenChainIsNotSigned) {
  append(10);
  tamper("update audit_entry set detail = 'x' where number = 4");
  EXPECT_EQ(why(sign_checkpoint(*house, world.call())), SignProblem::history_changed);
}

TEST_P(Auditing, ACheckpointIsDueAfterSoManyEntriesOrADay) {
  EXPECT_FALSE(checkpoint_is_due(*house, world.call()));
  append(1);
  EXPECT_TRUE(checkpoint_is_due(*house, world.call()));
  (void)sign();
  world.pass(48h);
  EXPECT_FALSE(checkpoint_is_due(*house, world.call()));
  append(1);
  EXPECT_TRUE(checkpoint_is_due(*house, world.call()));
  (void)sign();
  append(checkpoint_entries - 1);
  EXPECT_FALSE(checkpoint_is_due(*house, world.call()));
  append(1);
  EXPECT_TRUE(checkpoint_is_due(*house, world.call()));
}

TEST_P(Auditing, ADayBeginsAtTheInstitutionsMidnight) {
  const auto begins = day_begins(*house, day(2026, 3, 2));
  EXPECT_EQ(house->civil_day(begins), day(2026, 3, 2));
  EXPECT_EQ(house->civil_day(begins - 1ms), day(2026, 3, 1));
}

TEST_P(Auditing, EntriesAreFoundBySubjectActorActionAndDay) {
  append(4);
  world.store->write([&](Ports& ports) {
    audit(ports, *house, world.call("staff:nina"), "signed_in", "staff:4");
  });
  const auto count = [&](const AuditSearch& search) {
    return search_audit(*house, world.call("staff:auditor"), search, 6, 100).entries.size();
  };
  EXPECT_EQ(count({}), 5U);
  EXPECT_EQ(count({.subject = "person:7", .actor = {}, .action = {}}), 4U);
  EXPECT_EQ(count({.subject = "person:7", .actor = "staff:nina", .action = {}}), 0U);
  EXPECT_EQ(count({.subject = {}, .actor = "staff:nina", .action = {}}), 1U);
  EXPECT_EQ(count({.subject = {}, .actor = {}, .action = "signed_in"}), 1U);
  EXPECT_EQ(count({.subject = {}, .actor = {}, .action = {}, .from = world.now - 1ms}), 1U);
  EXPECT_EQ(count({.subject = {}, .actor = {}, .action = {}, .before = world.now}), 4U);
}

TEST_P(Auditing, ASearchIsOnRecordOnceHoweverManyPagesAreRead) {
  append(5);
  const auto first = search_audit(*house, world.call("staff:auditor"), {}, {}, 2);
  ASSERT_EQ(first.entries.size(), 2U);
  EXPECT_TRUE(first.more);
  const auto next =
      search_audit(*house, world.call("staff:auditor"), {}, first.entries.back().number, 2);
  EXPECT_EQ(next.entries.front().number, first.entries.back().number - 1);
  EXPECT_EQ(search_audit(*house, world.call("x"),
                         {.subject = {}, .actor = {}, .action = "audit_read"}, 100, 10)
                .entries.size(),
            1U);
}

TEST_P(Auditing, AnExportIsOldestFirstAndOnRecord) {
  append(1500);
  std::vector<std::int64_t> numbers;
  export_audit(*house, world.call("operator"), {},
               [&](const NumberedEntry& one) { numbers.push_back(one.number); });
  ASSERT_EQ(numbers.size(), 1501U);
  EXPECT_TRUE(std::ranges::is_sorted(numbers));
}

}  // namespace
}  // namespace metroon::app
