#include "app/adopt_policy.hpp"

#include "app/acts.hpp"

namespace metroon::app {
namespace {

std::string before_and_now(const core::Policy& policy) {
  std::string detail;
  const auto right = [&](const auto& one) {
    return "; " + policy.affiliations[one.kind].key + " " + policy.services[one.service].key;
  };
  for (const auto& one : policy.withdrawals)
    detail += right(one) + " without since " + base::to_iso(one.since) + ", ends " +
              base::to_iso(one.ends);
  for (const auto& one : policy.granted) detail += right(one) + " since " + base::to_iso(one.since);
  for (const auto& one : policy.former_terms)
    detail += "; " + policy.affiliations[one.kind].key + " with another lifetime until " +
              base::to_iso(one.until);
  return detail;
}

}  // namespace

void adopt_policy(House& house, const Call& call) {
  house.store.write([&](Ports& ports) {
    const auto before = ports.nights.rules();
    // Releases before had no terms on record.
    if (before && before->hash == house.policy.hash && !before->terms.empty()) return;
    ports.nights.adopt(core::on_record(house.policy));
    audit(ports, house, call, "policy_adopted", "policy",
          (before ? before->hash : "none") + " → " + house.policy.hash +
              before_and_now(house.policy));
  });
}

}  // namespace metroon::app
