// That nothing of somebody who is erased is forgotten in some table, and that only the key file
// takes words out of history.
#include <gmock/gmock.h>

#include <regex>
#include <set>

#include "store/conformance.hpp"

namespace metroon::store {
namespace {

using app::Ports;

std::set<std::string> all_matches(std::string_view text, const std::string& expression) {
  const std::string whole{text};
  const std::regex looked_for{expression};
  std::set<std::string> found;
  for (std::sregex_iterator at{whole.begin(), whole.end(), looked_for};
       at != std::sregex_iterator{}; ++at)
    found.insert((*at)[1]);
  return found;
}

TEST(Erasing, EveryTableIsErasedOrStaysForAReason) {
  const std::set<std::string> stays{
      "reserved_name",
      "address",  // Nobody else ever gets the name.
      "audit_entry",
      "audit_head",  // History, without its words.
      "audit_checkpoint",
      "erased_person",  // Who was erased, by number.
      "staff",
      "staff_password",  // Not holders.
      "staff_unit",
      "attempt",  // Keyed hashes, for days.
      "night",
      "mailbox_position",
      "adopted_policy",
      "adopted_right",  // About nobody.
      "adopted_term",
      "campaign",
      "registry_run",
      "registry_fetch",
  };
  std::set<std::string> erased;
  for (const auto& [name, text] : statements(Engine::sqlite))
    if (name.starts_with("erase_"))
      erased.merge(all_matches(text, "(?:delete from|^update|\nupdate) ([a-z_]+)"));
  std::set<std::string> tables;
  for (const auto& migration : migrations(Engine::sqlite))
    tables.merge(all_matches(migration.sql, "create table ([a-z_]+)"));
  for (const auto& migration : migrations(Engine::sqlite))
    for (const auto* gone : {"alter table ([a-z_]+) rename to", "drop table ([a-z_]+)"})
      for (const auto& table : all_matches(migration.sql, gone)) tables.erase(table);
  ASSERT_GT(tables.size(), 30U);
  for (const auto& table : tables)
    EXPECT_TRUE(erased.contains(table) || stays.contains(table))
        << table << ": erase_… in queries/retention.sql, or a reason here why it stays";
}

app::AuditEntry entry(const std::string& subject, const std::string& detail) {
  return {noon, "staff:maria", "person_corrected", subject, detail, "192.0.2.7", "hash"};
}

TEST_P(Conformance, WordsThatAreErasedLeaveTheChainWhole) {
  store->write([](Ports& ports) {
    ports.audit.append(entry("person:77", "Παπαδοπούλου"));
    ports.audit.append(entry("person:78", "Γκίκας"));
    ports.audit.append(entry("person:77", "again"));
  });
  store->write([](Ports& ports) {
    ports.audit.append(entry("person:77", "in the same transaction"));
    EXPECT_TRUE(ports.audit.erase(std::array{std::string{"person:77"}}).empty());
    ports.audit.append({.at = noon, .action = "person_erased", .subject = "person:77"});
  });
  store->read([](Ports& ports) {
    for (const auto& one : ports.audit.about("person:77", 9))
      EXPECT_EQ(one.detail + one.client, "");
    EXPECT_EQ(ports.audit.about("person:78", 9).at(0).detail, "Γκίκας");
    EXPECT_EQ(ports.audit.first_broken(), std::nullopt);
    EXPECT_EQ(ports.audit.count(), 5);
  });
}

class Tampered : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(On, Tampered, testing::Values(On::file, On::postgresql));

TEST_P(Tampered, WordsThatAnotherHandHasErasedAreNoticed) {
  store->write([](Ports& ports) {
    ports.audit.append(entry("person:77", "first"));
    ports.audit.append(entry("person:77", "second"));
    EXPECT_TRUE(ports.audit.erase(std::array{std::string{"person:77"}}).empty());
    ports.audit.append(entry("person:78", "third"));
  });
  // The signature of another entry, none at all, and one that was put back without its words.
  const auto broken_after = [&](const std::string& sql) {
    place.connect()->script(sql);
    return store->read([](Ports& ports) { return ports.audit.first_broken(); });
  };
  EXPECT_EQ(broken_after("update audit_entry set detail = '', client = '', erased = "
                         "(select erased from audit_entry where number = 2) where number = 3"),
            3);
  EXPECT_EQ(broken_after("update audit_entry set erased = null where number = 2"), 2);
}

std::vector<std::int64_t> erase_77(app::Store& store) {
  return store.write(
      [](Ports& ports) { return ports.audit.erase(std::array{std::string{"person:77"}}); });
}

TEST_P(Tampered, WhatDoesNotFollowIsNotErasedAndNeverBecomesHistory) {
  store->write([](Ports& ports) {
    for (const auto* subject : {"person:78", "person:77", "person:78", "person:77"})
      ports.audit.append(entry(subject, "λόγος"));
  });
  // So that the night erases it, and signs the rest as if it had been so.
  place.connect()->script(
      "update audit_entry set subject = 'person:77', actor = 'staff:nobody' where number = 3");
  EXPECT_THAT(erase_77(*store), testing::ElementsAre(3));
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.audit.first_broken(), 3);
    const auto about = ports.audit.about("person:77", 9);
    ASSERT_EQ(about.size(), 3U);
    EXPECT_EQ(about[0].detail + about[2].detail, "") << "the others are erased all the same";
    EXPECT_EQ(about[1].detail, "λόγος");
  });
  place.connect()->script(
      "update audit_entry set subject = 'person:78', actor = 'staff:maria' where number = 3");
  EXPECT_EQ(store->read([](Ports& ports) { return ports.audit.first_broken(); }), std::nullopt);
}

