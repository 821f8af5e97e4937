// The university's year in figures: the first load of a student registry, the same file again, one
// in which little has changed, newcomers matched against everyone, nights and a new policy. On
// SQLite and PostgreSQL, each beside what the machine can do at most with the same rows.
//
//   bench_registry [PEOPLE] [sqlite|postgresql]      100,000 people by default; 2.5 rows each
#include <libpq-fe.h>
#include <sqlite3.h>

#include <cstdio>
#include <fstream>
#include <functional>

#include "app/night.hpp"
#include "app/registry.hpp"
#include "app/simulate.hpp"
#include "bench/measure.hpp"
#include "bench/student_registry.hpp"
#include "feed/open_delivery.hpp"
#include "main/runtime.hpp"
#include "support/postgresql.hpp"

namespace {

using namespace metroon;
using Clock = std::chrono::steady_clock;

double seconds(const std::function<void()>& work) {
  const auto begin = Clock::now();
  work();
  return std::chrono::duration<double>{Clock::now() - begin}.count();
}

void rest_memory() {
  std::ofstream{"/proc/self/clear_refs"} << 5;
}
long most_memory() {  // In MB, since rest_memory.
  std::ifstream status{"/proc/self/status"};
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stol(line.substr(6)) / 1024;
  return 0;
}

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
std::vector<std::string_view> fields(std::string_view line) {
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
  explicit SqliteLimits(const bench::Folder& folder) : folder_{folder} {}

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

  const bench::Folder& folder_;
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
      run(fmt::format("copy {0}.{1} to '/tmp/metroon-bench-{1}' (format binary)", schema(), table));
      run(fmt::format("create table same.{1} (like {0}.{1} including all)", schema(), table));
    }
  }

  std::int64_t same() override {
    std::int64_t rows = 0;
    run("begin");
    for (const auto& table : tables()) {
      const Result done =
          run(fmt::format("copy same.{0} from '/tmp/metroon-bench-{0}' (format binary)", table));
      rows += std::stoll(PQcmdTuples(done.get()));
    }
    run("commit");
    return rows;
  }

 private:
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

/// One database under measurement.
class Year {
 public:
  Year(Limits& limits, const bench::Folder& folder, int people)
      : limits_{limits}, folder_{folder}, students_{people} {
    main::Settings settings;
    settings.database = limits.url();
    settings.key_file = folder.file("bench.key");
    runtime_ = std::make_unique<main::Runtime>(settings);
    call_ = runtime_->operator_call();
    rows_ = students_.rows();
  }

  void measure() {
    first_load();
    bench::print("unchanged file, rows", rows_ / deliver("unchanged"));
    students_.change(0.005);
    bench::print("0.5 % changed, rows", rows_ / deliver("changed"));
    newcomers();
    whole_pass();
    nights();
  }

 private:
  void first_load() {
    const auto file = students_.write(folder_.file("students.csv"));
    bench::print("limit: reading the file alone, rows", rows_ / seconds([&] { read(file); }));
    const double first = rows_ / deliver("first load");
    bench::print("first load, rows", first);
    bench::print("first load, people", first / rows_ * students_.people());
    const double raw = rows_ / seconds([&] { limits_.raw(file); });
    bench::print_limit("the file's rows into one table without index, rows", raw, first);
    limits_.before_same();
    std::int64_t made = 0;
    const double same = rows_ / seconds([&] { made = limits_.same(); });
    bench::print_limit(
        fmt::format("the {} rows that we made of them, in bulk, rows of the file", made), same,
        first);
  }

  void read(const std::string& file) {
    const auto delivery = feed::open_delivery_file(students_.declaration(), file).value();
    while (delivery->next()) (void)delivery->fingerprint();
  }

