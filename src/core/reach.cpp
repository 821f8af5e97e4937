#include "core/reach.hpp"

#include <algorithm>

#include "core/lifetime.hpp"

namespace metroon::core {

Reach::Reach(const Policy& policy, const Dossier& dossier, Day day)
    : policy_{policy}, dossier_{dossier}, day_{day} {
  if (dossier.holds.empty()) return;
  holds_ = holds_by(dossier, day);
  if (holds_.empty()) return;
  for (const auto& one : dossier.affiliations)
    by_term_.push_back(last_day(policy, dossier, one, day));
  for (ServiceIndex service = 0; service < policy.services.size(); ++service)
    reached_.push_back(walk(by_term_, service));
}

// One hold after the other: whether there was anything to reach depends on those before.
std::vector<Until> Reach::walk(std::vector<Until> untils, ServiceIndex service, Day end) const {
  for (const auto* hold : holds_) {
    if (hold->from >= end) break;
    const bool over = was_over(untils, service, hold->from);
    for (std::size_t at = 0; at < untils.size(); ++at) {
      const auto& one = dossier_.affiliations[at];
      if (one.from > day_ || untils[at].kind != Until::Kind::day) continue;
      if (over && one.from < hold->from) continue;
      untils[at] =
          pushed(*hold, one.id, untils[at],
                 shut_day(policy_.notices, dossier_.notices, untils[at].last, day_, service));
    }
  }
  return untils;
}

bool Reach::was_over(std::span<const Until> untils, ServiceIndex service, Day before) const {
  std::optional<Day> last;
  for (std::size_t at = 0; at < untils.size(); ++at) {
    const auto& one = dossier_.affiliations[at];
    const auto& entitlement = policy_.entitlement(one.kind, service);
    if (one.from >= before || !policy_.gives(one.kind, service)) continue;
    if (outlives(entitlement, one) || untils[at].kind != Until::Kind::day) return false;
    // A row that only keeps gives nothing to whom it does not keep it for.
    if (entitlement.opens || entitlement.keep == Keep::never)
      last = std::max(last, std::optional{untils[at].last});
  }
  if (!last) return false;
  const auto shut = shut_day(policy_, dossier_, service, *last, day_);
  return shut && *shut < before;
}

}  // namespace metroon::core
