#include "store/value.hpp"

#include <algorithm>

#include "store/connection.hpp"

namespace metroon::store {

Parameter::Parameter(base::Day day) : type_{Type::text}, is_day_{true} {
  const auto iso = base::to_iso(day);
  if (iso.size() != day_.size()) throw DatabaseError{"a day outside of the years 1900 to 2999"};
  std::ranges::copy(iso, day_.begin());
}

Cell& Row::take(Type type) {
  if (at_ == last_) throw DatabaseError{"a statement gives fewer columns than are read"};
  Cell& cell = *at_++;
  if (cell.type != type) throw DatabaseError{"a column is not of the type that is read"};
  return cell;
}

bool Row::skip_null() {
  if (at_ == last_ || at_->type != Type::null) return false;
  ++at_;
  return true;
}

std::int64_t Row::integer() {
  return take(Type::integer).integer;
}

base::Day Row::day() {
  const std::string& iso = take(Type::text).octets;
  const auto day = base::parse_day(iso);
  if (!day) throw DatabaseError{"no day: " + iso};
  return *day;
}

}  // namespace metroon::store
