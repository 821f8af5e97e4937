#include "core/restated.hpp"

#include <algorithm>

#include "core/decide.hpp"
#include "core/lifetime.hpp"

namespace metroon::core {
namespace {

bool is_over(const Policy& policy, const Dossier& dossier, const Affiliation& one, Day today) {
  const auto last = last_day(policy, one, activation(dossier.account));
  return one.from <= today && last.kind == Until::Kind::day && last.last < today;
}

// Whether the end is somebody else's, who let the affiliation end sooner than the registry says.
bool ended_elsewhere(const Affiliation& before, const Affiliation& said,
                     std::optional<Day> said_before) {
  return before.ends && said.ends == said_before && (!said.ends || *before.ends < *said.ends);
}

// By the registry's own word, though the end may be recorded for a later day.
bool has_graduated(const Affiliation& one, std::optional<Day> said_before, Day today) {
  return one.ends && one.ending == Ending::graduation && said_before && *said_before <= today;
}

bool goes_on(const Affiliation& said, Day today) {
  return !said.ends || *said.ends > today;
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
  if (!activation(dossier.account)) return false;
  const auto then = with(policy, dossier, after, today);
  return std::ranges::any_of(
      decide(policy, dossier, today).services, [&](const ServiceStanding& service) {
        return service.until.kind == Until::Kind::for_ever && !has_for_ever(then, service.service);
      });
}

bool is_of_registry(const Affiliation& one) {
  return one.asserted_by.starts_with("registry");
}

// The first that has begun, is the same capacity in the same unit or in none said, and fits.
template <class Fits>
std::optional<Affiliation> same_capacity(const Dossier& dossier, const Affiliation& as, Day today,
                                         Fits fits) {
  for (const auto& one : dossier.affiliations) {
    const bool same_unit = one.unit == as.unit || one.unit.empty() || as.unit.empty();
    if (one.kind == as.kind && same_unit && one.from <= today && fits(one)) return one;
  }
  return {};
}

// Years that are counted end by themselves.
bool needs_an_end(const Policy& policy, const Affiliation& one) {
  return !one.ends && policy.affiliations[one.kind].term.kind != Term::Kind::from_activation;
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
  const bool graduate = has_graduated(before, said_before, today);
  if (said.ends && graduate) said.ending = Ending::graduation;
  if (!is_over(policy, dossier, before, today)) {
    if (graduate && goes_on(as_said, today) && activation(dossier.account)) return {as_said, true};
    return {said};
  }
  if (said.ends && before.ending == Ending::graduation) said.ending = Ending::graduation;
  if (takes_back(policy, dossier, said, today) || shuts(policy, dossier, said, today))
    return {as_said, true};
  return {said};
}

std::optional<Affiliation> on_paper(const Policy& policy, const Dossier& dossier,
                                    const Affiliation& said, Day today) {
  if (said.from > today || !goes_on(said, today)) return {};
  return same_capacity(dossier, said, today, [&](const Affiliation& one) {
    return !is_of_registry(one) && needs_an_end(policy, one);
  });
}

std::optional<Affiliation> on_registry(const Policy& policy, const Dossier& dossier,
                                       const Affiliation& asked, Day today) {
  if (!needs_an_end(policy, asked)) return {};
  return same_capacity(dossier, asked, today, [&](const Affiliation& one) {
    return is_of_registry(one) && goes_on(one, today);
  });
}

std::optional<Affiliation> left_out(const Policy& policy, const Dossier& dossier, Affiliation one,
                                    std::optional<Day> said_before, Day today, Ending silence) {
  if (one.ends && *one.ends <= today) return {};
  // Another's end, or the registry's own put off by a hold, has its reason already.
  const bool graduate = one.ends && one.ending == Ending::graduation && said_before != one.ends;
  one.ends = recorded_end(policy, dossier, &one, std::max(one.from, today), today);
  one.ending = graduate ? Ending::graduation : silence;
  return one;
}

}  // namespace metroon::core
