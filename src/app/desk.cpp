#include "app/desk.hpp"

#include <algorithm>

#include "app/acts.hpp"
#include "app/handing.hpp"
#include "base/text.hpp"
#include "core/decide.hpp"

namespace metroon::app {
namespace {

using core::Stage;
using core::Step;

// Sixty bits, throttled, for some weeks.
constexpr std::size_t activation_characters = 12;

bool proved_today(Ports& ports, const House& house, const Call& call, core::PersonId person) {
  const auto proof = ports.proofs.latest(person);
  return proof && house.civil_day(proof->at) == call.now.day;
}

std::vector<core::EvidenceIndex> identity_papers(const core::Policy& policy) {
  std::vector<core::EvidenceIndex> papers;
  for (std::size_t index = 0; index < policy.evidence.size(); ++index)
    if (policy.evidence[index].identity) papers.push_back(static_cast<core::EvidenceIndex>(index));
  return papers;
}

std::string kind_of(const core::Policy& policy, const std::optional<core::Application>& application,
                    const core::Dossier& dossier) {
  if (application) return application->kind;
  return dossier.affiliations.empty() ? std::string{}
                                      : policy.affiliations[dossier.affiliations.front().kind].key;
}

std::expected<DeskView, DeskProblem> view(Ports& ports, House& house, const Call& call,
                                          AccountRecord record,
                                          std::optional<core::Application> application) {
  auto person = ports.people.find(record.person);
  if (!person) return std::unexpected{DeskProblem::not_found};
  if (!application) application = ports.applications.of_account(record.account.id);
  DeskView view{.person = std::move(*person),
                .account = std::move(record),
                .kind = {},
                .application = std::move(application),
                .to_see = identity_papers(house.policy)};
  view.kind = kind_of(house.policy, view.application, dossier_of(ports, view.person.id));
  view.proof_today = proved_today(ports, house, call, view.person.id);
  view.handed_over = ports.tokens.any_unused(TokenPurpose::activate, view.account.account.id.value,
                                             call.now.instant);
  view.activated = view.account.account.activated.has_value();
  return view;
}

std::optional<AccountRecord> account_named(Ports& ports, std::string_view typed) {
  auto name = base::to_lower(base::squeeze(typed));
  name = name.substr(0, name.find('@'));
  auto record = ports.accounts.by_username(name);
  return record && record->person ? record : std::nullopt;
}

// What the officer reads off the document, against what is on record: letters and digits, whatever
// alphabet.
bool same_ending(const core::Identifiers& identifiers, core::IdentityDocument document,
                 std::string_view last_characters) {
  const auto typed = base::normalise_code(last_characters);
  const auto known = base::normalise_code(identifiers.document_number);
  return document == identifiers.document && typed.size() == 4 && known.ends_with(typed);
}

// Four characters would be guessed within minutes: by a clerk, or by who has a clerk's password.
struct ProofTries {
  std::string of_person, by_clerk;
};

ProofTries proof_tries(const Call& call, core::StaffId staff, core::PersonId person) {
  const auto hour = std::chrono::floor<std::chrono::hours>(call.now.instant);
  return {proof_key(person), "proofs_by:" + std::to_string(staff.value) + ":" +
                                 std::to_string(hour.time_since_epoch().count())};
}

bool must_wait(Ports& ports, const House& house, const Call& call, const ProofTries& tries) {
  const auto& rules = house.policy.attempts;
  const auto now = call.now.instant;
  return wait_of(rules, ports.throttle.attempts(tries.of_person), now) ||
         wait_of_client(rules, ports.throttle.attempts(tries.by_clerk), now);
}

void move_on(Ports& ports, House& house, const Call& call, core::AccountId account) {
  for (auto& application : ports.applications.waiting_of_account(account)) {
    if (!core::allows(application.stage, Step::hand_over)) continue;
    application.stage = Stage::handed_over;
    application.changed = call.now.instant;
    if (ports.applications.update(application))
      audit(ports, house, call, "application_handed_over", subject("application", application.id));
  }
}

// Whether an account may be handed over now, and what its sheet says.
std::expected<HandOver, HandOverProblem> look(Ports& ports, const House& house, const Call& call,
                                              core::AccountId id) {
  auto record = ports.accounts.find(id);
  if (!record || !record->person) return std::unexpected{HandOverProblem::no_such_account};
  if (record->account.closed) return std::unexpected{HandOverProblem::account_closed};
  if (!proved_today(ports, house, call, record->person))
    return std::unexpected{HandOverProblem::no_proof_today};
  return hand_over_to(ports, house, call, std::move(*record));
}

// From now on the code works, and no earlier one does.
std::expected<void, HandOverProblem> issue(Ports& ports, House& house, const Call& call,
                                           core::AccountId id, const base::Secret& code) {
  const auto found = look(ports, house, call, id);
  if (!found) return std::unexpected{found.error()};
  void_codes(ports, id);
  ports.tokens.insert(code, activation_token(house, call, TokenPurpose::activate, id));
  note_hand_over(ports, house, call, found->record);
  return {};
}

}  // namespace

HandOver hand_over_to(Ports& ports, const House& house, const Call& call, AccountRecord record) {
  const auto application = ports.applications.of_account(record.account.id);
  HandOver found{.record = std::move(record), .person = {}, .realm = 0, .number = {}};
  found.person = ports.people.find(found.record.person).value();
  found.realm = core::decide(house.policy, dossier_of(ports, found.person.id), call.now.day).realm;
  if (application) found.number = grouped(application->number, 5);
  return found;
}

std::string mint_activation_code(Random& random) {
  return mint_code(random, activation_characters);
}

Token activation_token(const House& house, const Call& call, TokenPurpose purpose,
                       core::AccountId id) {
  // Its last day is named on the sheet; of one that sleeps no day is.
  const std::chrono::days works{house.policy.applications.activation_code_days};
  const auto expires = purpose == TokenPurpose::activate
                           ? day_begins(house, call.now.day + works + std::chrono::days{1})
                           : call.now.instant + sheet_sleeps;
  return {.purpose = purpose, .subject = id.value, .expires = expires, .used = {}};
}

void void_codes(Ports& ports, core::AccountId id) {
  // Whoever is signed in may be the very one because of whom the holder came.
  ports.sessions.remove_all(SessionOf::holder, id.value);
  for (const auto purpose : {TokenPurpose::activate, TokenPurpose::dormant, TokenPurpose::sheet})
    ports.tokens.remove(purpose, id.value);
}

void note_hand_over(Ports& ports, House& house, const Call& call, const AccountRecord& record) {
  ports.throttle.clear("account:" + record.account.username);
  audit(ports, house, call, "code_handed_over", subject("account", record.account.id));
  move_on(ports, house, call, record.account.id);
}

HandOverSheet sheet_of(const House& house, const Call& call, const Staff& staff,
                       const HandOver& found, const std::string& code) {
  const auto& username = found.record.account.username;
  return {.holder = full_name(found.person.names, found.person.contact.language),
          .username = username,
          .address = username + "@" + house.policy.realms[found.realm].name,
          .code = base::Secret{grouped(code, 4)},
          .activate_url = house.base_url + "/activate",
          .made = call.now.instant,
          .day = call.now.day,
          .valid_until =
              call.now.day + std::chrono::days{house.policy.applications.activation_code_days},
          .officer = staff.name,
          .by = staff.role == Role::secretary ? HandOverSheet::By::secretariat
                                              : HandOverSheet::By::office,
          .number = found.number,
          .language = found.person.contact.language};
}

std::expected<Proof, ProofProblem> prove_by_ending(Ports& ports, House& house, const Call& call,
                                                   core::StaffId staff, const core::Person& person,
                                                   const SeenDocument& seen) {
  const auto tries = proof_tries(call, staff, person.id);
  if (must_wait(ports, house, call, tries)) return std::unexpected{ProofProblem::wait};
  if (!same_ending(person.identifiers, seen.document, seen.typed)) {
    ports.throttle.failed(tries.of_person, call.now.instant);
    ports.throttle.failed(tries.by_clerk, call.now.instant);
    audit(ports, house, call, "proof_refused", subject("person", person.id));
    return std::unexpected{ProofProblem::document_differs};
  }
  return write_proof(ports, house, call,
                     {.id = {house.random.next_id(call.now.instant)},
                      .person = person.id,
                      .by = staff,
                      .at = call.now.instant,
                      .document = seen.document,
                      .note = std::string{seen.note}});
}

std::expected<DeskView, DeskProblem> find_at_desk(House& house, const Call& call,
                                                  std::string_view typed) {
  using Result = std::expected<DeskView, DeskProblem>;
  if (base::squeeze(typed).empty()) return std::unexpected{DeskProblem::nothing_typed};
  auto found = house.store.read([&](Ports& ports) -> Result {
    if (auto application = ports.applications.find_number(base::normalise_code(typed))) {
      if (!application->account) return std::unexpected{DeskProblem::not_approved_yet};
      auto record = ports.accounts.find(application->account);
      if (!record) return std::unexpected{DeskProblem::not_found};
      return view(ports, house, call, std::move(*record), std::move(application));
    }
    auto record = account_named(ports, typed);
    if (!record) return std::unexpected{DeskProblem::not_found};
    return view(ports, house, call, std::move(*record), {});
  });
  if (found)
    house.store.write([&](Ports& ports) { note_reading(ports, house, call, found->person.id); });
  return found;
}

std::expected<Proof, ProofProblem> record_proof(House& house, const Call& call, core::StaffId staff,
                                                core::PersonId person_id,
                                                core::IdentityDocument document,
                                                std::string_view last_characters,
                                                std::string_view note) {
  using Result = std::expected<Proof, ProofProblem>;
  return house.store.write([&](Ports& ports) -> Result {
    const auto person = ports.people.find(person_id);
    if (!person) return std::unexpected{ProofProblem::no_such_person};
    return prove_by_ending(ports, house, call, staff, *person, {document, last_characters, note});
  });
}

std::expected<Bytes, HandOverProblem> hand_over(House& house, const Call& call, const Staff& staff,
                                                core::AccountId id) {
  const auto code = mint_activation_code(house.random);
  const auto found = house.store.read([&](Ports& ports) { return look(ports, house, call, id); });
  if (!found) return std::unexpected{found.error()};
  // Printed before it works: where the printer fails, the earlier code still does.
  auto sheet =
      house.printer.hand_over_sheet(house.policy, sheet_of(house, call, staff, *found, code));
  const auto issued = house.store.write(
      [&](Ports& ports) { return issue(ports, house, call, id, base::Secret{code}); });
  if (!issued) return std::unexpected{issued.error()};
  return sheet;
}

}  // namespace metroon::app
