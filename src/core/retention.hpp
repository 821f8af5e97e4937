// How long what is known about somebody is kept.
#pragma once

#include <optional>

#include "core/dossier.hpp"
#include "core/standing.hpp"

namespace metroon::core {

/// First day on which somebody's personal data are kept no longer; empty while nobody can say, and
/// for whoever keeps anything for ever. What the rules look at decides, and nothing else: whether
/// somebody owns a non-personal account or has something undecided is asked besides.
/// @source policy, [retention]; design.md, invariants 2 and 4.
/// @choice Counted from the day on which the last capacity, service, hold or the account itself was
///   over. A capacity without an end, a service that waits for its notice, an open hold and a
///   suspension stop it.
[[nodiscard]] std::optional<Day> data_go(const Policy& policy, const Dossier& dossier, Day today);
/// @param today What decide says of the dossier today; not looked at without an account.
[[nodiscard]] std::optional<Day> data_go(const Policy& policy, const Dossier& dossier,
                                         const Standing& today);

}  // namespace metroon::core
