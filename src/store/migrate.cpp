#include "store/migrate.hpp"

#include <algorithm>

namespace metroon::store {
namespace {

struct Applied {
  std::int64_t number{0};
  std::string name;
  base::Bytes hash;
};

std::vector<Applied> applied(Connection& database) {
  database.post("migration_table", {});
  return database.exec("migration_list", {}).map([](Row row) {
    return Applied{row.integer(), row.text(), row.blob()};
  });
}

void refuse_if_foreign(const Applied& old, std::span<const Migration> known) {
  const auto match = std::ranges::find(known, old.number, &Migration::number);
  if (match == known.end())
    throw DatabaseError{"the database has run migration " + old.name +
                        ", which this program does not know: it belongs to a newer one"};
  if (match->hash != old.hash)
    throw DatabaseError{"migration " + match->name +
                        " was edited after this database had run it; write a new one instead"};
}

// Looks and acts in one write transaction: two programs may be starting at once.
// @return false if nothing was left to do.
bool run_next(Connection& database, std::span<const Migration> known) {
  const auto old = applied(database);
  for (const auto& one : old) refuse_if_foreign(one, known);
  const auto next = std::ranges::find_if(known, [&](const Migration& migration) {
    return std::ranges::find(old, migration.number, &Applied::number) == old.end();
  });
  if (next == known.end()) return false;
  database.script(next->sql);
  database.post("migration_add", {next->number, next->name, Parameter::blob(next->hash)});
  return true;
}

}  // namespace

void migrate(Connection& database, std::span<const Migration> known) {
  for (bool more = true; more;) {
    database.begin_migration();
    try {
      more = run_next(database, known);
      database.commit();
    } catch (...) {
      database.rollback();
      throw;
    }
  }
}

}  // namespace metroon::store
