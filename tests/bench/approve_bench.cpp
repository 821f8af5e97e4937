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

double bench_approvals(const bench::Folder& folder) {
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
  return bench::rate(3, waiting, [&](std::size_t n) {
    const core::ApplicationId id{static_cast<std::int64_t>(n) + 1};
    if (!app::approve_application(house, call, id, {.version = 1}))
      throw std::logic_error{"an approval was refused"};
  });
}

void run(sqlite3* database, const std::string& sql) {
  if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error{sqlite3_errmsg(database)};
}

double commits(const bench::Folder& folder, std::string_view synchronous) {
  sqlite3* database = nullptr;
  if (sqlite3_open(folder.file(fmt::format("limit-{}.db", synchronous)).c_str(), &database) !=
      SQLITE_OK)
    throw std::runtime_error{"no database"};
  run(database, fmt::format("pragma journal_mode=wal; pragma synchronous={};"
                            "create table row (id integer primary key, text text not null)",
                            synchronous));
  const double found = bench::rate(1, 1'000'000, [&](std::size_t) {
    run(database, "insert into row (text) values ('a row of some length')");
  });
  sqlite3_close(database);
  return found;
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
  const double approvals = bench_approvals(folder);
  bench::print("approvals", approvals);
  for (const auto* synchronous : {"full", "normal"})
    bench::print_limit(fmt::format("SQLite commits of one row, synchronous={}", synchronous),
                       commits(folder, synchronous), approvals);
  bench_argon2();
}
