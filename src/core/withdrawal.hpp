// What a policy gives, put on record, so that one that gives less cuts nobody off.
#pragma once

#include <string>
#include <vector>

#include "core/policy.hpp"

namespace metroon::core {

/// One entitlement by the policy's keys.
struct RightOnRecord {
  std::string kind;
  std::string service;
  Entitlement entitlement;
  /// Only of one that is withdrawn: as Withdrawal says.
  struct Ending {
    Day since{};
    Day ends{};
    bool operator==(const Ending&) const = default;
  };
  std::optional<Ending> withdrawn;
  bool operator==(const RightOnRecord&) const = default;
};

/// All that a policy gives to anybody.
struct RulesOnRecord {
  std::string hash;  ///< The policy's.
  std::vector<RightOnRecord> rights;
  bool operator==(const RulesOnRecord&) const = default;
};

[[nodiscard]] RulesOnRecord on_record(const Policy&);

/// What `policy`, which comes after the rules on record, does not give any more, and what those had
/// withdrawn already. A right that it gives with another end is not among them: the notices see to
/// that by themselves. What is withdrawn today ends when the first notice of the calendar has run
/// its time. @source design.md invariant 3.
[[nodiscard]] std::vector<Withdrawal> withdrawals(const RulesOnRecord& before, const Policy& policy,
                                                  Day today);

/// The services that somebody may still have by the rules on record and that `policy` does not know
/// any more: it cannot let them run out.
[[nodiscard]] std::vector<std::string> missing_services(const RulesOnRecord& before,
                                                        const Policy& policy, Day today);

}  // namespace metroon::core
