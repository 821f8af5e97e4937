#include "app/registry_doors.hpp"

#include <algorithm>
#include <array>

#include "app/acts.hpp"
#include "app/registry_row.hpp"
#include "base/text.hpp"
#include "core/decide.hpp"

namespace metroon::app {
namespace {

using std::chrono::days;

constexpr std::chrono::hours fault_is_tried_again{1};
constexpr std::size_t most_bad_shown = 1000;

RegistryLine line_of(Ports& ports, const core::Registry& registry) {
  auto runs = ports.registries.runs(registry.name, 1);
  return {&registry, runs.empty() ? std::nullopt : std::optional{std::move(runs.front())},
          ports.registries.fetched(registry.name)};
}

// The day whose hour has come last.
Day hour_of_day(const core::Registry& registry, Day today, int minute) {
  return minute >= registry.daily_at.value_or(0) ? today : today - days{1};
}

std::optional<DeliveryMark> last_applied(House& house, std::string_view registry) {
  return house.store.read([&](Ports& ports) { return ports.registries.last_applied(registry); });
}

// What a registry that says only changes has left in its folder, one run each, oldest first; the
// first that is stopped keeps the others waiting.
RegistryRun run_declared(House& house, const Call& call, const core::Registry& registry) {
  for (;;) {
    const auto last = last_applied(house, registry.name);
    auto run = run_delivery(house, call, registry,
                            house.declared->opening(registry.name, call.now.instant, last));
    if (!run.applied) return run;
    const DeliveryMark mark{run.made, run.source};
    if (mark == last || !house.declared->another_waits(registry.name, mark)) return run;
  }
}

}  // namespace

void tell_unreadable(House& house, const Call& call, const core::Registry& registry,
                     const std::string& fault) {
  house.store.write([&](Ports& ports) {
    audit(ports, house, call, "registry_unreadable", "registry:" + registry.name);
    for (const auto& address : registry.report_to)
      post(ports, house, call, {address, registry.report_language}, "mail.registry_unreadable",
           {{"registry", registry.title.in(registry.report_language)},
            {"fault", fault},
            {"link", house.base_url + "/office/registry/" + registry.name}});
  });
}

std::expected<OpenDelivery, DoorRefusal> open_readable(House& house, const Call& call,
                                                       std::string_view registry) {
  auto open = house.declared->opening(registry, call.now.instant, last_applied(house, registry));
  try {
    (void)open();
  } catch (const std::exception& fault) {
    return std::unexpected{DoorRefusal{DoorProblem::unreadable, fault.what()}};
  }
  return open;
}

const core::Registry* find_registry(const DeclaredRegistries* declared, std::string_view name) {
  if (declared == nullptr) return nullptr;
  const auto all = declared->all();
  const auto found = std::ranges::find(all, name, &core::Registry::name);
  return found == all.end() ? nullptr : &*found;
}

std::vector<RegistryLine> list_registries(House& house) {
  std::vector<RegistryLine> lines;
  if (house.declared == nullptr) return lines;
  house.store.read([&](Ports& ports) {
    for (const auto& registry : house.declared->all()) lines.push_back(line_of(ports, registry));
  });
  return lines;
}

std::optional<RegistryView> open_registry(House& house, std::string_view name, std::size_t runs) {
  const auto* registry = find_registry(house.declared, name);
  if (registry == nullptr) return {};
  return house.store.read([&](Ports& ports) {
    return RegistryView{line_of(ports, *registry), ports.registries.runs(name, runs)};
  });
}

std::optional<RunView> open_run(House& house, const Call& call, std::string_view name,
                                core::RegistryRunId id) {
  const auto* registry = find_registry(house.declared, name);
  if (registry == nullptr) return {};
  return house.store.read([&](Ports& ports) -> std::optional<RunView> {
    auto run = ports.registries.find(id);
    if (!run || run->registry != name) return {};
    RunView view{.registry = registry,
                 .run = *std::move(run),
                 .bad = ports.registries.bad(id, most_bad_shown)};
    view.newest = ports.registries.runs(name, 1).front().id == id;
    view.may_be_confirmed = !view.run.applied && core::may_be_confirmed(view.run.verdict) &&
                            view.newest && view.run.by != call.actor;
    return view;
  });
}

std::expected<std::expected<RegistryRun, RunProblem>, DoorRefusal> confirm_run(
    House& house, const Call& call, std::string_view name, core::RegistryRunId id) {
  const auto* registry = find_registry(house.declared, name);
  if (registry == nullptr) return std::unexpected{DoorRefusal{}};
  const auto turn = house.declared->begin(name);
  if (!turn) return std::unexpected{DoorRefusal{DoorProblem::busy, {}}};
  const auto open = open_readable(house, call, name);
  if (!open) return std::unexpected{open.error()};
  return confirm_delivery(house, call, *registry, *open, id);
}

bool fetch_is_due(const core::Registry& registry, const std::optional<Fetch>& last, base::Now now,
                  int minute) {
  if (!registry.daily_at || registry.posts) return false;
  const auto hour = hour_of_day(registry, now.day, minute);
  if (!last) return hour == now.day;
  return last->day < hour ||
         (!last->fault.empty() && now.instant - last->at >= fault_is_tried_again);
}

std::expected<RegistryRun, DoorRefusal> fetch_registry(House& house, const Call& call,
                                                       const core::Registry& registry, int minute) {
  const auto turn = house.declared->begin(registry.name);
  if (!turn) return std::unexpected{DoorRefusal{DoorProblem::busy, {}}};
  Fetch fetch{hour_of_day(registry, call.now.day, minute), call.now.instant, {}};
  const auto record = [&] {
    house.store.write([&](Ports& ports) { ports.registries.fetched(registry.name, fetch); });
  };
  try {
    auto run = run_declared(house, call, registry);
    record();
    return run;
  } catch (const std::exception& fault) {
    fetch.fault = fault.what();
    const auto last =
        house.store.read([&](Ports& ports) { return ports.registries.fetched(registry.name); });
    record();
    if (!last || last->fault != fetch.fault) tell_unreadable(house, call, registry, fetch.fault);
    return std::unexpected{DoorRefusal{DoorProblem::unreadable, fetch.fault}};
  }
}

std::expected<RegistryRun, DoorRefusal> take_posted(House& house, const Call& call,
                                                    std::string_view name, std::string_view body) {
  const auto* registry = find_registry(house.declared, name);
  if (registry == nullptr) return std::unexpected{DoorRefusal{}};
  const auto turn = house.declared->begin(name);
  if (!turn) return std::unexpected{DoorRefusal{DoorProblem::busy, {}}};
  auto open = house.declared->posted(name, body, call.now.instant);
  if (!open) return std::unexpected{DoorRefusal{DoorProblem::unreadable, open.error()}};
  auto run = run_delivery(house, call, *registry, *open);
  if (!run.applied && core::may_be_confirmed(run.verdict))
    house.declared->remember(name, *std::move(open));
  return run;
}

namespace {

std::vector<core::PersonId> people_of_key(Ports& ports, const HeldRow& row) {
  std::vector<core::PersonId> ids;
  for (const auto& [key, person] :
       ports.registries.people(row.registry, std::array{row.observation.key}))
    ids.push_back(person);
  if (const auto known = ports.registries.row(row.registry, row.row_key); known && known->person)
    ids.push_back(known->person);
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  return ids;
}

HeldView::Perhaps beside(Ports& ports, const House& house, const Call& call, const HeldRow& row,
                         core::Person person, core::Match match) {
  const auto id = person.id;
  auto against =
      core::contradictions(core::likeness_of(row.observation), core::likeness_of(person));
  HeldView::Perhaps one{.person = std::move(person),
                        .against = std::move(against),
                        .dossier = dossier_of(ports, id),
                        .standing = {},
                        .keys = ports.registries.keys_of(id),
                        .match = match};
  if (one.dossier.account) one.standing = core::decide(house.policy, one.dossier, call.now.day);
  return one;
}

}  // namespace

std::optional<HeldView> open_held(House& house, const Call& call, core::HeldRowId id) {
  return house.store.write([&](Ports& ports) -> std::optional<HeldView> {
    auto row = ports.registries.held(id);
    if (!row) return {};
    HeldView view{.row = *std::move(row), .perhaps = {}};
    const auto observed = core::likeness_of(view.row.observation);
    const auto same_key = people_of_key(ports, view.row);
    auto people = ports.people.alike(observed);
    for (auto& person : ports.people.find_all(same_key))
      if (std::ranges::find(people, person.id, &core::Person::id) == people.end())
        people.push_back(std::move(person));
    for (auto& person : people) {
      const auto match = core::compare(observed, core::likeness_of(person),
                                       std::ranges::find(same_key, person.id) != same_key.end());
      if (match == core::Match::different) continue;
      note_reading(ports, house, call, person.id);
      view.perhaps.push_back(beside(ports, house, call, view.row, std::move(person), match));
    }
    return view;
  });
}

}  // namespace metroon::app
