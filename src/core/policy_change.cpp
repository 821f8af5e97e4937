#include "core/policy_change.hpp"

namespace metroon::core {
namespace {

bool stands(const ServiceStanding* service) {
  return service != nullptr && service->gate != Gate::ended;
}

std::optional<PolicyEffect> effect(const ServiceStanding* before, const ServiceStanding* after) {
  if (stands(before) && before->until.kind == Until::Kind::for_ever &&
      !(stands(after) && after->until.kind == Until::Kind::for_ever))
    return PolicyEffect::for_ever_lost;
  if (stands(before) && !stands(after)) return PolicyEffect::shuts;
  if (!stands(before) && stands(after)) return PolicyEffect::opens;
  if (!stands(before) || before->until == after->until) return {};
  return after->until < before->until ? PolicyEffect::sooner : PolicyEffect::later;
}

const std::string& kind_behind(const Judged& judged, const ServiceStanding& service) {
  return judged.policy.affiliations[judged.dossier.affiliations[service.because].kind].key;
}

const ServiceStanding* find(const Judged& judged, std::string_view key) {
  const auto service = judged.policy.service_of(key);
  return service ? judged.standing.find(*service) : nullptr;
}

}  // namespace

PolicyMap::PolicyMap(const Policy& from, const Policy& to) {
  for (const auto& kind : from.affiliations) kinds_.push_back(to.kind_of(kind.key));
  for (const auto& service : from.services) services_.push_back(to.service_of(service.key));
  for (const auto& realm : from.realms) realms_.push_back(to.realm_of(realm.name));
}

Dossier PolicyMap::operator()(const Dossier& dossier) const {
  Dossier other = dossier;
  std::erase_if(other.affiliations, [&](const Affiliation& one) { return !kinds_[one.kind]; });
  for (auto& one : other.affiliations) one.kind = *kinds_[one.kind];
  std::erase_if(other.choices, [&](const Choice& one) { return !services_[one.service]; });
  for (auto& one : other.choices) one.service = *services_[one.service];
  if (!other.account) return other;
  auto& account = *other.account;
  account.realm = realms_[account.realm].value_or(0);
  std::erase_if(account.addresses, [&](const Address& one) { return !realms_[one.realm]; });
  for (auto& one : account.addresses) one.realm = *realms_[one.realm];
  return other;
}

std::vector<PolicyDifference> compare(const Judged& before, const Judged& after) {
  std::vector<PolicyDifference> found;
  for (const auto& one : before.standing.services) {
    const auto& key = before.policy.services[one.service].key;
    if (const auto what = effect(&one, find(after, key)))
      found.push_back({*what, kind_behind(before, one), key});
  }
  for (const auto& one : after.standing.services) {
    const auto& key = after.policy.services[one.service].key;
    if (find(before, key) == nullptr && stands(&one))
      found.push_back({PolicyEffect::opens, kind_behind(after, one), key});
  }
  return found;
}

}  // namespace metroon::core
