#include "app/answer_held.hpp"

#include <utility>

#include "app/acts.hpp"
#include "base/text.hpp"

namespace metroon::app {
namespace {

AnswerProblem problem_of(HeldProblem problem) {
  switch (problem) {
    case HeldProblem::no_such_row:
      return AnswerProblem::no_such_row;
    case HeldProblem::no_such_person:
      return AnswerProblem::no_such_person;
    case HeldProblem::not_held:
      return AnswerProblem::not_held;
    case HeldProblem::number_of_another:
      return AnswerProblem::number_of_another;
  }
  std::unreachable();
}

// On record before the row is carried out, as what the officer said. @return false without a reason
// where there has to be one.
bool say_why(Ports& ports, const House& house, const Call& call, core::HeldRowId id,
             core::PersonId person, std::string_view reason) {
  const auto row = ports.registries.held(id);
  const auto known = ports.people.find(person);
  if (!row || !known || contradictions(*row, *known).empty()) return true;
  const auto why = base::squeeze(reason);
  if (why.empty()) return false;
  audit(ports, house, call, "registry_row_same_person", subject("person", person), why);
  return true;
}

}  // namespace

std::vector<core::Field> contradictions(const HeldRow& row, const core::Person& person) {
  using enum core::Field;
  const auto& seen = row.observation;
  std::vector<core::Field> found;
  const auto look = [&](core::Field field, std::string_view one, std::string_view other) {
    if (!one.empty() && !other.empty() && base::fold(one) != base::fold(other))
      found.push_back(field);
  };
  look(afm, seen.identifiers.afm, person.identifiers.afm);
  look(amka, seen.identifiers.amka, person.identifiers.amka);
  look(father_name, seen.names.father, person.names.father);
  if (seen.birth != person.birth) found.push_back(birth);
  return found;
}

std::expected<void, AnswerProblem> answer_held(House& house, const Call& call, core::HeldRowId id,
                                               core::PersonId person, std::string_view reason) {
  const bool said = !person || house.store.write([&](Ports& ports) {
    return say_why(ports, house, call, id, person, reason);
  });
  if (!said) return std::unexpected{AnswerProblem::reason_missing};
  const auto done = decide_held(house, call, id, person);
  if (!done) return std::unexpected{problem_of(done.error())};
  return {};
}

}  // namespace metroon::app
