// What a machine can do at most with a registry's rows, measured beside what we do with them.
#pragma once

#include <libpq-fe.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "bench/measure.hpp"
#include "support/postgresql.hpp"

namespace metroon::bench {

/// What SQLite and PostgreSQL can do with the rows of the file, and with those that we made of
/// them.
struct Limits {
  virtual ~Limits() = default;
  virtual std::string url() = 0;
  /// Every row of the file into one table of texts without an index. @return how many.
  virtual int raw(const std::string& file) = 0;
  /// All tables that the load has filled, into fresh ones with the same indexes. @return rows.
  virtual std::int64_t same() = 0;
  virtual void before_same() {}
};

// The fields of a line of the bench's own file, which quotes nothing.
inline std::vector<std::string_view> fields(std::string_view line) {
  std::vector<std::string_view> all;
  for (auto end = line.find(';'); end != line.npos; end = line.find(';')) {
    all.push_back(line.substr(0, end));
    line.remove_prefix(end + 1);
  }
  all.push_back(line);
  return all;
}

class SqliteLimits final : public Limits {
 public:
  explicit SqliteLimits(const Folder& folder) : folder_{folder} {}

  std::string url() override { return folder_.file("bench.db"); }

  int raw(const std::string& file) override {
    const auto database = fresh("raw.db");
    run(database.get(), "create table row (a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q); begin");
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(database.get(), "insert into row values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                       -1, &insert, nullptr);
    std::ifstream lines{file};
    std::string line;
    std::getline(lines, line);
    int rows = 0;
    for (; std::getline(lines, line); ++rows) {
      int place = 0;
      for (const auto field : fields(line))
        sqlite3_bind_text(insert, ++place, field.data(), static_cast<int>(field.size()),
                          SQLITE_STATIC);
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    run(database.get(), "commit");
    return rows;
  }

  void before_same() override {
    copy_ = fresh("same.db");
    run(copy_.get(), "attach '" + url() + "' as loaded");
    for (const auto* kind : {"table", "index"})
      for (const auto& sql : texts(fmt::format(
               "select sql from loaded.sqlite_master where type = '{}' and sql is not null", kind)))
        run(copy_.get(), sql);
  }

  std::int64_t same() override {
    run(copy_.get(), "begin");
    // The condition keeps SQLite from copying the finished trees of a table's indexes, which nobody
    // who brings new rows has.
    for (const auto& table : texts("select name from loaded.sqlite_master where type = 'table'"))
      run(copy_.get(),
          fmt::format("insert into main.{0} select * from loaded.{0} where true", table));
    run(copy_.get(), "commit");
    return sqlite3_total_changes64(copy_.get());
  }

 private:
  using Handle = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
  [[nodiscard]] Handle fresh(std::string_view name) const {
    sqlite3* database = nullptr;
    if (sqlite3_open(folder_.file(name).c_str(), &database) != SQLITE_OK)
      throw std::runtime_error{"no database"};
    run(database, "pragma journal_mode = wal; pragma synchronous = full");
    return {database, &sqlite3_close};
  }
  static void run(sqlite3* database, const std::string& sql) {
    if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error{sqlite3_errmsg(database)};
  }
  [[nodiscard]] std::vector<std::string> texts(const std::string& sql) const {
    std::vector<std::string> all;
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(copy_.get(), sql.c_str(), -1, &statement, nullptr);
    while (sqlite3_step(statement) == SQLITE_ROW)
      all.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
    sqlite3_finalize(statement);
    return all;
  }

  const Folder& folder_;
  Handle copy_{nullptr, &sqlite3_close};
};

class PostgresqlLimits final : public Limits {
 public:
  PostgresqlLimits() : conninfo_{support::PostgresqlServer::shared().make_schema()} {
    database_.reset(PQconnectdb(conninfo_.c_str()));
  }

  // As the settings want it; conninfo_ is `host=… user=… dbname=… options='-c search_path=…'`.
  std::string url() override {
    const auto host = conninfo_.substr(5, conninfo_.find(' ') - 5);
    return fmt::format("postgresql:///postgres?host={}&user=metroon&options=-csearch_path%3D{}",
                       host, schema());
  }

  int raw(const std::string& file) override {
    run("create temporary table raw_row (a text, b text, c text, d text, e text, f text, g text, "
        "h text, i text, j text, k text, l text, m text, n text, o text, p text, q text)");
    run("copy raw_row from stdin (format csv, delimiter ';', header)");
    std::ifstream rows{file, std::ios::binary};
    std::vector<char> block(1 << 16);
    while (rows.read(block.data(), static_cast<std::streamsize>(block.size())) || rows.gcount() > 0)
      PQputCopyData(database_.get(), block.data(), static_cast<int>(rows.gcount()));
    PQputCopyEnd(database_.get(), nullptr);
    const Result done{PQgetResult(database_.get())};
    while (const Result rest{PQgetResult(database_.get())}) {
    }
    return std::stoi(PQcmdTuples(done.get()));
  }

  void before_same() override {
    run("create schema same");
    for (const auto& table : tables()) {
      run(fmt::format("copy {}.{} to '{}' (format binary)", schema(), table, copy_of(table)));
      run(fmt::format("create table same.{1} (like {0}.{1} including all)", schema(), table));
    }
  }

  std::int64_t same() override {
    std::int64_t rows = 0;
    run("begin");
    for (const auto& table : tables()) {
      const Result done =
          run(fmt::format("copy same.{} from '{}' (format binary)", table, copy_of(table)));
      rows += std::stoll(PQcmdTuples(done.get()));
    }
    run("commit");
    for (const auto& table : tables()) std::filesystem::remove(copy_of(table));
    return rows;
  }

 private:
  // The server writes and reads it, maybe as another user than ours.
  static std::string copy_of(const std::string& table) { return "/tmp/metroon-bench-" + table; }

  struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using Result = std::unique_ptr<PGresult, Clear>;

  [[nodiscard]] std::string schema() const {
    const auto name = conninfo_.substr(conninfo_.rfind('=') + 1);
    return name.substr(0, name.size() - 1);
  }
  Result run(const std::string& sql) {
    Result result{PQexec(database_.get(), sql.c_str())};
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN)
      return result;
    throw std::runtime_error{PQerrorMessage(database_.get())};
  }
  std::vector<std::string> tables() {
    const auto rows = run("select tablename from pg_tables where schemaname = '" + schema() +
                          "' order by tablename");
    std::vector<std::string> all;
    for (int row = 0; row < PQntuples(rows.get()); ++row)
      all.emplace_back(PQgetvalue(rows.get(), row, 0));
    return all;
  }

  std::string conninfo_;
  std::unique_ptr<PGconn, decltype(&PQfinish)> database_{nullptr, &PQfinish};
};

}  // namespace metroon::bench
