// The decision: the only place that knows the rules.
#pragma once

#include "core/standing.hpp"

namespace metroon::core {

/// What the policy makes of a dossier on `day`. Total, pure, and the same for the same input.
///
/// Services: for each, the longest right of all affiliations wins, and the highest level among
/// those that stand on the day. A service whose last day has passed stays open until a notice about
/// that very day was accepted at least `notices.minimum_days` ago (invariant 3); suspension and
/// closing do not wait. Realm: that of the affiliation in force that comes first in the policy's
/// precedence; without one in force, that of the one that ended last; without any, the account's
/// own.
/// @source patras.md A2, A4, C1 to C11, D3; design.md section 4.
[[nodiscard]] Standing decide(const Policy& policy, const Dossier& dossier, Day day);

/// The same for a non-personal account: it has the policy's shared services while an owner is fit
/// (faculty or head of a unit, by the policy); without one it keeps them and asks for a successor.
[[nodiscard]] Standing decide_shared(const Policy& policy, const SharedDossier& dossier, Day day);

/// One affiliation's right to one service, whether or not it wins.
struct Right {
  Until until;
  Why why{Why::while_active};
  std::uint8_t level{0};
  std::uint16_t affiliation{0};  ///< Index into Dossier::affiliations.
  bool operator==(const Right&) const = default;
};

/// Every right behind a service that has begun by `day`, the longest first: what "why do I have
/// this?" shows.
[[nodiscard]] std::vector<Right> rights(const Policy& policy, const Dossier& dossier,
                                        ServiceIndex service, Day day);

/// Whether the affiliation counts on `day`: begun, and not past what its term allows.
[[nodiscard]] bool in_force(const Policy& policy, const Dossier& dossier,
                            const Affiliation& affiliation, Day day);

/// Whether the person may own a non-personal account on `day` (A4).
[[nodiscard]] bool may_own_shared(const Policy& policy, const Dossier& dossier, Day day);

}  // namespace metroon::core
