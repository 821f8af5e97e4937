#include "core/delivery_guard.hpp"

#include <algorithm>
#include <utility>

namespace metroon::core {
namespace {

bool exceeds(std::int64_t part, std::int64_t whole, double share) {
  return static_cast<double>(part) > share * static_cast<double>(whole);
}

}  // namespace

Day soon_day(std::span<const int> days_before, Day made) {
  return made + std::chrono::days{days_before.empty() ? 0 : days_before.front()};
}

DeliveryVerdict judge(const Registry& registry, const DeliveryCounts& counts, bool whole,
                      bool superseded) {
  using enum DeliveryVerdict;
  const auto& limits = registry.limits;
  if (!whole) return not_whole;
  if (superseded) return late;
  const bool good = counts.rows > counts.bad;
  if (registry.full && counts.asserted > 0 && !good) return emptied;
  if (exceeds(counts.bad, counts.rows, limits.bad_rows)) return too_many_bad_rows;
  if (exceeds(counts.ended, std::max(counts.asserted, limits.least_rows), limits.endings))
    return too_many_endings;
  if (counts.asserted < limits.least_rows) return fine;
  if (exceeds(counts.added, counts.asserted, limits.newcomers)) return too_many_newcomers;
  return fine;
}

bool may_be_confirmed(DeliveryVerdict verdict) {
  using enum DeliveryVerdict;
  switch (verdict) {
    case not_whole:
    case late:
    case emptied:
      return false;
    case fine:
    case too_many_bad_rows:
    case too_many_endings:
    case too_many_newcomers:
      return true;
  }
  std::unreachable();
}

}  // namespace metroon::core
