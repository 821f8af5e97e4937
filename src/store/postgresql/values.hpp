// Values in PostgreSQL's binary form, and what its results say.
#pragma once

#include <libpq-fe.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "store/connection.hpp"

namespace metroon::store {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

/// The type of each value; 0, "as the column says", where it is null.
[[nodiscard]] std::vector<Oid> types_of(Parameters);

/// The arrays that libpq wants. Refers to the parameters.
class Encoded {
 public:
  explicit Encoded(Parameters);
  Encoded(const Encoded&) = delete;
  Encoded& operator=(const Encoded&) = delete;

  [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }
  [[nodiscard]] const char* const* values() const { return values_.data(); }
  [[nodiscard]] const int* lengths() const { return lengths_.data(); }
  [[nodiscard]] const int* formats() const { return formats_.data(); }

 private:
  std::vector<std::array<char, 8>> integers_;  ///< Most significant octet first.
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

/// What COPY in its binary form wants before all rows and behind them.
inline constexpr std::string_view copy_begins{"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", 19};
inline constexpr std::string_view copy_ends{"\xff\xff", 2};
/// Adds a row to a block for COPY. A column must be of its value's very type.
void append_copied(std::string& block, Parameters row);

[[nodiscard]] Rows read_rows(const PGresult*);
[[nodiscard]] std::int64_t affected(PGresult*);

/// @throws DatabaseError with the server's first line: its details may quote values of the row.
void throw_if_failed(PGconn*, const PGresult*, std::string_view doing);

}  // namespace metroon::store
