// The office pauses what would end of somebody, by hand (D4 at the office's own word).
#pragma once

#include <expected>

#include "app/house.hpp"

namespace metroon::app {

enum class HoldProblem {
  no_such_person,
  text_missing,
  day_wrong,     ///< The last day is none, or is past, or more than two years ahead.
  held_already,  ///< The office holds everything of this person: that hold is lifted first.
  not_held,
};

/// The hold that the office has placed on all of a person and that counts on `day`.
[[nodiscard]] const core::Hold* office_hold(const core::Dossier&, Day day);

/// Nothing of the person ends up to `last_day`, that day included; what ends then ends anew, with a
/// notice of its own. @param last_day As typed.
[[nodiscard]] std::expected<void, HoldProblem> place_hold(House&, const Call&, core::PersonId,
                                                          std::string_view reason,
                                                          std::string_view last_day);
/// It holds nothing from today on; where the ending that it held would then have been announced
/// already, it holds for another day, so that a fresh notice goes out.
[[nodiscard]] std::expected<void, HoldProblem> lift_hold(House&, const Call&, core::PersonId,
                                                         std::string_view reason);

}  // namespace metroon::app
