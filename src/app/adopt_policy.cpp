#include "app/adopt_policy.hpp"

#include "app/acts.hpp"

namespace metroon::app {
namespace {

std::string withdrawn(const core::Policy& policy) {
  std::string detail;
  for (const auto& one : policy.withdrawals)
    detail += "; " + policy.affiliations[one.kind].key + " " + policy.services[one.service].key +
              " without since " + base::to_iso(one.since) + ", ends " + base::to_iso(one.ends);
  return detail;
}

}  // namespace

void adopt_policy(House& house, const Call& call) {
  house.store.write([&](Ports& ports) {
    const auto before = ports.nights.rules();
    if (before && before->hash == house.policy.hash) return;
    ports.nights.adopt(core::on_record(house.policy));
    audit(ports, house, call, "policy_adopted", "policy",
          (before ? before->hash : "none") + " → " + house.policy.hash + withdrawn(house.policy));
  });
}

}  // namespace metroon::app
