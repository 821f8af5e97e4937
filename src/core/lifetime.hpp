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

/// First day on which what nominally lasts through `last` is shut: the day after it, or as many
/// days after the earliest accepted notice about exactly that ending as the policy asks, whichever
/// is later. Empty while no mail server has accepted one by `today`. @source patras.md D3;
/// design.md invariant 3.
/// @param service Only notices that named it count; empty: all.
/// @param or_later A notice that named the service for a day between `last` and this one counts as
///   well, from the day after that one on: whoever was told of it has been told.
[[nodiscard]] std::optional<Day> shut_day(const Notices& rules, std::span<const Notice> notices,
                                          Day last, Day today,
                                          std::optional<ServiceIndex> service = {},
                                          Day or_later = Day::min());

/// First day without the affiliation, as it has to be recorded where its end becomes known on
/// `today`. Notices count by the day that they announced: an end on a day that was announced about
/// something else would shut services that no notice has named, so it moves to the next day that
/// was not. What ended before anybody knew ends today; what was over already is not over earlier,
/// for it would open again and wait for a notice. @source design.md invariant 3.
/// @param before As it is recorded now; null for one that is new, whose past stays as it was.
[[nodiscard]] Day recorded_end(const Policy& policy, const Dossier& dossier,
                               const Affiliation* before, Day said, Day today);

/// `until` as the holds leave it. A hold that begins before the ending has taken effect pushes the
/// last day to the hold's own last day, or to no known end while it is open-ended. What ends then
/// ends anew, with a notice of its own. A hold that was lifted on its first day moves nothing.
/// @param service Only notices that named it have ended it; empty: all.
[[nodiscard]] Until held(Until until, AffiliationId affiliation, const Notices& rules,
                         const Dossier& dossier, Day today,
                         std::optional<ServiceIndex> service = {});

}  // namespace metroon::core
