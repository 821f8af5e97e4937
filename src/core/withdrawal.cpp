#include "core/withdrawal.hpp"

#include <algorithm>

namespace metroon::core {
namespace {

// Whether somebody who had a right by the one has none by the other.
bool leaves_out(const Entitlement& now, const Entitlement& before) {
  if (now.opens) return false;
  return before.opens || (before.keep != Keep::never && before.keep != now.keep);
}

Day first_day_without(const Notices& rules, Day today) {
  return today + std::chrono::days{rules.days_before.front()};
}

}  // namespace

RulesOnRecord on_record(const Policy& policy) {
  RulesOnRecord record{.hash = policy.hash, .rights = {}};
  for (KindIndex kind = 0; kind < policy.affiliations.size(); ++kind)
    for (ServiceIndex service = 0; service < policy.services.size(); ++service)
      if (const auto& one = policy.entitlement(kind, service); one.gives())
        record.rights.push_back(
            {policy.affiliations[kind].key, policy.services[service].key, one, {}});
  for (const auto& one : policy.withdrawals)
    record.rights.push_back({policy.affiliations[one.kind].key, policy.services[one.service].key,
                             one.former, RightOnRecord::Ending{one.since, one.ends}});
  return record;
}

std::vector<Withdrawal> withdrawals(const RulesOnRecord& before, const Policy& policy, Day today) {
  std::vector<Withdrawal> found;
  const bool same = before.hash == policy.hash;
  for (const auto& right : before.rights) {
    const auto kind = policy.kind_of(right.kind);
    const auto service = policy.service_of(right.service);
    if (!kind || !service || (same && !right.withdrawn)) continue;
    auto former = right.entitlement;
    if (!leaves_out(policy.entitlement(*kind, *service), former)) continue;
    const auto levels = policy.services[*service].levels.size();
    former.level = static_cast<std::uint8_t>(
        std::min<std::size_t>(former.level, levels == 0 ? 0 : levels - 1));
    const auto ending = right.withdrawn.value_or(
        RightOnRecord::Ending{today, first_day_without(policy.notices, today)});
    found.push_back({*kind, *service, former, ending.since, ending.ends});
  }
  return found;
}

std::vector<std::string> missing_services(const RulesOnRecord& before, const Policy& policy,
                                          Day today) {
  std::vector<std::string> missing;
  for (const auto& right : before.rights)
    if (!policy.service_of(right.service) && (!right.withdrawn || right.withdrawn->ends > today) &&
        std::ranges::find(missing, right.service) == missing.end())
      missing.push_back(right.service);
  return missing;
}

}  // namespace metroon::core
