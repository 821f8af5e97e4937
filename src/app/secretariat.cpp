#include "app/secretariat.hpp"

#include "app/acts.hpp"
#include "base/text.hpp"

namespace metroon::app {
namespace {

using Problem = SecretariatProblem;

std::optional<Problem> problem_of(core::Secretariat answer) {
  switch (answer) {
    case core::Secretariat::may_hand_over:
      return {};
    case core::Secretariat::not_of_the_unit:
      return Problem::not_there;
    case core::Secretariat::no_account:
      return Problem::no_account;
    case core::Secretariat::activated:
      return Problem::activated;
    case core::Secretariat::office_hands_over:
      return Problem::office_hands_over;
  }
  return Problem::not_there;
}

Problem problem_of(ProofProblem problem) {
  switch (problem) {
    case ProofProblem::no_such_person:
      return Problem::not_there;
    case ProofProblem::wait:
      return Problem::wait;
    case ProofProblem::document_differs:
      return Problem::document_differs;
  }
  return Problem::not_there;
}

Problem problem_of(ReplaceProblem problem) {
  switch (problem) {
    case ReplaceProblem::no_such_person:
      return Problem::not_there;
    case ReplaceProblem::number_malformed:
    case ReplaceProblem::note_missing:
      return Problem::number_malformed;
    case ReplaceProblem::number_of_another:
      return Problem::number_of_another;
    case ReplaceProblem::someone_was_first:
      return Problem::someone_was_first;
  }
  return Problem::not_there;
}

std::vector<core::KindIndex> kinds_of_secretariats(const core::Policy& policy) {
  std::vector<core::KindIndex> kinds;
  for (core::KindIndex kind = 0; kind < policy.affiliations.size(); ++kind)
    if (policy.affiliations[kind].joining == core::Joining::secretariat) kinds.push_back(kind);
  return kinds;
}

Waiting waiting_of(Ports& ports, const Call& call, const core::Account& account) {
  const auto out = [&](TokenPurpose purpose) {
    return ports.tokens.any_unused(purpose, account.id.value, call.now.instant);
  };
  if (account.proof && out(TokenPurpose::activate)) return Waiting::handed_over;
  return out(TokenPurpose::dormant) ? Waiting::printed : Waiting::nothing_yet;
}

// The door before everything that is about one student: who is not of the unit is not there, and
// that somebody asked is on record.
std::expected<core::Dossier, Problem> own_student(Ports& ports, House& house, const Call& call,
                                                  const Staff& staff, core::PersonId person) {
  if (!ports.people.find(person)) return std::unexpected{Problem::not_there};
  auto dossier = dossier_of(ports, person);
  const auto problem =
      problem_of(core::may_hand_over(house.policy, dossier, staff.units, call.now.day));
  if (!problem) return dossier;
  if (*problem == Problem::not_there)
    audit(ports, house, call, "foreign_student_refused", subject("person", person));
  return std::unexpected{*problem};
}

std::expected<HandOver, Problem> look(Ports& ports, House& house, const Call& call,
                                      const Staff& staff, core::PersonId person) {
  const auto dossier = own_student(ports, house, call, staff, person);
  if (!dossier) return std::unexpected{dossier.error()};
  return hand_over_to(ports, house, call, ports.accounts.of_person(person).value());
}

std::optional<Problem> prove(Ports& ports, House& house, const Call& call, const Staff& staff,
                             const core::Person& person, const SeenDocument& seen) {
  if (person.identifiers.document_number.empty()) {
    const auto proof =
        prove_by_number(ports, house, call, staff.id, person, seen, "identity_document_recorded");
    return proof ? std::nullopt : std::optional{problem_of(proof.error())};
  }
  const auto proof = prove_by_ending(ports, house, call, staff.id, person, seen);
  return proof ? std::nullopt : std::optional{problem_of(proof.error())};
}

bool is_live_sheet(Ports& ports, const Call& call, const base::Secret& number,
                   core::AccountId account) {
  for (const auto purpose : {TokenPurpose::sheet, TokenPurpose::dormant})
    if (const auto token = ports.tokens.find(purpose, number))
      return token->subject == account.value && !token->used && token->expires >= call.now.instant;
  return false;
}

const core::Affiliation* membership(const core::Policy& policy, const core::Dossier& dossier,
                                    const Staff& staff, Day day) {
  for (const auto& one : dossier.affiliations) {
    core::Dossier alone = dossier;
    alone.affiliations = {one};
    if (core::may_hand_over(policy, alone, staff.units, day) == core::Secretariat::may_hand_over)
      return &one;
  }
  return nullptr;
}

}  // namespace

std::vector<NewStudent> new_students(House& house, const Call& call, const Staff& staff,
                                     std::string_view text, std::size_t limit) {
  const auto kinds = kinds_of_secretariats(house.policy);
  return house.store.read([&](Ports& ports) {
    auto rows = ports.people.newcomers({staff.units, kinds, call.now.day, text}, limit);
    std::vector<core::PersonId> ids;
    for (const auto& row : rows) ids.push_back(row.id);
    const auto dossiers = ports.people.dossiers(ids);
    std::vector<NewStudent> students;
    for (std::size_t n = 0; n < rows.size(); ++n)
      if (core::may_hand_over(house.policy, dossiers[n], staff.units, call.now.day) ==
          core::Secretariat::may_hand_over)
        students.push_back({std::move(rows[n]), waiting_of(ports, call, *dossiers[n].account)});
    return students;
  });
}

std::expected<StudentView, Problem> open_student(House& house, const Call& call, const Staff& staff,
                                                 core::PersonId id) {
  using Result = std::expected<StudentView, Problem>;
  return house.store.write([&](Ports& ports) -> Result {
    const auto dossier = own_student(ports, house, call, staff, id);
    if (!dossier) return std::unexpected{dossier.error()};
    StudentView view{.person = ports.people.find(id).value(),
                     .account = ports.accounts.of_person(id).value(),
                     .kind = {},
                     .unit = {},
                     .waiting = waiting_of(ports, call, *dossier->account)};
    if (const auto* one = membership(house.policy, *dossier, staff, call.now.day)) {
      view.kind = house.policy.affiliations[one->kind].key;
      view.unit = one->unit;
    }
    view.number_known = !view.person.identifiers.document_number.empty();
    note_reading(ports, house, call, id);
    return view;
  });
}

std::expected<Bytes, Problem> hand_over_student(House& house, const Call& call, const Staff& staff,
                                                core::PersonId id, const SeenDocument& seen) {
  using Result = std::expected<void, Problem>;
  const auto code = mint_activation_code(house.random);
  const auto found =
      house.store.write([&](Ports& ports) { return look(ports, house, call, staff, id); });
  if (!found) return std::unexpected{found.error()};
  // Printed before it works: where the printer fails, the earlier code still does.
  auto sheet =
      house.printer.hand_over_sheet(house.policy, sheet_of(house, call, staff, *found, code));
  const auto done = house.store.write([&](Ports& ports) -> Result {
    const auto now = look(ports, house, call, staff, id);
    if (!now) return std::unexpected{now.error()};
    if (const auto problem = prove(ports, house, call, staff, now->person, seen))
      return std::unexpected{*problem};
    const auto account = now->record.account.id;
    void_codes(ports, account);
    ports.tokens.insert(base::Secret{code},
                        activation_token(house, call, TokenPurpose::activate, account));
    note_hand_over(ports, house, call, now->record);
    return {};
  });
  if (!done) return std::unexpected{done.error()};
  return sheet;
}

std::expected<void, Problem> record_sheet(House& house, const Call& call, const Staff& staff,
                                          core::PersonId id, std::string_view sheet_number,
                                          const SeenDocument& seen) {
  using Result = std::expected<void, Problem>;
  const base::Secret number{base::normalise_code(sheet_number)};
  return house.store.write([&](Ports& ports) -> Result {
    const auto found = look(ports, house, call, staff, id);
    if (!found) return std::unexpected{found.error()};
    const auto account = found->record.account.id;
    if (!is_live_sheet(ports, call, number, account)) return std::unexpected{Problem::sheet_void};
    if (const auto problem = prove(ports, house, call, staff, found->person, seen))
      return std::unexpected{*problem};
    ports.sessions.remove_all(SessionOf::holder, account.value);
    ports.tokens.remove(TokenPurpose::activate, account.value);
    const auto awake = activation_token(house, call, TokenPurpose::activate, account);
    ports.tokens.become(TokenPurpose::dormant, awake.purpose, account.value, awake.expires);
    ports.tokens.remove(TokenPurpose::sheet, account.value);
    note_hand_over(ports, house, call, found->record);
    return {};
  });
}

}  // namespace metroon::app
