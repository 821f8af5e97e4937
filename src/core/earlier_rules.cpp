#include "core/earlier_rules.hpp"

#include <algorithm>

namespace metroon::core {
namespace {

// Whether somebody who had a right by the one has none by the other.
bool leaves_out(const Entitlement& now, const Entitlement& before) {
  if (now.opens) return false;
  return before.opens || (before.keep != Keep::never && before.keep != now.keep);
}

// It is given again to whoever is there; who had lost it meanwhile may still wait for the notice.
bool has_run_out(const RightOnRecord& right, Day today) {
  return right.withdrawn && right.withdrawn->ends <= today && right.entitlement.opens;
}

Day first_day_without(const Notices& rules, Day today) {
  return today + std::chrono::days{rules.days_before.front()};
}

std::optional<Day> recorded(Day given) {
  return given == Day::min() ? std::nullopt : std::optional{given};
}

void withdraw(Policy& policy, const RightOnRecord& right, KindIndex kind, ServiceIndex service,
              Day today) {
  auto former = right.entitlement;
  const auto levels = policy.services[service].levels.size();
  former.level =
      static_cast<std::uint8_t>(std::min<std::size_t>(former.level, levels == 0 ? 0 : levels - 1));
  const auto ending = right.withdrawn.value_or(
      RightOnRecord::Ending{today, first_day_without(policy.notices, today)});
  policy.withdrawals.push_back(
      {kind, service, former, right.given.value_or(Day::min()), ending.since, ending.ends});
}

// Since when a right that opens has been given without a break.
Day given_since(const RulesOnRecord& before, const std::string& kind, const std::string& service,
                Day today) {
  for (const auto& right : before.rights)
    if (right.kind == kind && right.service == service && right.entitlement.opens &&
        !(right.withdrawn && right.withdrawn->ends <= today))
      return right.given.value_or(Day::min());
  return today;
}

void note_rights(Policy& policy, const RulesOnRecord& before, Day today) {
  for (const auto& right : before.rights) {
    const auto kind = policy.kind_of(right.kind);
    const auto service = policy.service_of(right.service);
    if (kind && service &&
        (leaves_out(policy.entitlement(*kind, *service), right.entitlement) ||
         has_run_out(right, today)))
      withdraw(policy, right, *kind, *service, today);
  }
  for (KindIndex kind = 0; kind < policy.affiliations.size(); ++kind)
    for (ServiceIndex service = 0; service < policy.services.size(); ++service) {
      if (!policy.entitlement(kind, service).opens) continue;
      const auto since =
          given_since(before, policy.affiliations[kind].key, policy.services[service].key, today);
      if (since != Day::min()) policy.granted.push_back({kind, service, since});
    }
}

void note_terms(Policy& policy, const RulesOnRecord& before, Day today) {
  for (const auto& one : before.terms) {
    const auto kind = policy.kind_of(one.kind);
    if (!kind) continue;
    const auto& now = policy.affiliations[*kind].term;
    if (!one.until && one.term == now.kind && one.length == now.length) continue;
    policy.former_terms.push_back(
        {*kind, {.kind = one.term, .length = one.length, .source = {}}, one.until.value_or(today)});
  }
  std::ranges::stable_sort(policy.former_terms, {}, &FormerTerm::until);
}

}  // namespace

RulesOnRecord on_record(const Policy& policy) {
  RulesOnRecord record{.hash = policy.hash, .rights = {}, .terms = {}};
  for (KindIndex kind = 0; kind < policy.affiliations.size(); ++kind)
    for (ServiceIndex service = 0; service < policy.services.size(); ++service)
      if (const auto& one = policy.entitlement(kind, service); one.gives())
        record.rights.push_back({policy.affiliations[kind].key,
                                 policy.services[service].key,
                                 one,
                                 recorded(policy.given_since(kind, service)),
                                 {}});
  for (const auto& one : policy.withdrawals)
    record.rights.push_back({policy.affiliations[one.kind].key, policy.services[one.service].key,
                             one.former, recorded(one.given),
                             RightOnRecord::Ending{one.since, one.ends}});
  for (const auto& one : policy.former_terms)
    record.terms.push_back(
        {policy.affiliations[one.kind].key, one.term.kind, one.term.length, one.until});
  for (const auto& kind : policy.affiliations)
    record.terms.push_back({kind.key, kind.term.kind, kind.term.length, {}});
  return record;
}

void follow(Policy& policy, const RulesOnRecord& before, Day today) {
  policy.withdrawals.clear();
  policy.granted.clear();
  policy.former_terms.clear();
  note_rights(policy, before, today);
  note_terms(policy, before, today);
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
