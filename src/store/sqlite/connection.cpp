#include "store/sqlite/connection.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "store/sql.hpp"

namespace metroon::store {
namespace {

// Only the owner reads the file; SQLite gives -wal and -shm the same rights. A file that is there
// is never opened here: closing it would drop all locks that this process has on it, and the next
// command of an operator would take itself for the last one and delete the log of a running server.
void make_private_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);
  if (file < 0 && errno != EEXIST) throw DatabaseError{"cannot open the database file " + path};
}

Fault fault_of(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Fault::collision;
    case SQLITE_CONSTRAINT:
      return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY
                 ? Fault::duplicate
                 : Fault::other;
    default:
      return Fault::other;
  }
}

// Reset even when stepping throws: an open cursor would keep its transaction alive.
struct Running {
  sqlite3_stmt* handle;
  ~Running() {
    sqlite3_reset(handle);
    sqlite3_clear_bindings(handle);
  }
};

Cell read_cell(sqlite3_stmt* row, int column) {
  const auto octets = [&](const void* at) {
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
    return at == nullptr ? std::string{} : std::string{static_cast<const char*>(at), size};
  };
  switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER:
      return {.type = Type::integer, .integer = sqlite3_column_int64(row, column), .octets = {}};
    case SQLITE_TEXT:
      return {Type::text, 0, octets(sqlite3_column_text(row, column))};
    case SQLITE_BLOB:
      return {Type::blob, 0, octets(sqlite3_column_blob(row, column))};
    case SQLITE_NULL:
      return {};
    default:
      throw DatabaseError{"a column of a type that no table of ours has"};
  }
}

constexpr int patience_milliseconds = 10'000;

int bind_one(sqlite3_stmt* statement, int place, const Parameter& value) {
  const auto octets = value.octets();
  switch (value.type()) {
    case Type::null:
      return sqlite3_bind_null(statement, place);
    case Type::integer:
      return sqlite3_bind_int64(statement, place, value.integer());
    case Type::text:
      return sqlite3_bind_text64(statement, place, octets.empty() ? "" : octets.data(),
                                 octets.size(), SQLITE_STATIC, SQLITE_UTF8);
    case Type::blob:
      return sqlite3_bind_blob64(statement, place, octets.empty() ? "" : octets.data(),
                                 octets.size(), SQLITE_STATIC);
  }
  std::unreachable();
}

}  // namespace

SqliteConnection::SqliteConnection(const std::string& path, Use use) {
  if (!path.empty() && path != ":memory:") make_private_file(path);
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(
      path.c_str(), &handle,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
      nullptr);
  database_.reset(handle);
  if (code != SQLITE_OK) fail("opening " + path);
  sqlite3_busy_timeout(handle, patience_milliseconds);
  use_write_ahead_log();
  script(
      "pragma synchronous = full; pragma foreign_keys = on;"
      "pragma trusted_schema = off; pragma temp_store = memory;");
  script(use == Use::read ? "pragma query_only = on;"
                          : "pragma cache_size = -49152; pragma wal_autocheckpoint = 16000;");
}

// A file changes to this mode once, alone. Of several programs that begin it together, SQLite turns
// all but one away at once, busy timeout or not: two that wait would wait for each other.
void SqliteConnection::use_write_ahead_log() {
  constexpr int pause_milliseconds = 10;
  for (int left = patience_milliseconds;; left -= pause_milliseconds) {
    const int code =
        sqlite3_exec(database_.get(), "pragma journal_mode = wal", nullptr, nullptr, nullptr);
    if (code == SQLITE_OK) return;
    if ((code & 0xff) != SQLITE_BUSY || left <= 0) fail("changing to a write-ahead log");
    sqlite3_sleep(pause_milliseconds);
  }
}

void SqliteConnection::fail(std::string_view doing) {
  failed_ = true;
  throw DatabaseError{"SQLite: " + std::string{doing} + ": " + sqlite3_errmsg(database_.get()),
                      fault_of(sqlite3_extended_errcode(database_.get()))};
}

