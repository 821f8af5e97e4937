// The office says whose a held row is: on its page, where that is carried out at once, or by
// command, also of a registry that the settings do not name.
#include "app/acts.hpp"
#include "app/registry_batch.hpp"
#include "app/registry_doors.hpp"
#include "app/registry_row.hpp"
#include "base/text.hpp"

namespace metroon::app {
namespace {

// Why somebody is who the row is about against what contradicts it; nothing where nothing does.
using Reason = std::expected<std::optional<std::string>, HeldProblem>;

Reason reason_against(Ports& ports, const HeldRow* held, core::PersonId person,
                      std::string_view typed) {
  if (!person) return std::nullopt;
  const auto known = ports.people.find(person);
  if (!known) return std::unexpected{HeldProblem::no_such_person};
  if (held == nullptr ||
      core::contradictions(core::likeness_of(held->observation), core::likeness_of(*known)).empty())
    return std::nullopt;
  auto why = base::squeeze(typed);
  if (why.empty()) return std::unexpected{HeldProblem::reason_missing};
  return why;
}

void answered(Ports& ports, House& house, const Call& call, const RegistryRow& row,
              std::string_view registry, core::PersonId person,
              const std::optional<std::string>& reason) {
  end_if_somebody_elses(ports, house, call, row, person, find_registry(house.declared, registry));
  ports.registries.let_go(registry, {&row.row_key, 1});
  if (reason)
    audit(ports, house, call, "registry_row_same_person", subject("person", person), *reason);
  audit(ports, house, call, "registry_row_decided",
        person ? subject("person", person) : "registry:" + std::string{registry},
        "row " + row.row_key);
}

// A row that carries no answer yet stays as it was.
bool carried_out(Ports& ports, House& house, const Call& call, const core::Registry& registry,
                 const HeldRow& held, const RegistryRow& row, core::PersonId person) {
  ports.registries.put(registry.name, decided(row, person));
  const std::array wanted{WantedRow{row.row_key, held.fingerprint, held.observation, 0}};
  RegistryBatch batch{ports, house, call, registry, wanted};
  if (carry_out(batch, wanted.front(), 0)) {
    ports.registries.put(registry.name, row);
    return false;
  }
  batch.finish();
  return true;
}

}  // namespace

std::expected<void, HeldProblem> decide_held(House& house, const Call& call, core::HeldRowId id,
                                             core::PersonId person, std::string_view reason) {
  using Result = std::expected<void, HeldProblem>;
  return house.store.write([&](Ports& ports) -> Result {
    const auto held = ports.registries.held(id);
    const auto* registry = held ? find_registry(house.declared, held->registry) : nullptr;
    if (registry == nullptr) return std::unexpected{HeldProblem::no_such_row};
    const auto row = ports.registries.row(registry->name, held->row_key);
    if (!row) return std::unexpected{HeldProblem::not_held};
    const auto why = reason_against(ports, &*held, person, reason);
    if (!why) return std::unexpected{why.error()};
    if (!carried_out(ports, house, call, *registry, *held, *row, person))
      return std::unexpected{HeldProblem::number_of_another};
    answered(ports, house, call, *row, registry->name, person, *why);
    return {};
  });
}

std::expected<void, HeldProblem> decide_held_row(House& house, const Call& call,
                                                 std::string_view registry,
                                                 std::string_view row_key, core::PersonId person,
                                                 std::string_view reason) {
  using Result = std::expected<void, HeldProblem>;
  return house.store.write([&](Ports& ports) -> Result {
    const auto row = ports.registries.row(registry, row_key);
    if (!row) return std::unexpected{HeldProblem::no_such_row};
    const auto held = ports.registries.held(registry, row_key);
    if (row->state != RowState::held && !held) return std::unexpected{HeldProblem::not_held};
    const auto why = reason_against(ports, held ? &*held : nullptr, person, reason);
    if (!why) return std::unexpected{why.error()};
    ports.registries.put(registry, decided(*row, person));
    answered(ports, house, call, *row, registry, person, *why);
    return {};
  });
}

}  // namespace metroon::app
