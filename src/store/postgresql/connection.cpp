#include "store/postgresql/connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "store/postgresql/values.hpp"
#include "store/sql.hpp"

namespace metroon::store {
namespace {

// Answers that nobody reads pile up on the way; past this many they are taken. The server works
// while we prepare what comes next, and whoever takes answers waits for all of them.
constexpr std::size_t most_unread = 1000;

std::string message_of(PGconn* database) {
  std::string text = PQerrorMessage(database);
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

// From so many rows on a COPY is faster, though it has to be waited for.
constexpr std::size_t worth_copying = 20;
constexpr std::size_t copy_block = 1 << 16;

// Its name, which lives for ever, and its text.
const std::pair<const std::string_view, std::string_view>& statement(std::string_view name) {
  const auto& all = statements(Engine::postgresql);
  const auto found = all.find(name);
  if (found == all.end()) throw std::logic_error{"no statement " + std::string{name}};
  return *found;
}

// `insert into t (a, b) values ($1, $2)` → `copy t (a, b) from stdin (format binary)`
std::string copy_of(std::string_view sql) {
  constexpr std::string_view before = "insert into ";
  const auto values = sql.find("values (");
  if (!sql.starts_with(before) || values == sql.npos || sql.find(") on ", values) != sql.npos)
    throw std::logic_error{"not an insert of one row"};
  return fmt::format("copy {} from stdin (format binary)",
                     sql.substr(before.size(), values - before.size()));
}

}  // namespace

PostgresqlConnection::PostgresqlConnection(const std::string& conninfo)
    : database_{PQconnectdb(conninfo.c_str())} {
  if (!sound()) throw DatabaseError{"PostgreSQL: " + message_of(database_.get()), Fault::gone};
  PQsetNoticeProcessor(database_.get(), [](void*, const char*) {}, nullptr);
  // All questions are short: compiling one would take longer than answering it, and whoever reads a
  // whole table for one has guessed wrongly how large the table is, as after a first load.
  script("set client_encoding = 'UTF8'; set jit = off; set enable_seqscan = off");
}

bool PostgresqlConnection::sound() const {
  return PQstatus(database_.get()) == CONNECTION_OK && sent_.empty() && copied_.empty();
}

void PostgresqlConnection::check_sent(int ok) const {
  if (ok == 1) return;
  throw DatabaseError{"PostgreSQL: " + message_of(database_.get()),
                      PQstatus(database_.get()) == CONNECTION_OK ? Fault::other : Fault::gone};
}

// Prepared on first use, in the same pipeline. Its types are those of the first call's values; what
// is null then, PostgreSQL takes from the column.
const std::string& PostgresqlConnection::prepared(std::string_view name, Parameters parameters) {
  const auto known = prepared_.find(name);
  if (known != prepared_.end()) return known->second;
  const auto& [lasting_name, sql] = statement(name);
  // Never a name twice: after a failure nobody knows whether the server has it.
  auto own_name = std::string{name} + '_' + std::to_string(++prepared_ever_);
  const auto types = types_of(parameters);
  check_sent(PQsendPrepare(database_.get(), own_name.c_str(), std::string{sql}.c_str(),
                           static_cast<int>(types.size()), types.data()));
  sent_.push_back({.name = lasting_name, .kind = Sent::Kind::prepare});
  return prepared_.emplace(lasting_name, std::move(own_name)).first->second;
}

void PostgresqlConnection::send(const Sent& wanted, Parameters parameters) {
  end_copy();
  const std::string& prepared_name = prepared(wanted.name, parameters);
  const Encoded values{parameters};
  check_sent(PQsendQueryPrepared(database_.get(), prepared_name.c_str(), values.count(),
                                 values.values(), values.lengths(), values.formats(), 1));
  sent_.push_back(wanted);
  // The caller's name may be shorter-lived.
  sent_.back().name = statement(wanted.name).first;
}

void PostgresqlConnection::receive_one(const Sent& sent, std::vector<Rows>& into) {
  const Result result{PQgetResult(database_.get())};
  if (!result) check_sent(0);
  // After every result comes an empty one.
  const Result end{PQgetResult(database_.get())};
  throw_if_failed(database_.get(), result.get(), sent.name);
  // A transaction that has failed is rolled back by a commit, and the server thinks nothing of it.
  if (sent.kind == Sent::Kind::rows && sent.name == "transaction_commit" &&
      PQcmdStatus(result.get()) != std::string_view{"COMMIT"})
    throw DatabaseError{"PostgreSQL: a statement had failed, nothing was committed"};
  if (sent.kind == Sent::Kind::rows) into.push_back(read_rows(result.get()));
  if (is_touched(sent.touches, affected(result.get()))) return;
  failed_ = true;
  throw DatabaseError{std::string{sent.name} + ": there is no such row"};
}

std::vector<Rows> PostgresqlConnection::receive() {
  end_copy();
  std::vector<Rows> all;
  if (sent_.empty()) return all;
  check_sent(PQpipelineSync(database_.get()));
  try {
    for (; !sent_.empty(); sent_.pop_front()) receive_one(sent_.front(), all);
  } catch (...) {
    to_end_of_pipeline();
    throw;
  }
  to_end_of_pipeline();
  heard_ = true;
  return all;
}

// Passes over what a failure has left unread, up to the mark that `receive` set.
void PostgresqlConnection::to_end_of_pipeline() noexcept {
  // Whether the server has what was to be prepared behind the failure, nobody knows.
  for (const Sent& sent : sent_)
    if (sent.kind == Sent::Kind::prepare) prepared_.erase(sent.name);
  for (;;) {
    const Result result{PQgetResult(database_.get())};
    const bool mark = result && PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC;
    if (mark || PQstatus(database_.get()) != CONNECTION_OK) break;
  }
  sent_.clear();
}

Rows PostgresqlConnection::exec(std::string_view name, Parameters parameters) {
  send({.name = name, .kind = Sent::Kind::rows}, parameters);
  return std::move(receive().front());
}

void PostgresqlConnection::post(std::string_view name, Parameters parameters, Touches touches) {
  send({.name = name, .touches = touches}, parameters);
  if (sent_.size() > most_unread) receive();
}

void PostgresqlConnection::post_all(std::string_view name, std::size_t width, Parameters cells) {
  if (cells.size() / width >= worth_copying) return copy(name, width, cells);
  for (; !cells.empty(); cells = cells.subspan(width)) post(name, cells.first(width), Touches::any);
}

// COPY does not go through a pipeline either. Nobody waits for its answer before the next
// statement: the server goes on with these rows while we prepare others.
void PostgresqlConnection::copy(std::string_view name, std::size_t width, Parameters cells) {
  receive();
  PQexitPipelineMode(database_.get());
  const auto& [lasting_name, sql] = statement(name);
  const Result begun{PQexec(database_.get(), copy_of(sql).c_str())};
  if (PQresultStatus(begun.get()) != PGRES_COPY_IN)
    throw_if_failed(database_.get(), begun.get(), name);
  std::string block{copy_begins};
  for (; !cells.empty(); cells = cells.subspan(width)) {
    append_copied(block, cells.first(width));
    if (block.size() < copy_block) continue;
    check_sent(PQputCopyData(database_.get(), block.data(), static_cast<int>(block.size())));
    block.clear();
  }
  block += copy_ends;
  check_sent(PQputCopyData(database_.get(), block.data(), static_cast<int>(block.size())));
  check_sent(PQputCopyEnd(database_.get(), nullptr));
  copied_ = lasting_name;
}

void PostgresqlConnection::end_copy() {
  if (copied_.empty()) return;
  const auto name = std::exchange(copied_, {});
  const Result done{PQgetResult(database_.get())};
  while (const Result rest{PQgetResult(database_.get())}) {
  }
  throw_if_failed(database_.get(), done.get(), name);
  check_sent(PQenterPipelineMode(database_.get()));
  heard_ = true;
}

std::vector<Rows> PostgresqlConnection::exec_all(std::span<const std::string_view> names,
                                                 Parameters parameters) {
  for (const auto name : names) send({.name = name, .kind = Sent::Kind::rows}, parameters);
  return receive();
}

// The simple protocol, which takes several statements at once, does not go through a pipeline.
void PostgresqlConnection::script(std::string_view sql) {
  receive();
  PQexitPipelineMode(database_.get());
  const Result result{PQexec(database_.get(), std::string{sql}.c_str())};
  throw_if_failed(database_.get(), result.get(), "script");
  check_sent(PQenterPipelineMode(database_.get()));
}

void PostgresqlConnection::begin(std::string_view statement) {
  failed_ = false;
  heard_ = false;
  post(statement, {});
}

void PostgresqlConnection::begin_read() {
  begin("transaction_read");
}

void PostgresqlConnection::begin_write() {
  begin("transaction_write");
  post("transaction_writer_lock", {});
}

void PostgresqlConnection::begin_migration() {
  begin("transaction_migration");
  post("transaction_migration_lock", {});
}

// A row that is missing is no failure to the server: where one must be there, the commit waits for
// that answer. That a connection is lost must not show at the commit either, where nobody knows
// what became of it. Otherwise the commit travels with what was posted.
void PostgresqlConnection::settle() {
  end_copy();
  const auto must_touch = [](const Sent& sent) { return sent.touches != Touches::any; };
  if (!heard_ || std::ranges::any_of(sent_, must_touch)) receive();
}

void PostgresqlConnection::commit() {
  settle();
  if (failed_) throw DatabaseError{"PostgreSQL: a statement had failed, nothing was committed"};
  exec("transaction_commit", {});
}

void PostgresqlConnection::rollback() noexcept {
  try {
    receive();
  } catch (...) {
    // What failed has been told already, or does not matter any more.
  }
  try {
    if (PQpipelineStatus(database_.get()) == PQ_PIPELINE_OFF)
      check_sent(PQenterPipelineMode(database_.get()));
    exec("transaction_rollback", {});
  } catch (...) {
    sent_.push_back({.name = "rollback"});  // Not sound any more.
  }
}

}  // namespace metroon::store
