// One SQLite connection with its prepared statements.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/connection.hpp"

namespace metroon::store {

class SqliteConnection final : public Connection {
 public:
  enum class Use : std::uint8_t { read, write };
  /// @param path A file, made where there is none; `:memory:` is a database of this connection's
  /// own, and the empty one such a database that may grow beyond the memory.
  SqliteConnection(const std::string& path, Use use);

  using Connection::exec;
  using Connection::exec_all;
  using Connection::post;
  Rows exec(std::string_view name, Parameters) override;
  void post(std::string_view name, Parameters, Touches) override;
  void post_all(std::string_view name, std::size_t width, Parameters cells) override;
  std::vector<Rows> exec_all(std::span<const std::string_view> names, Parameters) override;
  void script(std::string_view sql) override;
  void begin_read() override;
  void begin_write() override;
  void begin_migration() override;
  void commit() override;
  void rollback() noexcept override;
  /// Makes this database what that file's is now, in one moment of it; nobody waits meanwhile.
  void copy_from(const std::string& path);

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
  };
  struct Prepared {
    std::unique_ptr<sqlite3_stmt, Finalize> handle;
    std::vector<int> places;  ///< Where SQLite keeps `$1`, `$2`, …
  };

  Prepared& prepared(std::string_view name);
  Prepared prepare(std::string_view name);
  void bind(const Prepared&, Parameters);
  void use_write_ahead_log();
  [[noreturn]] void fail(std::string_view doing);
  void begin(std::string_view statement);

  bool failed_{false};  ///< In this transaction.
  std::unique_ptr<sqlite3, Close> database_;
  std::unordered_map<std::string_view, Prepared> prepared_;
};

}  // namespace metroon::store
