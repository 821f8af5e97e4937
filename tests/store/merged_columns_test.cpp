// Every column that names a person or an account is either moved by merging and given back by
// splitting, or stays for a reason that stands here: whoever adds one has to say which.
#include <sqlite3.h>

#include <map>
#include <set>

#include "store/conformance.hpp"

namespace metroon::store {
namespace {

// By name, or since it refers to one of the two.
constexpr std::string_view in_sqlite = R"(
  select m.name || '.' || c.name
  from sqlite_master m, pragma_table_info(m.name) c
  where m.type = 'table' and (c.name like '%person%' or c.name like '%account%'
    or c.name in ('subject', 'owner', 'owner_id', 'holder', 'holder_id', 'member_id', 'merged_into')
    or exists (select 1 from pragma_foreign_key_list(m.name) f
      where f."from" = c.name and f."table" in ('person', 'account')))
  order by 1)";
constexpr std::string_view in_a_server = R"(
  select t.relname || '.' || c.attname
  from pg_class t join pg_attribute c on c.attrelid = t.oid
  where t.relkind = 'r' and t.relnamespace = current_schema()::regnamespace
    and c.attnum > 0 and not c.attisdropped
    and (c.attname like '%person%' or c.attname like '%account%'
      or c.attname in ('subject', 'owner', 'owner_id', 'holder', 'holder_id', 'member_id',
        'merged_into')
      or exists (select 1 from pg_constraint k
        where k.contype = 'f' and k.conrelid = t.oid and c.attnum = any(k.conkey)
          and k.confrelid in ('person'::regclass, 'account'::regclass)))
  order by 1)";

std::set<std::string> sqlite_columns(const std::string& path) {
  sqlite3* database = nullptr;
  EXPECT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  std::set<std::string> found;
  const auto keep = [](void* all, int, char** values, char**) {
    static_cast<std::set<std::string>*>(all)->insert(values[0]);
    return 0;
  };
  EXPECT_EQ(sqlite3_exec(database, std::string{in_sqlite}.c_str(), keep, &found, nullptr),
            SQLITE_OK);
  sqlite3_close(database);
  return found;
}

std::set<std::string> server_columns(const std::string& conninfo) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> database{PQconnectdb(conninfo.c_str()),
                                                              PQfinish};
  const std::unique_ptr<PGresult, decltype(&PQclear)> result{
      PQexec(database.get(), std::string{in_a_server}.c_str()), PQclear};
  EXPECT_EQ(PQresultStatus(result.get()), PGRES_TUPLES_OK) << PQerrorMessage(database.get());
  std::set<std::string> found;
  for (int row = 0; row < PQntuples(result.get()); ++row)
    found.insert(PQgetvalue(result.get(), row, 0));
  return found;
}

struct Moves {
  std::string_view there, back;  ///< Statements of merge.sql and split.sql.
};
const std::map<std::string, Moves, std::less<>> moved{
    {"account.merged_into", {"merge_move_account_stubs", "unmerge_account_stubs"}},
    {"account.person_id", {"merge_move_account", "merge_move_account"}},
    {"account_owner.person_id", {"merge_leave_owned", "unmerge_leave_owned"}},
    {"address.account_id", {"merge_move_addresses", "unmerge_addresses"}},
    {"affiliation.person_id", {"merge_move_affiliations", "unmerge_affiliations"}},
    {"application.account_id", {"merge_move_applications", "unmerge_applications"}},
    {"application.person_id", {"merge_move_applications", "unmerge_applications"}},
    {"claim.person_id", {"merge_move_claims", "unmerge_claims"}},
    {"hold.person_id", {"merge_move_holds", "unmerge_holds"}},
    {"licence.account_id", {"merge_move_licences", "unmerge_licences"}},
    {"notice.person_id", {"merge_move_notices", "unmerge_notices"}},
    {"person.merged_into", {"merge_move_stubs", "unmerge_stubs"}},
    {"proof.person_id", {"merge_move_proofs", "unmerge_proofs"}},
    {"registry_row.person_id", {"merge_move_registry_rows", "unmerge_registry_rows"}},
    {"shared_request.person_id", {"merge_move_requests", "unmerge_requests"}},
};

const std::map<std::string, std::string_view, std::less<>> stays{
    {"account_choice.account_id", "choices that count are copied; those of the other stay its own"},
    {"account_look.account_id", "what was told of each account; a given-up one is not looked at"},
    {"account_owner.account_id", "a non-personal account is never merged"},
    {"account_password.account_id", "one password for one account; a given-up one loses its own"},
    {"audit_entry.subject", "history is of the record it was written about"},
    {"erased_person.person_id", "who was erased is no record any more that could be merged"},
    {"mail.subject", "the line above a letter"},
    {"arrived_mail.subject", "the line above a letter"},
    {"notice_mail.person_id", "follows its notice by itself: on update cascade"},
    {"person_merge.keep_account", "the record of merging itself"},
    {"person_merge.keep_id", "the record of merging itself"},
    {"person_merge.other_account", "the record of merging itself"},
    {"person_merge.other_id", "the record of merging itself"},
    {"name_word.person_id", "a given-up record is found by its names, and leads to who stayed"},
    {"registry_row.person_key", "the registry's own number of the row"},
    {"reserved_name.account_id", "a given-up name is nobody else's, and is looked up by address"},
    {"session.subject", "sessions of an account that is given up end"},
    {"shared_request.account_id", "a non-personal account is never merged"},
    {"token.subject", "codes of an account that is given up are refused, for it is closed"},
    {"told_apart.high_id", "an officer compared these two records and no others"},
    {"told_apart.low_id", "an officer compared these two records and no others"},
};

class MergedColumns : public StoreTest {
 protected:
  std::set<std::string> columns() const {
    return place.engine() == Engine::sqlite ? sqlite_columns(place.url())
                                            : server_columns(place.url());
  }
};
INSTANTIATE_TEST_SUITE_P(On, MergedColumns, testing::Values(On::file, On::postgresql));

TEST_P(MergedColumns, EachIsMovedAndGivenBackOrStaysForAReason) {
  const auto found = columns();
  ASSERT_GT(found.size(), 30U);
  for (const auto& column : found)
    EXPECT_NE(moved.contains(column), stays.contains(column))
        << column << " names a person or an account: say here, and in merge.sql, what merging does";
  for (const auto& [column, moves] : moved) EXPECT_TRUE(found.contains(column)) << column;
  for (const auto& [column, why] : stays) EXPECT_TRUE(found.contains(column)) << column;
}

// Statements that set the column in its table, or take the row away.
TEST_P(MergedColumns, TheStatementsThatMoveThemDoSo) {
  const auto& all = statements(place.engine());
  for (const auto& [name, moves] : moved) {
    const auto table = name.substr(0, name.find('.'));
    const auto column = name.substr(name.find('.') + 1);
    for (const auto statement : {moves.there, moves.back}) {
      ASSERT_TRUE(all.contains(statement)) << statement;
      const std::string text{all.at(statement)};
      const bool sets = (text.starts_with("update " + table + " ") ||
                         text.starts_with("update " + table + "\n")) &&
                        text.find(column + " = ") != text.npos;
      EXPECT_TRUE(sets || text.starts_with("delete from " + table)) << statement << ": " << text;
    }
  }
}

}  // namespace
}  // namespace metroon::store
