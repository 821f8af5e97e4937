// Whom a unit's secretariat may hand an account to. The only place that knows.
#pragma once

#include <span>

#include "core/dossier.hpp"

namespace metroon::core {

/// By precedence: who is nobody of the unit is told nothing else.
enum class Secretariat : std::uint8_t {
  may_hand_over,
  not_of_the_unit,   ///< No membership of the units in force that is joined through a secretariat.
  no_account,        ///< None, or one that is closed.
  activated,         ///< The holder has it: a lost password is the office's.
  office_hands_over  ///< Also in a capacity that is joined by application (B3).
};

/// @param units Keys of the units that the secretary is of.
/// @source patras.md B1, B2.
[[nodiscard]] Secretariat may_hand_over(const Policy&, const Dossier&,
                                        std::span<const std::string> units, Day);

}  // namespace metroon::core
