// What would happen to whom if nothing new is learnt, and what another policy would change. Nothing
// is written.
#pragma once

#include <map>
#include <tuple>

#include "app/house.hpp"
#include "core/policy_change.hpp"
#include "core/timeline.hpp"

namespace metroon::app {

struct Affected {
  std::size_t count{0};
  std::vector<std::string> usernames;  ///< The first ones, as many as were asked for.
};

struct Simulation {
  using Key = std::tuple<Day, core::TimelineEvent::What, std::string>;  ///< Service's key or empty.
  std::size_t people{0};
  std::size_t accounts{0};
  std::map<Key, Affected> events;                                           ///< In order of days.
  using Change = std::tuple<core::PolicyEffect, std::string, std::string>;  ///< Kind, service.
  std::map<Change, Affected> changes;                                       ///< The gravest first.

  [[nodiscard]] bool loses_for_ever() const {
    return !changes.empty() &&
           std::get<0>(changes.begin()->first) == core::PolicyEffect::for_ever_lost;
  }
};

struct SimulationWish {
  Day until{};                         ///< Inclusive.
  const core::Policy* other{nullptr};  ///< Compared with the house's, on the day of the call.
  std::size_t usernames{0};            ///< At most so many beside each event.
};
inline constexpr std::size_t policy_examples = 5;

/// Walks everybody who has an account, in pages, in one moment of the database.
[[nodiscard]] Simulation simulate(House&, const Call&, const SimulationWish&);
/// The same within a transaction.
[[nodiscard]] Simulation simulate(Ports&, const core::Policy&, Day today, const SimulationWish&);

}  // namespace metroon::app