TEST_P(Tampered, AnEntryOutsideTheChainIsNotErased) {
  store->write([](Ports& ports) {
    for (int number = 1; number <= 4; ++number) ports.audit.append(entry("person:78", "λόγος"));
  });
  const std::string copied =
      "at, actor, action, 'person:77', detail, client, policy_hash, hash from audit_entry";
  const std::string columns =
      "(number, at, actor, action, subject, detail, client, policy_hash, hash)";
  place.connect()->script("insert into audit_entry " + columns + " select -7, " + copied +
                          " where number = 2; insert into audit_entry " + columns + " select 9, " +
                          copied + " where number = 4");
  EXPECT_THAT(erase_77(*store), testing::ElementsAre(-7, 9));
}

TEST_P(Tampered, WhatIsLeftOfAnErasedEntryCannotBeRewritten) {
  store->write([](Ports& ports) {
    for (int number = 1; number <= 3; ++number) ports.audit.append(entry("person:77", "λόγος"));
  });
  EXPECT_TRUE(erase_77(*store).empty());
  const auto broken_after = [&](const std::string& change) {
    place.connect()->script("update audit_entry set " + change + " where number = 2");
    return store->read([](Ports& ports) { return ports.audit.first_broken(); });
  };
  for (const std::string column : {"actor", "action", "subject", "policy_hash"}) {
    EXPECT_EQ(broken_after(column + " = " + column + " || 'x'"), 2) << column;
    ASSERT_EQ(broken_after(column + " = substr(" + column + ", 1, length(" + column + ") - 1)"),
              std::nullopt)
        << column;
  }
  EXPECT_EQ(broken_after("at = at + 1"), 2);
  EXPECT_THAT(erase_77(*store), testing::ElementsAre(2)) << "looked at again, and told";
}

TEST_P(Tampered, WhatTheFirstVersionsErasedStillVerifies) {
  store->write([](Ports& ports) {
    ports.audit.append(entry("person:78", "first"));
    ports.audit.append(entry("person:77", "second"));
    ports.audit.append(entry("person:78", "third"));
  });
  const auto hash_of = [&](std::int64_t number) {
    return base::to_hex(
        store->read([&](Ports& ports) { return ports.audit.hash_of(number).value(); }));
  };
  const auto erased_as = [&](const std::string& text) {
    const auto [key, signature] = sealer.sign(text);
    const auto hex = base::to_hex(key + signature);
    place.connect()->script("update audit_entry set detail = '', client = '', erased = " +
                            (GetParam() == On::postgresql ? "'\\x" + hex : "x'" + hex) +
                            "' where number = 2");
    return store->read([](Ports& ports) { return ports.audit.first_broken(); });
  };
  const auto place_in_chain = hash_of(1) + "\n2\n" + hash_of(2) + "\n";
  EXPECT_EQ(erased_as("metroon audit erasure 1\n" + place_in_chain), std::nullopt);
  EXPECT_TRUE(erase_77(*store).empty());
  EXPECT_EQ(erased_as("metroon audit erasure 2\n" + place_in_chain), 2);
}

TEST_P(Conformance, WhoAnswersForAnAccountIsKeptUntilThatIsClosed) {
  app::AccountRecord mailbox;
  mailbox.account.id = {6};
  mailbox.account.sort = core::AccountSort::shared;
  mailbox.account.username = "chem-office";
  const std::array ids{core::PersonId{77}};
  store->write([&](Ports& ports) {
    ports.people.insert(maria());
    ports.accounts.insert(mailbox);
    ports.accounts.add_owner({6}, {77});
    EXPECT_EQ(ports.erasures.kept(ids), (std::vector{core::PersonId{77}}));
    ports.accounts.set_closed({6}, today);
    EXPECT_TRUE(ports.erasures.kept(ids).empty());
    EXPECT_THAT(ports.erasures.erase(ids, noon), testing::ElementsAre("person:77"));
  });
  store->read([](Ports& ports) {
    EXPECT_TRUE(ports.accounts.shared_of({77}).empty());
    EXPECT_TRUE(ports.accounts.shared_dossier({6})->owners.empty());
  });
}

TEST_P(Conformance, WhatIsPutBackOfSomebodyErasedIsFound) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.accounts.insert(personal({77}, 5, "mpapad"));
  });
  const auto erased = store->write(
      [](Ports& ports) { return ports.erasures.erase(std::array{core::PersonId{77}}, noon); });
  EXPECT_THAT(erased, testing::ElementsAre("person:77", "account:5"));
  store->read([](Ports& ports) {
    EXPECT_TRUE(ports.erasures.remains().empty());
    EXPECT_FALSE(ports.people.find({77}));
    EXPECT_EQ(ports.accounts.taken(std::array{std::string{"mpapad"}}).size(), 1U);
  });
  store->write([](Ports& ports) { ports.people.insert(maria()); });
  const auto remains = store->read([](Ports& ports) { return ports.erasures.remains(); });
  using Remains = std::pair<core::PersonId, std::string>;
  EXPECT_THAT(remains, testing::UnorderedElementsAre(Remains{{77}, "person"},
                                                     Remains{{77}, "words of the name"}));
}

}  // namespace
}  // namespace metroon::store
