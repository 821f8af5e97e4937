#include "store/conformance.hpp"

namespace metroon::store {
namespace {

using app::Ports;

app::AuditEntry entry(int number) {
  return {.at = noon + std::chrono::seconds{number},
          .actor = "staff:eleni",
          .action = "application_approved",
          .subject = number % 2 == 0 ? "application:2" : "application:1",
          .detail = "λόγος " + std::to_string(number),
          .client = "10.0.0.1",
          .policy_hash = "5a3b1e"};
}

void append_ten(app::Store& store) {
  for (int number = 1; number <= 10; number += 2)
    store.write([&](Ports& ports) {
      ports.audit.append(entry(number));
      ports.audit.append(entry(number + 1));
    });
}

std::optional<std::int64_t> first_broken(app::Store& store) {
  return store.read([](Ports& ports) { return ports.audit.first_broken(); });
}

TEST_P(Conformance, TheHistoryOfASubjectIsToldOldestFirst) {
  append_ten(*store);
  store->read([](Ports& ports) {
    const auto history = ports.audit.about("application:1", 3);
    ASSERT_EQ(history.size(), 3U);
    EXPECT_EQ(history[0].detail, "λόγος 1");
    EXPECT_EQ(history[2].detail, "λόγος 5");
    EXPECT_EQ(history[0].at, noon + 1s);
    EXPECT_EQ(history[0].actor, "staff:eleni");
    EXPECT_EQ(history[0].action, "application_approved");
    EXPECT_EQ(history[0].subject, "application:1");
    EXPECT_EQ(history[0].client, "10.0.0.1");
    EXPECT_EQ(history[0].policy_hash, "5a3b1e");
    EXPECT_TRUE(ports.audit.about("application:3", 3).empty());
    EXPECT_EQ(ports.audit.count(), 10);
  });
}

TEST_P(Conformance, AnUntouchedChainHolds) {
  EXPECT_EQ(first_broken(*store), std::nullopt);
  append_ten(*store);
  EXPECT_EQ(first_broken(*store), std::nullopt);
}

TEST_P(Conformance, AChainOfManyPagesHolds) {
  store->write([](Ports& ports) {
    for (int number = 1; number <= 2001; ++number) ports.audit.append(entry(number));
  });
  EXPECT_EQ(first_broken(*store), std::nullopt);
  EXPECT_EQ(store->read([](Ports& ports) { return ports.audit.count(); }), 2001);
}

TEST_P(Conformance, AnEntryOfAnUndoneTransactionLeavesNoGap) {
  append_ten(*store);
  EXPECT_THROW(store->write([](Ports& ports) {
    ports.audit.append(entry(11));
    throw std::runtime_error{"undone"};
  }),
               std::runtime_error);
  append_ten(*store);
  EXPECT_EQ(first_broken(*store), std::nullopt);
}

TEST_P(Durable, EveryChangedFieldOfTheAuditIsNoticed) {
  append_ten(*store);
  const auto database = place.connect();
  for (const std::string column :
       {"actor", "action", "subject", "detail", "client", "policy_hash"}) {
    database->script("update audit_entry set " + column + " = " + column +
                     " || 'x' where number = 4");
    EXPECT_EQ(first_broken(*store), 4) << column;
    database->script("update audit_entry set " + column + " = substr(" + column + ", 1, length(" +
                     column + ") - 1) where number = 4");
    ASSERT_EQ(first_broken(*store), std::nullopt) << column;
  }
  database->script("update audit_entry set at = at + 1 where number = 4");
  EXPECT_EQ(first_broken(*store), 4);
}

TEST_P(Durable, TextMovedFromOneFieldToTheNextIsNoticed) {
  append_ten(*store);
  place.connect()->script(
      "update audit_entry set actor = 'staff:elen', action = 'iapplication_approved'"
      " where number = 7");
  EXPECT_EQ(first_broken(*store), 7);
}

TEST_P(Durable, ADeletedEntryIsNoticed) {
  append_ten(*store);
  place.connect()->script("delete from audit_entry where number = 6");
  EXPECT_EQ(first_broken(*store), 6);
}

TEST_P(Durable, ADeletedEntryWhosePlaceWasTakenIsNoticed) {
  append_ten(*store);
  place.connect()->script(
      "delete from audit_entry where number = 6;"
      "update audit_entry set number = 6 where number = 7;"
      "update audit_entry set number = 7 where number = 8;"
      "update audit_entry set number = 8 where number = 9;"
      "update audit_entry set number = 9 where number = 10;");
  EXPECT_EQ(first_broken(*store), 6);
}

TEST_P(Durable, ACutOffEndIsNoticed) {
  append_ten(*store);
  place.connect()->script("delete from audit_entry where number > 8");
  EXPECT_EQ(first_broken(*store), 9);
}

TEST_P(Durable, AnEntryNumberedBelowTheFirstIsNoticed) {
  append_ten(*store);
  for (const std::string number : {"0", "-7"}) {
    place.connect()->script(
        "insert into audit_entry (number, at, actor, action, subject, detail, client, policy_hash,"
        " hash) select " +
        number + ", at, actor, action, subject, detail, client, policy_hash, hash" +
        " from audit_entry where number = 4");
    EXPECT_EQ(first_broken(*store), std::stoi(number));
  }
}

TEST_P(Durable, AnAuditThatWasEmptiedIsNoticed) {
  append_ten(*store);
  place.connect()->script("delete from audit_entry");
  EXPECT_EQ(first_broken(*store), 1);
}

}  // namespace
}  // namespace metroon::store
