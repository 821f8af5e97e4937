// How long one affiliation lasts by its term, holds included.
#pragma once

#include <span>

#include "core/standing.hpp"

namespace metroon::core {

/// The last day on which `term` lets the affiliation stand.
///
/// @param activated First sign-in of the account; empty before.
/// @choice "Two years from activation" counts from the affiliation's own first day where that is
/// later
///   than the activation: who becomes a postdoc on an old student account gets two years too.
/// @choice Two years from 29 February: 28 February is the last day (the month runs out).
[[nodiscard]] Until last_day(const Term& term, const Affiliation& affiliation,
                             std::optional<Day> activated);

/// `until` as the holds leave it: a hold in force when the last day is over pushes it to the hold's
/// own last day, or to no known end while the hold is open-ended.
[[nodiscard]] Until held(Until until, AffiliationId affiliation, std::span<const Hold> holds);

}  // namespace metroon::core