SqliteConnection::Prepared SqliteConnection::prepare(std::string_view name) {
  const auto& all = statements(Engine::sqlite);
  const auto found = all.find(name);
  if (found == all.end()) throw std::logic_error{"no statement " + std::string{name}};
  sqlite3_stmt* handle = nullptr;
  if (sqlite3_prepare_v3(database_.get(), found->second.data(),
                         static_cast<int>(found->second.size()), SQLITE_PREPARE_PERSISTENT, &handle,
                         nullptr) != SQLITE_OK)
    fail(name);
  Prepared made;
  made.handle.reset(handle);
  for (int number = 1; number <= sqlite3_bind_parameter_count(handle); ++number)
    made.places.push_back(
        sqlite3_bind_parameter_index(handle, ("$" + std::to_string(number)).c_str()));
  return made;
}

SqliteConnection::Prepared& SqliteConnection::prepared(std::string_view name) {
  const auto known = prepared_.find(name);
  if (known != prepared_.end()) return known->second;
  auto made = prepare(name);
  // The key is the statement's own name: the caller's may be shorter-lived.
  return prepared_.emplace(statements(Engine::sqlite).find(name)->first, std::move(made))
      .first->second;
}

void SqliteConnection::bind(const Prepared& statement, Parameters parameters) {
  if (statement.places.size() != parameters.size())
    throw std::logic_error{"a statement is given more or fewer values than it has places"};
  for (std::size_t index = 0; index < parameters.size(); ++index)
    if (bind_one(statement.handle.get(), statement.places[index], parameters[index]) != SQLITE_OK)
      fail("binding");
}

Rows SqliteConnection::exec(std::string_view name, Parameters parameters) {
  const Prepared& statement = prepared(name);
  const Running running{statement.handle.get()};
  bind(statement, parameters);
  Rows rows;
  const int columns = sqlite3_column_count(running.handle);
  rows.columns = static_cast<std::size_t>(columns);
  int code = sqlite3_step(running.handle);
  for (; code == SQLITE_ROW; code = sqlite3_step(running.handle))
    for (int column = 0; column < columns; ++column)
      rows.cells.push_back(read_cell(running.handle, column));
  if (code != SQLITE_DONE) fail(name);
  rows.affected = sqlite3_changes64(database_.get());
  return rows;
}

void SqliteConnection::post(std::string_view name, Parameters parameters, Touches touches) {
  const auto rows = exec(name, parameters);
  if (is_touched(touches, rows.affected)) return;
  failed_ = true;
  throw DatabaseError{std::string{name} + ": there is no such row"};
}

void SqliteConnection::post_all(std::string_view name, std::size_t width, Parameters cells) {
  for (; !cells.empty(); cells = cells.subspan(width)) exec(name, cells.first(width));
}

std::vector<Rows> SqliteConnection::exec_all(std::span<const std::string_view> names,
                                             Parameters parameters) {
  std::vector<Rows> all;
  all.reserve(names.size());
  for (const auto name : names) all.push_back(exec(name, parameters));
  return all;
}

void SqliteConnection::script(std::string_view sql) {
  if (sqlite3_exec(database_.get(), std::string{sql}.c_str(), nullptr, nullptr, nullptr) !=
      SQLITE_OK)
    fail("script");
}

void SqliteConnection::copy_from(const std::string& path) {
  const SqliteConnection source{path, Use::read};
  auto* copying = sqlite3_backup_init(database_.get(), "main", source.database_.get(), "main");
  if (copying != nullptr) {
    sqlite3_backup_step(copying, -1);
    sqlite3_backup_finish(copying);
  }
  if (sqlite3_errcode(database_.get()) != SQLITE_OK) fail("copying " + path);
}

void SqliteConnection::begin(std::string_view statement) {
  exec(statement, {});
  failed_ = false;
}

void SqliteConnection::begin_read() {
  begin("transaction_read");
}

void SqliteConnection::begin_write() {
  begin("transaction_write");
}

void SqliteConnection::begin_migration() {
  begin("transaction_write");
}

// SQLite undoes a failed statement alone and goes on; PostgreSQL does not. Nobody shall come to
// rely on the difference.
void SqliteConnection::commit() {
  if (failed_) throw DatabaseError{"SQLite: a statement had failed, nothing was committed"};
  exec("transaction_commit", {});
}

void SqliteConnection::rollback() noexcept {
  // Where SQLite has rolled back by itself there is nothing left to do.
  if (sqlite3_get_autocommit(database_.get()) != 0) return;
  sqlite3_exec(database_.get(), "rollback", nullptr, nullptr, nullptr);
}

}  // namespace metroon::store
