// The one way to a database. A statement is named by its line `-- name: …` in the .sql files; how
// the two engines differ ends below this interface.
#pragma once

#include <initializer_list>
#include <span>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "store/value.hpp"

namespace metroon::store {

/// Why a statement failed, as far as somebody acts on it.
enum class Fault : std::uint8_t {
  other,
  collision,  ///< Another transaction was in the way: run it again.
  duplicate,  ///< A unique constraint.
  gone,       ///< The connection is lost.
};

/// A fault of the database. Its text holds no data of the row.
class DatabaseError : public std::runtime_error {
 public:
  explicit DatabaseError(const std::string& what, Fault fault = Fault::other)
      : std::runtime_error{what}, fault_{fault} {}
  [[nodiscard]] Fault fault() const { return fault_; }

 private:
  Fault fault_;
};

/// How many rows a statement must touch.
enum class Touches : std::int64_t { any = -1, one = 1 };
constexpr Touches touches(std::size_t rows) {
  return Touches{static_cast<std::int64_t>(rows)};
}
constexpr bool is_touched(Touches wanted, std::int64_t affected) {
  return wanted == Touches::any || affected == static_cast<std::int64_t>(wanted);
}

using Parameters = std::span<const Parameter>;
using ParameterList = std::initializer_list<Parameter>;

class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  /// Runs a statement and waits for its rows.
  virtual Rows exec(std::string_view name, Parameters) = 0;
  /// Runs a statement whose rows nobody reads. It may travel later, but before the next `exec` and
  /// before the commit; it fails there, then.
  virtual void post(std::string_view name, Parameters, Touches) = 0;
  /// Runs an insert of one row, `insert into t (…) values ($1, $2, …)` and nothing more, for many;
  /// otherwise as `post`. Columns and values stand in the same order.
  /// @param cells The rows one after another, each of `width` cells.
  virtual void post_all(std::string_view name, std::size_t width, Parameters cells) = 0;
  /// Several statements with the same parameters in one round trip.
  virtual std::vector<Rows> exec_all(std::span<const std::string_view> names, Parameters) = 0;
  /// Statements one after another, without parameters and rows: migrations.
  virtual void script(std::string_view sql) = 0;

  virtual void begin_read() = 0;       ///< All reads until the end see one moment.
  virtual void begin_write() = 0;      ///< One writer at a time, in this and in other processes.
  virtual void begin_migration() = 0;  ///< As begin_write, before there is any table.
  virtual void commit() = 0;
  virtual void rollback() noexcept = 0;

  Rows exec(std::string_view name, ParameterList parameters) {
    return exec(name, Parameters{parameters.begin(), parameters.size()});
  }
  void post(std::string_view name, ParameterList parameters, Touches touches = Touches::any) {
    post(name, Parameters{parameters.begin(), parameters.size()}, touches);
  }
  std::vector<Rows> exec_all(std::initializer_list<std::string_view> names,
                             ParameterList parameters) {
    return exec_all(std::span<const std::string_view>{names.begin(), names.size()},
                    Parameters{parameters.begin(), parameters.size()});
  }
};

}  // namespace metroon::store
