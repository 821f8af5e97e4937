// What goes into a statement and what comes back, alike for both engines.
#pragma once

#include <array>
#include <cassert>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/day.hpp"
#include "base/id.hpp"
#include "store/names.hpp"

namespace metroon::store {

enum class Type : std::uint8_t { null, integer, text, blob };

/// One argument of a statement. Text is not copied: it must live until the call returns.
/// Instants go in as milliseconds since the epoch, days as ISO text, enums by name, a missing id as
/// null.
class Parameter {
 public:
  Parameter(std::nullopt_t) {}
  template <std::integral T>
  Parameter(T value) : type_{Type::integer}, integer_{static_cast<std::int64_t>(value)} {}
  Parameter(std::string_view text) : type_{Type::text}, text_{text} {}
  Parameter(const std::string& text) : Parameter{std::string_view{text}} {}
  Parameter(const char* text) : Parameter{std::string_view{text}} {}
  Parameter(base::Day day);
  Parameter(base::Instant instant) : Parameter{instant.time_since_epoch().count()} {}
  template <class Tag>
  Parameter(base::Id<Tag> id) : type_{id ? Type::integer : Type::null}, integer_{id.value} {}
  template <Named E>
  Parameter(E value) : Parameter{name_of(value)} {}
  template <class T>
  Parameter(const std::optional<T>& value) {
    if (value) *this = Parameter{*value};
  }
  static Parameter blob(base::BytesView bytes) {
    Parameter made{bytes};
    made.type_ = Type::blob;
    return made;
  }
  static Parameter maybe_blob(const std::optional<base::Bytes>& bytes) {
    return bytes ? blob(base::BytesView{*bytes}) : Parameter{std::nullopt};
  }

  [[nodiscard]] Type type() const { return type_; }
  [[nodiscard]] std::int64_t integer() const { return integer_; }
  /// The octets of a text or blob.
  [[nodiscard]] std::string_view octets() const {
    return is_day_ ? std::string_view{day_.data(), day_.size()} : text_;
  }

 private:
  Type type_{Type::null};
  bool is_day_{false};
  std::array<char, 10> day_{};
  std::int64_t integer_{0};
  std::string_view text_;
};

struct Cell {
  Type type{Type::null};
  std::int64_t integer{0};
  std::string octets;
};

/// Reads one row from left to right; each call takes the next column. A column of another type than
/// asked for throws: the schema and the code have parted.
class Row {
 public:
  Row(Cell* first, Cell* last) : at_{first}, last_{last} {}

  [[nodiscard]] std::int64_t integer();
  [[nodiscard]] bool boolean() { return integer() != 0; }
  [[nodiscard]] std::string text() { return std::move(take(Type::text).octets); }
  [[nodiscard]] base::Bytes blob() { return std::move(take(Type::blob).octets); }
  [[nodiscard]] base::Day day();
  [[nodiscard]] base::Instant instant() {
    return base::Instant{std::chrono::milliseconds{integer()}};
  }
  template <class AnyId>
  [[nodiscard]] AnyId id() {
    return skip_null() ? AnyId{} : AnyId{integer()};
  }
  template <Named E>
  [[nodiscard]] E one_of() {
    return named<E>(take(Type::text).octets);
  }
  [[nodiscard]] std::optional<std::string> maybe_text() {
    return skip_null() ? std::nullopt : std::optional{text()};
  }
  [[nodiscard]] std::optional<base::Bytes> maybe_blob() {
    return skip_null() ? std::nullopt : std::optional{blob()};
  }
  [[nodiscard]] std::optional<base::Day> maybe_day() {
    return skip_null() ? std::nullopt : std::optional{day()};
  }
  [[nodiscard]] std::optional<base::Instant> maybe_instant() {
    return skip_null() ? std::nullopt : std::optional{instant()};
  }

 private:
  Cell& take(Type type);
  bool skip_null();
  Cell* at_;
  Cell* last_;
};

/// All rows of an answer.
struct Rows {
  std::size_t columns{0};
  std::vector<Cell> cells;
  std::int64_t affected{0};  ///< Rows inserted, updated or deleted.

  [[nodiscard]] std::size_t size() const { return columns == 0 ? 0 : cells.size() / columns; }
  [[nodiscard]] bool empty() const { return cells.empty(); }
  [[nodiscard]] Row operator[](std::size_t index) {
    Cell* first = cells.data() + index * columns;
    return {first, first + columns};
  }
  [[nodiscard]] Row first() { return (*this)[0]; }

  /// `make(Row)` of each row.
  template <class F>
  auto map(F&& make) {
    std::vector<std::invoke_result_t<F&, Row>> all;
    all.reserve(size());
    for (std::size_t index = 0; index < size(); ++index) all.push_back(make((*this)[index]));
    return all;
  }
  /// `make(Row)` of the first row; empty without one.
  template <class F>
  auto map_first(F&& make) {
    using Made = std::invoke_result_t<F&, Row>;
    return empty() ? std::optional<Made>{} : std::optional<Made>{make(first())};
  }
};

}  // namespace metroon::store
