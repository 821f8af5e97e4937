// The decision: the only place that knows the rules.
#pragma once

#include "core/standing.hpp"

namespace metroon::core {

/// What the policy makes of a dossier on `day`. Total, pure, and the same for the same input.
///
/// Services: for each, the longest right of all affiliations wins, and the highest level among
/// those that stand on the day. A service whose last day has passed stays open until a notice about
/// that very day was accepted at least `notices.minimum_days` ago (invariant 3); suspension and
/// closing do not wait. An account that nobody collects is closed as `not_collected`, whoever could
/// not be reminded: see core/collection.hpp. Realm: that of the affiliation in force that comes
/// first in the policy's precedence; without one in force, that of the one that ended last; without
/// any, the account's own.
/// @source patras.md A2, A4, C1 to C11, D3; design.md section 4.
[[nodiscard]] Standing decide(const Policy& policy, const Dossier& dossier, Day day);

/// The standing once what lasts through `last` has ended; today's where that is past. What opens by
/// an ending is there then. @source patras.md C1, C7.
[[nodiscard]] Standing standing_after(const Policy&, const Dossier&, Day last, Day today);

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

/// Whether the capacity itself lasts on `day`. What it lets somebody do for others ends with it,
/// whatever the person keeps for life. @source domain.md section 3: supervisor_left_the_university.
[[nodiscard]] bool acts(const Policy& policy, const Dossier& dossier,
                        const Affiliation& affiliation, Day day);
/// First day on which it does not any more; empty if no end is known.
[[nodiscard]] std::optional<Day> acts_until(const Policy& policy, const Dossier& dossier,
                                            const Affiliation& affiliation, Day day);

/// Whether it is one of those that may own a non-personal account (A4).
[[nodiscard]] bool lets_own(const Policy& policy, const Affiliation& affiliation);
/// Whether the person may own a non-personal account on `day` (A4).
[[nodiscard]] bool may_own_shared(const Policy& policy, const Dossier& dossier, Day day);

/// Whether the person may become an owner on `day`: fit, and with a working account, so that they
/// can act on it.
[[nodiscard]] bool may_succeed(const Policy& policy, const Dossier& dossier, Day day);

/// Who follows on the owners of a non-personal account. @source design.md invariant 6.
struct Succession {
  bool needed{false};  ///< No owner may own it today.
  /// First day on which none of them may, as far as is known today; it may be past. Empty: none is
  /// known, or none of them ever might.
  std::optional<Day> from;
  bool operator==(const Succession&) const = default;

  /// Early enough to settle it: as long before as the first notice of an ending.
  [[nodiscard]] bool due(const Notices&, Day today) const;
};
[[nodiscard]] Succession succession(const Policy&, const SharedDossier&, Day day);

/// Whether one of the owners decides about it: who may own it today. Where none of them may, the
/// last ones go on until they have a successor: nothing ends unheard.
[[nodiscard]] bool decides_about(const Policy&, const SharedDossier&, PersonId owner, Day day);

}  // namespace metroon::core
