#include "app/foresee_run.hpp"

#include <algorithm>
#include <unordered_map>

#include "app/acts.hpp"
#include "app/foresee_delivery.hpp"

namespace metroon::app {
namespace {

constexpr std::size_t people_at_once = 10'000;

House house_over(const House& house, Store& copy) {
  return {.policy = house.policy,
          .store = copy,
          .random = house.random,
          .passwords = house.passwords,
          .printer = house.printer,
          .texts = house.texts,
          .civil_day = house.civil_day,
          .base_url = house.base_url,
          .vpn_certificate = house.vpn_certificate};
}

// Those of the people who are there without the delivery, as they are.
std::unordered_map<core::PersonId, core::Dossier> as_they_are(
    Ports& ports, std::span<const ForeseenPerson> some) {
  std::vector<core::PersonId> ids;
  for (const auto& one : some) ids.push_back(one.id);
  std::vector<core::PersonId> there;
  for (const auto& person : ports.people.find_all(ids)) there.push_back(person.id);
  std::unordered_map<core::PersonId, core::Dossier> all;
  for (auto& dossier : ports.people.dossiers(there)) {
    const auto id = dossier.person;
    all.emplace(id, std::move(dossier));
  }
  return all;
}

void compare(Ports& ports, std::span<const ForeseenPerson> some, Day soon, ForeseenRun& foreseen) {
  const auto before = as_they_are(ports, some);
  for (const auto& one : some) {
    const auto was = before.find(one.id);
    const auto changes = core::affiliation_changes(
        was == before.end() ? std::span<const core::Affiliation>{} : was->second.affiliations,
        one.affiliations, soon);
    for (const auto& change : changes)
      foreseen.people.at(static_cast<std::size_t>(change.sort))
          .push_back({.person = one.id,
                      .known = was != before.end(),
                      .names = one.names,
                      .username = one.username,
                      .change = change});
  }
}

std::expected<RegistryRun, RunProblem> stopped_run(House& house, std::string_view registry,
                                                   core::RegistryRunId id) {
  auto run = house.store.read([&](Ports& ports) { return ports.registries.find(id); });
  if (!run || run->registry != registry) return std::unexpected{RunProblem::no_such_run};
  if (run->applied) return std::unexpected{RunProblem::applied_already};
  if (!core::may_be_confirmed(run->verdict)) return std::unexpected{RunProblem::never};
  return *std::move(run);
}

ForeseenRun foresee(House& house, const Call& call, const core::Registry& registry,
                    const OpenDelivery& open, RegistryRun stopped) {
  const auto copy = house.copy();
  auto tried = house_over(house, *copy);
  const auto seen = foresee_delivery(tried, call, registry, open);
  ForeseenRun foreseen{.stopped = std::move(stopped), .counts = seen.run.counts, .people = {}};
  // What is left out ends today, however old the delivery is.
  const auto soon = std::max(call.now.day, core::soon_day(house.policy.notices.days_before,
                                                          house.civil_day(seen.run.made)));
  const std::span people{seen.people};
  house.store.write([&](Ports& ports) {
    for (std::size_t at = 0; at < people.size(); at += people_at_once)
      compare(ports, people.subspan(at, std::min(people_at_once, people.size() - at)), soon,
              foreseen);
    audit(ports, house, call, "registry_run_foreseen", "registry:" + registry.name,
          "run " + std::to_string(foreseen.stopped.id.value));
  });
  return foreseen;
}

}  // namespace

std::expected<std::expected<ForeseenRun, RunProblem>, DoorRefusal> foresee_run(
    House& house, const Call& call, std::string_view name, core::RegistryRunId id) {
  using Result = std::expected<ForeseenRun, RunProblem>;
  const auto* registry = find_registry(house.declared, name);
  if (registry == nullptr) return std::unexpected{DoorRefusal{}};
  auto stopped = stopped_run(house, name, id);
  if (!stopped) return Result{std::unexpected{stopped.error()}};
  const auto turn = house.declared->begin(name);
  if (!turn) return std::unexpected{DoorRefusal{DoorProblem::busy, {}}};
  const auto open = open_readable(house, call, name);
  if (!open) return std::unexpected{open.error()};
  return Result{foresee(house, call, *registry, *open, *std::move(stopped))};
}

}  // namespace metroon::app
