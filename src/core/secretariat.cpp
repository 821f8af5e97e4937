#include "core/secretariat.hpp"

#include <algorithm>

namespace metroon::core {
namespace {

bool in_force(const Affiliation& affiliation, Day day) {
  return affiliation.from <= day && (!affiliation.ends || day < *affiliation.ends);
}

}  // namespace

Secretariat may_hand_over(const Policy& policy, const Dossier& dossier,
                          std::span<const std::string> units, Day day) {
  const auto joined = [&](const Affiliation& one, Joining joining) {
    return in_force(one, day) && policy.affiliations[one.kind].joining == joining;
  };
  const bool of_unit = std::ranges::any_of(dossier.affiliations, [&](const Affiliation& one) {
    return joined(one, Joining::secretariat) && std::ranges::find(units, one.unit) != units.end();
  });
  if (!of_unit) return Secretariat::not_of_the_unit;
  if (!dossier.account || dossier.account->closed) return Secretariat::no_account;
  if (dossier.account->activated) return Secretariat::activated;
  const bool of_office = std::ranges::any_of(dossier.affiliations, [&](const Affiliation& one) {
    return joined(one, Joining::application);
  });
  return of_office ? Secretariat::office_hands_over : Secretariat::may_hand_over;
}

}  // namespace metroon::core
