// The gates that an account itself puts before its services (invariant 5).
#pragma once

#include "core/standing.hpp"

namespace metroon::core {

/// Without looking at services: `ended` is never the answer. Facts dated after `day` are not yet
/// facts.
[[nodiscard]] AccountState account_state(const Account& account, Day day);

/// The gate that the state sets before every service; `open` if it sets none.
[[nodiscard]] Gate gate_of(AccountState state);

/// Nobody writes to somebody whose account was closed for good, or to their family.
/// @param account Of the person, if they have one.
[[nodiscard]] bool may_be_written_to(const std::optional<Account>& account);

}  // namespace metroon::core
