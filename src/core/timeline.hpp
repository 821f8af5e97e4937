// What will happen to an account if nothing new is learnt.
#pragma once

#include <vector>

#include "core/decide.hpp"

namespace metroon::core {

struct TimelineEvent {
  enum class What : std::uint8_t {
    service_opens,
    service_shuts,
    notice,
    account_ends,
    reminder,  ///< To collect or activate the account.
    not_collected,
    kept_for_ever
  };
  Day day{};
  What what{What::service_opens};
  std::vector<ServiceIndex> services;  ///< Empty for what concerns the account as a whole.
  bool operator==(const TimelineEvent&) const = default;
};

/// The rules' dates ahead, in order of day, at most `most`. Endings are told at the rules' own day,
/// as if notices go out when they are due.
[[nodiscard]] std::vector<TimelineEvent> timeline(const Policy& policy, const Dossier& dossier,
                                                  Day day, std::size_t most);

}  // namespace metroon::core
