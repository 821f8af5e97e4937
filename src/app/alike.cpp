#include "app/alike.hpp"

#include <algorithm>
#include <utility>

namespace metroon::app {
namespace {

using core::Match;

bool shared(const std::string& left, const std::string& right) {
  return !left.empty() && left == right;
}

core::Field field_of(core::IdentifierSort sort) {
  switch (sort) {
    case core::IdentifierSort::document_number:
      return core::Field::document_number;
    case core::IdentifierSort::afm:
      return core::Field::afm;
    case core::IdentifierSort::amka:
      return core::Field::amka;
  }
  std::unreachable();
}

// What the office has to look at first: a conflict, then the same, then perhaps.
int urgency(Match match) {
  switch (match) {
    case Match::conflict:
      return 0;
    case Match::same:
      return 1;
    case Match::perhaps:
      return 2;
    case Match::different:
      return 3;
  }
  return 3;
}

}  // namespace

std::vector<std::string> shared_items(const core::Likeness& left, const core::Likeness& right) {
  std::vector<std::string> items;
  if (shared(left.identifiers.afm, right.identifiers.afm)) items.emplace_back("afm");
  if (shared(left.identifiers.amka, right.identifiers.amka)) items.emplace_back("amka");
  if (shared(left.identifiers.document_number, right.identifiers.document_number))
    items.emplace_back("document_number");
  if (core::same_names(left.names, right.names))
    items.emplace_back("names");
  else if (core::akin_names(left.names, right.names))
    items.emplace_back("akin_names");
  if (left.birth == right.birth) items.emplace_back("birth");
  return items;
}

std::vector<Alike> find_alike(Ports& ports, const core::Application& application) {
  const auto applicant = core::likeness_of(application);
  std::vector<Alike> found;
  for (auto& person : ports.people.alike(applicant)) {
    const auto other = core::likeness_of(person);
    Alike alike{.match = core::compare(applicant, other),
                .person = {},
                .application = {},
                .username = {},
                .shared_items = shared_items(applicant, other)};
    if (alike.match == Match::different) continue;
    if (const auto account = ports.accounts.of_person(person.id))
      alike.username = account->account.username;
    alike.person = std::move(person);
    found.push_back(std::move(alike));
  }
  for (auto& other : ports.applications.alike(applicant, application.id)) {
    if (other.person) continue;  // Its person is listed already.
    // It may be a prank with somebody's data; it shows up here once its address is confirmed.
    if (other.stage == core::Stage::unconfirmed) continue;
    const auto likeness = core::likeness_of(other);
    Alike alike{.match = core::compare(applicant, likeness),
                .person = {},
                .application = {},
                .username = {},
                .shared_items = shared_items(applicant, likeness)};
    if (alike.match == Match::different) continue;
    alike.application = std::move(other);
    found.push_back(std::move(alike));
  }
  std::ranges::stable_sort(found, {}, [](const Alike& alike) { return urgency(alike.match); });
  return found;
}

std::vector<core::FieldProblem> numbers_of_others(Ports& ports, const core::Person& person) {
  std::vector<core::FieldProblem> problems;
  for (const auto& other : ports.people.alike(core::likeness_of(person))) {
    if (other.id == person.id) continue;
    for (const auto sort : core::shared_identifiers(person.identifiers, other.identifiers))
      problems.push_back({field_of(sort), core::Problem::of_another});
  }
  return problems;
}

}  // namespace metroon::app
