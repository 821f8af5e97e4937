// An account waits for its holder, who is reminded; then it is closed, its name reserved.
#pragma once

#include <span>

#include "core/standing.hpp"

namespace metroon::core {

/// Whether the account is made but not in its holder's hands: not handed over, or not activated.
[[nodiscard]] bool waits_for_holder(AccountState state);

/// First day on which an account that waits is closed; empty if nobody knows since when it waits.
/// Facts dated after `day` are not yet facts.
/// @choice A hand-over begins the waiting anew: who came once is not closed on the morrow. So who
///   comes after the closing gets the very same account, open again.
/// @choice The closing waits for no accepted notice, unlike the end of a service: an account that
///   was never activated opens nothing, so nothing is taken away (design.md invariant 3).
/// @source domain.md `collected_never`.
[[nodiscard]] std::optional<Day> collect_before(const CollectionRules& rules,
                                                const Account& account, Day day);

/// The reminder that `day` has reached, unless it or a later one is among the notices. It is a
/// notice of the last day of waiting that names no service: it counts for no ending.
[[nodiscard]] std::optional<NoticeDue> reminder_due(const CollectionRules& rules, Day closing,
                                                    std::span<const Notice> notices, Day day);

}  // namespace metroon::core
