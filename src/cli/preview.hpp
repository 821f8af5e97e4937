// `metroon explain` and `metroon simulate`
#pragma once

#include "app/simulate.hpp"
#include "cli/output.hpp"

namespace metroon::cli {

/// @param who As person_show. @param on A day, YYYY-MM-DD; empty: today. Of a past day the standing
///   is told as it was.
/// @param other Rules to judge under instead of today's; null: today's.
[[nodiscard]] Output explain(app::House&, const app::Call&, std::string_view who,
                             std::string_view on, const core::Policy* other, Format);

struct SimulateArguments {
  std::string until;  ///< YYYY-MM-DD, inclusive.
  bool people{false};
  bool csv{false};
};
/// @param other Rules to compare with today's; null if none.
/// Exit code 1 if the other rules would take away what was promised for ever.
[[nodiscard]] Output simulate(app::House&, const app::Call&, const SimulateArguments&,
                              const core::Policy* other, Format);

/// A delivery's preview above the day-by-day list; with JSON its member `delivery`.
[[nodiscard]] Output above(const Output& preview, Output simulation, Format);

}  // namespace metroon::cli
