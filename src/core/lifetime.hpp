// How long one affiliation lasts by its term, holds included.
#pragma once

#include <span>
#include <vector>

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

/// The same by the policy's term. Where rules before had another, what they and these both let end
/// by the day of the change ended as they had it; what only these let end by then was there until
/// the day before.
[[nodiscard]] Until last_day(const Policy& policy, const Affiliation& affiliation,
                             std::optional<Day> activated);

/// The same of a dossier's affiliation on `day`: an activation later than that has not happened.
[[nodiscard]] Until last_day(const Policy& policy, const Dossier& dossier,
                             const Affiliation& affiliation, Day day);

/// Whether what lasts until then is there on `day`.
[[nodiscard]] bool stands(const Until& until, Day day);

/// Whether what the affiliation gives stays for ever once it has ended.
[[nodiscard]] bool outlives(const Entitlement& entitlement, const Affiliation& affiliation);

/// Whether the affiliation gave the service on the day when rules withdrew it. What only the end of
/// an affiliation would have opened, it did not give before.
/// @param by_term Its last day whatever holds say.
[[nodiscard]] bool was_given(const Withdrawal&, const Affiliation&, const Until& by_term);

/// First day on which what nominally lasts through `last` is shut: the day after it, or as many
/// days after the earliest accepted notice about exactly that ending as the policy asks, whichever
/// is later. Empty while no mail server has accepted one by `today`. @source patras.md D3;
/// design.md invariant 3.
/// @param service Only notices that named it count; empty: all.
[[nodiscard]] std::optional<Day> shut_day(const Notices& rules, std::span<const Notice> notices,
                                          Day last, Day today,
                                          std::optional<ServiceIndex> service = {});

/// The same for a service that the affiliations give through `last`. Where rules before counted
/// more years, a notice of theirs about that later day counts as well, from that day on.
[[nodiscard]] std::optional<Day> shut_day(const Policy& policy, const Dossier& dossier,
                                          ServiceIndex service, Day last, Day today);

/// The first day from `until` on whose day before no notice has announced as a last day: a notice
/// that went out before would count for an ending on the same day, and none would go out anew.
[[nodiscard]] Day unannounced(const Dossier& dossier, Day until);

/// First day on which a hold that the office lifts today holds nothing any more. On its first day
/// it has never held; where what it held was announced for yesterday, and would end at this moment
/// unheard, it goes on until a fresh notice has to go out, but not past its own end.
[[nodiscard]] Day until_when_lifted(const Dossier& dossier, const Hold& hold, Day today);

/// First day without the affiliation, as it has to be recorded where its end becomes known on
/// `today`. Notices count by the day that they announced: an end on a day that was announced about
/// something else would shut services that no notice has named, so it moves to the next day that
/// was not. What ended before anybody knew ends today; what was over already is not over earlier,
/// for it would open again and wait for a notice. @source design.md invariant 3.
/// @param before As it is recorded now; null for one that is new, whose past stays as it was.
[[nodiscard]] Day recorded_end(const Policy& policy, const Dossier& dossier,
                               const Affiliation* before, Day said, Day today);

/// The holds in force by `today`, the oldest first.
[[nodiscard]] std::vector<const Hold*> holds_by(const Dossier& dossier, Day today);

/// `until` as the hold leaves it: a hold that begins before the ending has taken effect pushes the
/// last day to the hold's own last day, or to no known end while it is open-ended. What ends then
/// ends anew, with a notice of its own. A hold that was lifted on its first day moves nothing.
/// @param shut First day on which it is shut; empty while that is not certain.
[[nodiscard]] Until pushed(const Hold& hold, AffiliationId affiliation, Until until,
                           std::optional<Day> shut);

/// `until` of a whole affiliation as the holds leave it; any notice about its last day has ended
/// it.
[[nodiscard]] Until held(Until until, AffiliationId affiliation, const Notices& rules,
                         const Dossier& dossier, Day today);

}  // namespace metroon::core
