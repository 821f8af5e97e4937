#include "store/postgresql/values.hpp"

#include <charconv>

namespace metroon::store {
namespace {

// From PostgreSQL's catalogue (pg_type); they never change.
constexpr Oid type_bytea = 17;
constexpr Oid type_int8 = 20;
constexpr Oid type_int2 = 21;
constexpr Oid type_int4 = 23;
constexpr Oid type_text = 25;

Oid type_of(const Parameter& value) {
  switch (value.type()) {
    case Type::null:
      return 0;
    case Type::integer:
      return type_int8;
    case Type::text:
      return type_text;
    case Type::blob:
      return type_bytea;
  }
  std::unreachable();
}

template <std::integral T>
std::array<char, sizeof(T)> big_endian(T value) {
  std::array<char, sizeof(T)> octets{};
  auto left = static_cast<std::make_unsigned_t<T>>(value);
  for (auto at = octets.rbegin(); at != octets.rend(); ++at) {
    *at = static_cast<char>(left & 0xff);
    left = static_cast<decltype(left)>(left >> 8);
  }
  return octets;
}

// Sign extension makes the shorter integers come out right.
std::int64_t from_big_endian(std::string_view octets) {
  auto value = !octets.empty() && (octets.front() & 0x80) != 0 ? ~std::uint64_t{0} : 0;
  for (const char octet : octets) value = (value << 8) | static_cast<unsigned char>(octet);
  return static_cast<std::int64_t>(value);
}

Cell read_cell(const PGresult* result, int row, int column) {
  if (PQgetisnull(result, row, column) != 0) return {};
  const std::string_view octets{PQgetvalue(result, row, column),
                                static_cast<std::size_t>(PQgetlength(result, row, column))};
  switch (PQftype(result, column)) {
    case type_int8:
    case type_int4:
    case type_int2:
      return {.type = Type::integer, .integer = from_big_endian(octets), .octets = {}};
    case type_bytea:
      return {Type::blob, 0, std::string{octets}};
    default:
      return {Type::text, 0, std::string{octets}};
  }
}

Fault fault_of(PGconn* database, std::string_view state) {
  if (state == "40001" || state == "40P01") return Fault::collision;
  if (state == "23505") return Fault::duplicate;
  // Class 57: the server is shutting down; class 08: the connection broke.
  const bool gone =
      PQstatus(database) != CONNECTION_OK || state.starts_with("57P") || state.starts_with("08");
  return gone ? Fault::gone : Fault::other;
}

}  // namespace

std::vector<Oid> types_of(Parameters parameters) {
  std::vector<Oid> types;
  types.reserve(parameters.size());
  for (const auto& value : parameters) types.push_back(type_of(value));
  return types;
}

Encoded::Encoded(Parameters parameters)
    : integers_(parameters.size()),
      values_(parameters.size(), nullptr),
      lengths_(parameters.size(), 0),
      formats_(parameters.size(), 1) {
  for (std::size_t index = 0; index < parameters.size(); ++index) {
    const auto& value = parameters[index];
    if (value.type() == Type::null) continue;
    if (value.type() == Type::integer) {
      integers_[index] = big_endian(value.integer());
      values_[index] = integers_[index].data();
      lengths_[index] = static_cast<int>(integers_[index].size());
    } else {
      values_[index] = value.octets().empty() ? "" : value.octets().data();
      lengths_[index] = static_cast<int>(value.octets().size());
    }
  }
}

namespace {

template <std::integral T>
void append(std::string& block, T value) {
  const auto octets = big_endian(value);
  block.append(octets.data(), octets.size());
}

}  // namespace

void append_copied(std::string& block, Parameters row) {
  append(block, static_cast<std::int16_t>(row.size()));
  for (const auto& value : row) {
    if (value.type() == Type::null) {
      append(block, std::int32_t{-1});
    } else if (value.type() == Type::integer) {
      append(block, std::int32_t{sizeof(std::int64_t)});
      append(block, value.integer());
    } else {
      append(block, static_cast<std::int32_t>(value.octets().size()));
      block += value.octets();
    }
  }
}

Rows read_rows(const PGresult* result) {
  Rows rows;
  const int columns = PQnfields(result);
  rows.columns = static_cast<std::size_t>(columns);
  rows.cells.reserve(rows.columns * static_cast<std::size_t>(PQntuples(result)));
  for (int row = 0; row < PQntuples(result); ++row)
    for (int column = 0; column < columns; ++column)
      rows.cells.push_back(read_cell(result, row, column));
  rows.affected = affected(const_cast<PGresult*>(result));  // libpq's signature, it only reads.
  return rows;
}

std::int64_t affected(PGresult* result) {
  const std::string_view digits{PQcmdTuples(result)};
  std::int64_t count = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return count;
}

void throw_if_failed(PGconn* database, const PGresult* result, std::string_view doing) {
  const auto status = PQresultStatus(result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  throw DatabaseError{"PostgreSQL: " + std::string{doing} + ": " +
                          (message != nullptr ? message : PQerrorMessage(database)),
                      fault_of(database, state != nullptr ? state : "")};
}

}  // namespace metroon::store
