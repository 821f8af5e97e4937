// Approvals in a second on one thread: person, affiliation, account, audit entries and a mail, in
// one transaction each, on SQLite in a file that holds 20,000 members. Beside it the machine's own
// limits: bare commits of SQLite with the same settings, and Argon2id.
#include <sqlite3.h>

#include "app/office.hpp"
#include "bench/measure.hpp"
#include "core/names.hpp"
#include "crypto/passwords.hpp"
#include "main/runtime.hpp"

namespace {

using namespace metroon;

constexpr std::int64_t members = 20'000;
constexpr std::int64_t waiting = 20'000;

/// A name of open syllables: no two numbers give names that fold into one.
std::string word(std::int64_t number) {
  std::string letters;
  for (; number > 0; number /= 10) letters += {"bdfgklmnrs"[number % 10], 'a'};
  return letters;
}

core::Application application(std::int64_t number, core::Day today) {
  core::Application made;
  made.id = {number};
  made.number = fmt::format("B{:09}", number);
  made.stage = core::Stage::submitted;
  made.kind = "faculty";
  made.names = {"Μαρία", "Παπα" + word(number), "", "Maria", "Papa" + word(number)};
  made.birth = today - std::chrono::days{9000 + number % 15000};
  made.contact = {"maria@example.org", "+302610000000", core::Language::el};
  made.identifiers.document_number = fmt::format("AK{:06}", number);
  made.unit = "chemistry";
  return made;
}

core::Person member(std::int64_t number, core::Day today) {
  const auto like = application(waiting + number, today);
  return {.id = {number},
          .names = like.names,
          .birth = like.birth,
          .contact = like.contact,
          .identifiers = like.identifiers};
}

void bench_approvals(const bench::Folder& folder) {
  main::Settings settings;
  settings.database = folder.file("bench.db");
  settings.key_file = folder.file("bench.key");
  main::Runtime runtime{settings};
  auto& house = runtime.house();
  const auto call = runtime.operator_call();
  house.store.write([&](app::Ports& ports) {
    for (std::int64_t number = 1; number <= members; ++number)
      ports.people.insert(member(number, call.now.day));
    for (std::int64_t number = 1; number <= waiting; ++number)
      ports.applications.insert(application(number, call.now.day));
  });
  bench::print("approvals", bench::rate(3, waiting, [&](std::size_t n) {
                 const core::ApplicationId id{static_cast<std::int64_t>(n) + 1};
                 if (!app::approve_application(house, call, id, {.version = 1}))
                   throw std::logic_error{"an approval was refused"};
               }));
}

void run(sqlite3* database, const char* sql) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error{sqlite3_errmsg(database)};
}

void bench_commits(const bench::Folder& folder) {
  sqlite3* database = nullptr;
  if (sqlite3_open(folder.file("limit.db").c_str(), &database) != SQLITE_OK)
    throw std::runtime_error{"no database"};
  run(database,
      "pragma journal_mode=wal; pragma synchronous=normal;"
      "create table row (id integer primary key, text text not null)");
  bench::print("limit: SQLite commits of one row, synchronous=normal",
               bench::rate(1, 1'000'000, [&](std::size_t) {
                 run(database, "insert into row (text) values ('a row of some length')");
               }));
  run(database, "pragma synchronous=full");
  bench::print("limit: SQLite commits of one row, synchronous=full",
               bench::rate(1, 1'000'000, [&](std::size_t) {
                 run(database, "insert into row (text) values ('a row of some length')");
               }));
  sqlite3_close(database);
}

void bench_argon2() {
  crypto::SodiumPasswords passwords{{}, {}};
  bench::print("limit: Argon2id, 19 MiB, 2 passes", bench::rate(2, 10'000, [&](std::size_t) {
                 (void)passwords.hash(base::Secret{"four words nobody says"});
               }));
}

}  // namespace

int main() {
  const bench::Folder folder;
  bench_approvals(folder);
  bench_commits(folder);
  bench_argon2();
}
