// Who gets what by table F, and until when: for the oracle, and none of the decision's code.
#pragma once

#include <span>

#include "scenario/oracle.hpp"

namespace metroon::scenario {

/// A day, and which rules are in force: the first, the second, or the first again.
struct When {
  Day today{};
  std::size_t rules{0};
  std::span<const Day> changes;

  [[nodiscard]] bool by_new() const { return rules == 1; }
  [[nodiscard]] Day since() const { return changes[rules - 1]; }
  [[nodiscard]] When before() const { return {today, rules - 1, changes}; }
};

/// Why a service is open, and until when, of all that was said.
struct Reason {
  bool now{false}, for_ever{false}, any{false}, on{false};
  bool maybe{false};  ///< By a hold of which nobody knows whether it came in time.
  Day last{};
  void until(Day end, Day today) {
    now = now || end >= today;
    last = std::max(last, end);
  }
};

/// Whether it holds anything that has not ended when it begins.
[[nodiscard]] bool holds_on(const Held&, Day today);

[[nodiscard]] Reason reason_for(const Papers&, std::string_view key, const When&);

/// Whether rules that came since have taken the service from that capacity: it runs out.
[[nodiscard]] bool runs_out(const Said&, std::string_view key, const When&);

}  // namespace metroon::scenario
