// What every engine must do alike: a test of the suite Conformance runs on SQLite in memory, SQLite
// in a file, and PostgreSQL.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>

#include "store/open.hpp"
#include "store/postgresql/connection.hpp"
#include "store/sql.hpp"
#include "store/sqlite/connection.hpp"
#include "support/postgresql.hpp"
#include "support/sample_policy.hpp"
#include "support/test_sealer.hpp"

namespace metroon::store {

using namespace std::chrono_literals;
using base::Day;
using base::Instant;

enum class On { memory, file, postgresql };

/// An empty database that is gone after the test.
class Place {
 public:
  explicit Place(On on) : on_{on} {
    if (on == On::memory) url_ = ":memory:";
    if (on == On::file) {
      char name[] = "/tmp/metroon-store-XXXXXX";
      if (mkdtemp(name) == nullptr) throw std::runtime_error{"cannot make a temporary folder"};
      folder_ = name;
      url_ = folder_ + "/metroon.db";
    }
    if (on == On::postgresql) url_ = support::PostgresqlServer::shared().make_schema();
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    if (on_ == On::postgresql) support::PostgresqlServer::shared().drop_schema(url_);
    if (on_ == On::file) std::filesystem::remove_all(folder_);
  }

  std::unique_ptr<app::Store> open(const core::Policy& policy, app::Sealer& sealer) const {
    return on_ == On::postgresql ? open_postgresql(url_, policy, sealer)
                                 : open_sqlite(url_, policy, sealer);
  }
  /// Past the store: to look, and to tamper.
  std::unique_ptr<Connection> connect() const {
    if (on_ == On::postgresql) return std::make_unique<PostgresqlConnection>(url_);
    return std::make_unique<SqliteConnection>(url_, SqliteConnection::Use::write);
  }
  Engine engine() const { return on_ == On::postgresql ? Engine::postgresql : Engine::sqlite; }
  const std::string& url() const { return url_; }
  const std::string& folder() const { return folder_; }

 private:
  On on_;
  std::string folder_;
  std::string url_;
};

/// With the facts that most tests begin with.
class StoreTest : public testing::TestWithParam<On> {
 protected:
  StoreTest() : place{GetParam()}, store{place.open(policy, sealer)} {}
  void TearDown() override { store.reset(); }

  core::Policy policy{support::sample_policy()};
  support::TestSealer sealer;
  Place place;
  std::unique_ptr<app::Store> store;
};
class Conformance : public StoreTest {};
/// What needs a second way into the database: not the one in memory.
class Durable : public StoreTest {};

inline constexpr Instant noon{std::chrono::milliseconds{1'790'000'000'123}};
inline constexpr Day today{std::chrono::local_days{std::chrono::year{2026} / 11 / 23}};

inline core::Person maria(std::int64_t id = 77) {
  core::Person made;
  made.id = {id};
  made.names = {"Μαρία", "Παπαδοπούλου", "Γεώργιος", "Maria", "Papadopoulou"};
  made.birth = std::chrono::local_days{std::chrono::year{1990} / 3 / 4};
  made.contact = {"maria@example.org", "+306900000000", core::Language::en};
  made.identifiers = {core::IdentityDocument::passport, "AK123456", "094259216", "04039012345"};
  made.created = noon;
  return made;
}

/// Somebody whom nothing connects with Maria.
inline core::Person nikos(std::int64_t id = 78) {
  core::Person made;
  made.id = {id};
  made.names = {"Νίκος", "Γκίκας", "", "Nikos", "Gkikas"};
  made.birth = std::chrono::local_days{std::chrono::year{1985} / 12 / 31};
  made.contact = {"nikos@example.org", "", core::Language::el};
  made.identifiers = {core::IdentityDocument::identity_card, "AB654321", "", ""};
  made.created = noon + 1s;
  return made;
}

inline app::AccountRecord personal(core::PersonId person, std::int64_t id,
                                   const std::string& username) {
  app::AccountRecord made;
  made.account.id = {id};
  made.account.username = username;
  made.account.realm = support::staff_realm;
  made.account.addresses = {{username, support::staff_realm}};
  made.person = person;
  return made;
}

inline core::Application application(std::int64_t id, core::Stage stage) {
  core::Application made;
  made.id = {id};
  made.stage = stage;
  if (stage != core::Stage::draft) {
    made.number = "TRACK" + std::to_string(id);
    made.submitted = noon + std::chrono::seconds{id};
  }
  made.kind = "contractor";
  const auto person = maria();
  made.names = person.names;
  made.birth = person.birth;
  made.contact = person.contact;
  made.identifiers = person.identifiers;
  made.unit = "chemistry";
  made.period = {today, today + std::chrono::days{365}};
  made.supervisor = {"Ελένη Βασιλείου", "eleni@example.edu"};
  made.created = noon;
  made.changed = noon + 5s;
  return made;
}

}  // namespace metroon::store
