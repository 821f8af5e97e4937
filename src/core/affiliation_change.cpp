#include "core/affiliation_change.hpp"

#include <algorithm>

namespace metroon::core {

std::vector<AffiliationChange> affiliation_changes(std::span<const Affiliation> before,
                                                   std::span<const Affiliation> after, Day soon) {
  std::vector<AffiliationChange> changes;
  for (const auto& now : after) {
    const auto was = std::ranges::find(before, now.id, &Affiliation::id);
    if (was == before.end())
      changes.push_back({ChangeSort::begins, {}, now});
    else if (*was != now)
      changes.push_back(
          {now.ends && *now.ends <= soon ? ChangeSort::ends : ChangeSort::changes, *was, now});
  }
  return changes;
}

}  // namespace metroon::core
