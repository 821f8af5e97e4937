// What becomes of an affiliation when its registry says something else of it.
#pragma once

#include "core/dossier.hpp"

namespace metroon::core {

struct Restated {
  Affiliation affiliation;
  /// It stands beside the one before, which stays as it is: that one is over, and what it left for
  /// ever would be gone.
  bool another{false};
};

/// A registry changes nothing that would shut a service on the spot. @source design.md invariants 3
/// and 4.
/// - What has begun has begun: a beginning ahead, or one that moves an end onto a day which was
///   announced before, is not believed.
/// - An end is recorded as `recorded_end` says. One that did not come from the registry, for
///   instance of a campaign, stays until the registry gives another end than it gave before.
/// - Who has graduated has graduated, also where the end is recorded for a later day than the
///   registry's: a hold may have carried it there.
/// @param said Its id and `asserted_by` do not matter.
/// @param said_before The end that the registry itself gave last; empty if it gave none.
[[nodiscard]] Restated restated(const Policy& policy, const Dossier& dossier,
                                const Affiliation& before, Affiliation said,
                                std::optional<Day> said_before, Day today);

/// What an approved application alone says, without an end, and the registry's first word of the
/// same capacity takes over: a paper is never silent, so nobody else would ever end it. Empty: the
/// registry's is another one, or over.
[[nodiscard]] std::optional<Affiliation> on_paper(const Policy& policy, const Dossier& dossier,
                                                  const Affiliation& said, Day today);
/// What a registry says already of the capacity that somebody applied for: that stands, and the
/// paper adds nothing to it. Empty: none does, or the paper says an end of its own.
/// @source patras.md B3, D1.
[[nodiscard]] std::optional<Affiliation> on_registry(const Policy& policy, const Dossier& dossier,
                                                     const Affiliation& asked, Day today);

/// What an affiliation is once its registry is silent about it; empty if it had ended before.
/// Silence takes no degree back, but one that lies ahead by the registry's own word.
/// @param said_before As above.
/// @param silence How the registry says by its silence that something has ended.
[[nodiscard]] std::optional<Affiliation> left_out(const Policy& policy, const Dossier& dossier,
                                                  Affiliation one, std::optional<Day> said_before,
                                                  Day today, Ending silence);

}  // namespace metroon::core
