// What a policy gives, put on record for those that come after it: one that gives less cuts nobody
// off, and none opens anything for whoever had left before it came.
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
  std::optional<Day> given;  ///< As Granted says; empty: ever since rules are on record.
  /// Only of one that is withdrawn: as Withdrawal says.
  struct Ending {
    Day since{};
    Day ends{};
    bool operator==(const Ending&) const = default;
  };
  std::optional<Ending> withdrawn;
  bool operator==(const RightOnRecord&) const = default;
};

/// How long a kind of affiliation keeps what it opens, by the policy's key.
struct TermOnRecord {
  std::string kind;
  Term::Kind term{Term::Kind::while_active};
  std::chrono::months length{0};
  std::optional<Day> until;  ///< As FormerTerm says; empty for the one in force.
  bool operator==(const TermOnRecord&) const = default;
};

/// All that a policy gives to anybody.
struct RulesOnRecord {
  std::string hash;  ///< The policy's.
  std::vector<RightOnRecord> rights;
  std::vector<TermOnRecord> terms;  ///< Former ones the oldest first.
  bool operator==(const RulesOnRecord&) const = default;
};

[[nodiscard]] RulesOnRecord on_record(const Policy&);

/// Tells `policy` what it has to know of the rules on record, which it follows today or has
/// followed: what it withdraws, what it gives anew, and how years were counted. A right that it
/// gives with another end is not withdrawn: the notices see to that by themselves. What is
/// withdrawn today ends when the first notice of the calendar has run its time.
/// @source design.md invariant 3.
void follow(Policy& policy, const RulesOnRecord& before, Day today);

/// The services that somebody may still have by the rules on record and that `policy` does not know
/// any more: it cannot let them run out.
[[nodiscard]] std::vector<std::string> missing_services(const RulesOnRecord& before,
                                                        const Policy& policy, Day today);

}  // namespace metroon::core
