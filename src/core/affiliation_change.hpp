// What becomes of somebody's capacities between two looks at them.
#pragma once

#include <span>

#include "core/dossier.hpp"

namespace metroon::core {

enum class ChangeSort : std::uint8_t { ends, changes, begins };

struct AffiliationChange {
  ChangeSort sort{ChangeSort::changes};
  std::optional<Affiliation> before;  ///< Empty for one that begins.
  Affiliation after;
};

/// One for each affiliation that is not as it was; an affiliation is never taken away, it ends.
/// @param soon As of soon_day: what ends by then ends, what ends later is changed, as the guard
///   counts it.
[[nodiscard]] std::vector<AffiliationChange> affiliation_changes(
    std::span<const Affiliation> before, std::span<const Affiliation> after, Day soon);

}  // namespace metroon::core
