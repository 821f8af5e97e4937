#include "app/acts.hpp"
#include "app/declared_registries.hpp"
#include "app/registry_row.hpp"

namespace metroon::app {

std::expected<void, HeldProblem> decide_held_row(House& house, const Call& call,
                                                 std::string_view registry,
                                                 std::string_view row_key, core::PersonId person) {
  using Result = std::expected<void, HeldProblem>;
  return house.store.write([&](Ports& ports) -> Result {
    auto row = ports.registries.row(registry, row_key);
    if (!row) return std::unexpected{HeldProblem::no_such_row};
    if (row->state != RowState::held && !ports.registries.held(registry, row_key))
      return std::unexpected{HeldProblem::not_held};
    if (person && !ports.people.find(person)) return std::unexpected{HeldProblem::no_such_person};
    ports.registries.put(registry, decided(*row, person));
    end_if_somebody_elses(ports, house, call, *row, person,
                          find_registry(house.declared, registry));
    ports.registries.let_go(registry, {&row->row_key, 1});
    audit(ports, house, call, "registry_row_decided",
          person ? subject("person", person) : "registry:" + std::string{registry},
          "row " + std::string{row_key});
    return {};
  });
}

}  // namespace metroon::app