  double deliver(std::string_view what) {
    return deliver(what, students_.declaration(), students_.write(folder_.file("students.csv")));
  }
  double deliver(std::string_view what, const feed::Declaration& declaration,
                 const std::string& file) {
    rest_memory();
    app::RegistryRun run;
    call_.now.instant += std::chrono::hours{1};
    const double took = seconds([&] {
      run = app::run_delivery(runtime_->house(), call_, declaration.registry,
                              [&] { return feed::open_delivery_file(declaration, file).value(); });
    });
    fmt::print("  {}: {:.2f} s; {} added, {} changed, {} unchanged, {} bad; {} MB at most\n", what,
               took, run.counts.added, run.counts.changed, run.counts.unchanged, run.counts.bad,
               most_memory());
    if (run.verdict != core::DeliveryVerdict::fine)
      throw std::runtime_error{"the guard stopped the bench's own delivery"};
    const auto held = runtime_->house().store.read(
        [&](app::Ports& ports) { return ports.registries.bad(run.id, 1000).size(); });
    if (held > 0) fmt::print("  {}{} rows held or bad\n", held == 1000 ? "more than " : "", held);
    return took;
  }

  void newcomers() {
    const auto declaration = bench::contractors();
    const auto file = students_.write_contractors(folder_.file("contractors.csv"), 10'000);
    bench::print("10,000 newcomers matched against everyone",
                 10'000 / deliver("newcomers", declaration, file));
  }

  void whole_pass() {
    rest_memory();
    app::Simulation found;
    const auto other = runtime_->house().policy;
    const double took = seconds([&] {
      found = app::simulate(runtime_->house(), call_,
                            {.until = call_.now.day, .other = &other, .usernames = 0});
    });
    bench::print("everybody under two policies, people", static_cast<double>(found.people) / took);
    fmt::print("  {} people, {:.2f} s; {} MB at most\n", found.people, took, most_memory());
  }

  void night(std::string_view what) {
    rest_memory();
    app::NightCounts counts;
    const double took = seconds([&] { counts = app::run_night(runtime_->house(), call_); });
    fmt::print("night, {} … {:.3f} s\n  {} looked at, {} notices, {} ended; {} MB at most\n", what,
               took, counts.looked_at, counts.notices, counts.ended, most_memory());
  }

  void nights() {
    activate_everybody();
    night("the first after the load");
    night("nothing due");
    students_.end_soon(5000, call_.now.day);
    deliver("5,000 endings ahead");
    night("5,000 notices");
    accept_all_mail();
    call_.now.day += std::chrono::days{60};
    call_.now.instant += std::chrono::days{60};
    night("5,000 endings");
  }

  void activate_everybody() {
    for (core::PersonId last{};;) {
      const auto end = runtime_->house().store.write([&](app::Ports& ports) {
        const auto page = ports.people.dossiers_after(last, 1000);
        for (const auto& dossier : page) {
          if (!dossier.account) continue;
          ports.accounts.set_proof(dossier.account->id, call_.now.day);
          ports.accounts.set_activated(dossier.account->id, call_.now.day);
        }
        return page.empty() ? core::PersonId{} : page.back().person;
      });
      if (!end) return;
      last = end;
    }
  }

  void accept_all_mail() {
    const auto now = call_.now.instant;
    for (bool any = true; any;)
      any = runtime_->house().store.write([&](app::Ports& ports) {
        const auto mails = ports.outbox.claim(now, now, 1000);
        for (const auto& mail : mails) {
          ports.outbox.accepted(mail.mail.id, now);
          ports.nights.notice_accepted(mail.mail.id, call_.now.day);
        }
        return !mails.empty();
      });
  }

  Limits& limits_;
  const bench::Folder& folder_;
  bench::StudentRegistry students_;
  double rows_{0};
  std::unique_ptr<main::Runtime> runtime_;
  app::Call call_;
};

}  // namespace

int main(int argc, char** argv) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // A run takes long, and the server is a fork of ours.
  const int people = argc > 1 ? std::stoi(argv[1]) : 100'000;
  const std::string engine = argc > 2 ? argv[2] : "";
  const bench::Folder folder;
  if (engine != "postgresql") {
    fmt::print("SQLite, {} people\n", people);
    SqliteLimits limits{folder};
    Year{limits, folder, people}.measure();
  }
  if (engine != "sqlite") {
    fmt::print("PostgreSQL, {} people\n", people);
    PostgresqlLimits limits;
    Year{limits, folder, people}.measure();
  }
}
