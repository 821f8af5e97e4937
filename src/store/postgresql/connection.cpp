#include "store/postgresql/connection.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "store/postgresql/values.hpp"
#include "store/sql.hpp"

namespace metroon::store {
namespace {

// Answers that nobody reads pile up on the server's side; past this many they are taken.
constexpr std::size_t most_unread = 64;

std::string message_of(PGconn* database) {
  std::string text = PQerrorMessage(database);
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

// Of how many rows the next statement of an insert of `left` rows is: few sizes, each prepared
// once.
std::size_t statement_rows(std::size_t left) {
  for (const std::size_t rows : {128U, 16U})
    if (left >= rows) return rows;
  return 1;
}

// `insert … values ($1, $2) …` → `insert … values ($1, $2), ($3, $4) …`
std::string of_rows(std::string_view sql, std::size_t rows) {
  const auto open = sql.find("values (") + std::string_view{"values "}.size();
  const auto close = sql.find(')', open);
  if (open > sql.size() || close == sql.npos) throw std::logic_error{"not an insert of one row"};
  const auto width = std::ranges::count(sql.substr(open, close - open), '$');
  std::string all{sql.substr(0, open)};
  for (std::size_t row = 0, place = 0; row < rows; ++row) {
    all += row == 0 ? "(" : ", (";
    for (auto cell = width; cell > 0; --cell)
      all += fmt::format("${}{}", ++place, cell == 1 ? ")" : ", ");
  }
  return all += sql.substr(close + 1);
}

}  // namespace

PostgresqlConnection::PostgresqlConnection(const std::string& conninfo)
    : database_{PQconnectdb(conninfo.c_str())} {
  if (!sound()) throw DatabaseError{"PostgreSQL: " + message_of(database_.get()), Fault::gone};
  PQsetNoticeProcessor(database_.get(), [](void*, const char*) {}, nullptr);
  // All questions are short: compiling one would take longer than answering it.
  script("set client_encoding = 'UTF8'; set jit = off");
}

bool PostgresqlConnection::sound() const {
  return PQstatus(database_.get()) == CONNECTION_OK && sent_.empty();
}

void PostgresqlConnection::check_sent(int ok) const {
  if (ok == 1) return;
  throw DatabaseError{"PostgreSQL: " + message_of(database_.get()),
                      PQstatus(database_.get()) == CONNECTION_OK ? Fault::other : Fault::gone};
}

// Prepared on first use, in the same pipeline. Its types are those of the first call's values; what
// is null then, PostgreSQL takes from the column.
const std::string& PostgresqlConnection::prepared(const Sent& wanted, Parameters parameters) {
  const auto known = prepared_.find({wanted.name, wanted.rows});
  if (known != prepared_.end()) return known->second;
  const auto& all = statements(Engine::postgresql);
  const auto found = all.find(wanted.name);
  if (found == all.end()) throw std::logic_error{"no statement " + std::string{wanted.name}};
  // Never a name twice: after a failure nobody knows whether the server has it.
  auto own_name = std::string{wanted.name} + '_' + std::to_string(++prepared_ever_);
  const bool one_row = wanted.rows == 1;
  const auto types = one_row ? types_of(parameters) : std::vector<Oid>{};
  const auto sql = one_row ? std::string{found->second} : of_rows(found->second, wanted.rows);
  check_sent(PQsendPrepare(database_.get(), own_name.c_str(), sql.c_str(),
                           static_cast<int>(types.size()), types.data()));
  sent_.push_back({found->first, wanted.rows, Sent::Kind::prepare});
  return prepared_.emplace(std::pair{found->first, wanted.rows}, std::move(own_name)).first->second;
}

void PostgresqlConnection::send(const Sent& wanted, Parameters parameters) {
  const std::string& statement = prepared(wanted, parameters);
  const Encoded values{parameters};
  check_sent(PQsendQueryPrepared(database_.get(), statement.c_str(), values.count(),
                                 values.values(), values.lengths(), values.formats(), 1));
  sent_.push_back(wanted);
  // The caller's name may be shorter-lived.
  sent_.back().name = statements(Engine::postgresql).find(wanted.name)->first;
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
  if (sent.touches != Touches::one || affected(result.get()) == 1) return;
  failed_ = true;
  throw DatabaseError{std::string{sent.name} + ": there is no such row"};
}

std::vector<Rows> PostgresqlConnection::receive() {
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
    if (sent.kind == Sent::Kind::prepare) prepared_.erase({sent.name, sent.rows});
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
  while (!cells.empty()) {
    const auto rows = statement_rows(cells.size() / width);
    send({.name = name, .rows = rows}, cells.first(rows * width));
    cells = cells.subspan(rows * width);
    if (sent_.size() > most_unread) receive();
  }
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
  const auto must_touch = [](const Sent& sent) { return sent.touches == Touches::one; };
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
