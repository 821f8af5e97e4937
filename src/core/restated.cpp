#include "core/restated.hpp"

#include <algorithm>

#include "core/decide.hpp"
#include "core/lifetime.hpp"

namespace metroon::core {
namespace {

bool is_over(const Policy& policy, const Dossier& dossier, const Affiliation& one, Day today) {
  const auto activated = dossier.account ? dossier.account->activated : std::nullopt;
  const auto last = last_day(policy.affiliations[one.kind].term, one, activated);
  return one.from <= today && last.kind == Until::Kind::day && last.last < today;
}

// Whether the end is somebody else's, who let the affiliation end sooner than the registry says.
bool ended_elsewhere(const Affiliation& before, const Affiliation& said,
                     std::optional<Day> said_before) {
  return before.ends && said.ends == said_before && (!said.ends || *before.ends < *said.ends);
}

bool has_for_ever(const Standing& standing, ServiceIndex service) {
  const auto* one = standing.find(service);
  return one != nullptr && one->until.kind == Until::Kind::for_ever;
}

Standing with(const Policy& policy, Dossier dossier, const Affiliation& after, Day today) {
  for (auto& one : dossier.affiliations)
    if (one.id == after.id) one = after;
  return decide(policy, dossier, today);
}

bool shuts(const Policy& policy, const Dossier& dossier, const Affiliation& after, Day today) {
  const auto then = with(policy, dossier, after, today);
  return std::ranges::any_of(decide(policy, dossier, today).services,
                             [&](const ServiceStanding& service) {
                               return service.open() && !then.opens(service.service);
                             });
}

// What nobody has ever had, because the account was not activated yet, may be put right.
bool takes_back(const Policy& policy, const Dossier& dossier, const Affiliation& after, Day today) {
  if (!dossier.account || !dossier.account->activated) return false;
  const auto then = with(policy, dossier, after, today);
  return std::ranges::any_of(
      decide(policy, dossier, today).services, [&](const ServiceStanding& service) {
        return service.until.kind == Until::Kind::for_ever && !has_for_ever(then, service.service);
      });
}

}  // namespace

Restated restated(const Policy& policy, const Dossier& dossier, const Affiliation& before,
                  Affiliation said, std::optional<Day> said_before, Day today) {
  said.id = before.id;
  said.asserted_by = before.asserted_by;
  const auto as_said = said;
  if (ended_elsewhere(before, said, said_before)) {
    said.ends = before.ends;
    said.ending = before.ending;
  } else if (said.ends) {
    said.ends = recorded_end(policy, dossier, &before, *said.ends, today);
  }
  // Another beginning may also move years that count from it to an end that was announced once.
  if (before.from <= today && said.from != before.from &&
      (said.from > today || shuts(policy, dossier, said, today)))
    said.from = before.from;
  if (!is_over(policy, dossier, before, today)) return {said};
  if (said.ends && before.ending == Ending::graduation) said.ending = Ending::graduation;
  if (takes_back(policy, dossier, said, today) || shuts(policy, dossier, said, today))
    return {as_said, true};
  return {said};
}

}  // namespace metroon::core
