#include "app/registry_row.hpp"

#include <algorithm>

#include "app/acts.hpp"
#include "app/alike.hpp"
#include "app/realms.hpp"
#include "app/usernames.hpp"
#include "core/names.hpp"
#include "core/registry_match.hpp"

namespace metroon::app {
namespace {

using core::Affiliation;
using core::Observation;
using core::Person;

std::string said_by(const core::Registry& registry) {
  return "registry " + registry.name;
}

BadRow held(const WantedRow& row, std::string reason) {
  return {
      .line = row.line, .key = row.row_key, .column = {}, .reason = std::move(reason), .found = {}};
}

core::Belonging whose(Ports& ports, const Observation& observed) {
  const auto likeness = core::likeness_of(observed);
  std::vector<core::Candidate> candidates;
  for (const auto& person : ports.people.alike(likeness))
    candidates.push_back({person.id, {person.names, person.birth, person.identifiers}});
  return core::belonging(likeness, candidates);
}

core::Names with_latin(core::Names names) {
  if (names.first_latin.empty()) names.first_latin = core::elot743(names.first);
  if (names.last_latin.empty()) names.last_latin = core::elot743(names.last);
  return names;
}

core::PersonId take_in(Ports& ports, House& house, const Call& call, const WantedRow& row) {
  const auto& observed = row.observation;
  const Person person{.id = {house.random.next_id(call.now.instant)},
                      .names = with_latin(observed.names),
                      .birth = observed.birth,
                      .contact = {observed.email, observed.phone, core::Language::el},
                      .identifiers = observed.identifiers,
                      .created = call.now.instant};
  ports.people.insert(person);
  audit(ports, house, call, "person_created", subject("person", person.id), "row " + row.row_key);
  return person.id;
}

bool fill(std::string& known, const std::string& observed) {
  if (!known.empty() || observed.empty()) return false;
  known = observed;
  return true;
}

// What is empty is filled; what was proven at the desk, or came from elsewhere, stays.
// @return false if a number is another member's.
bool complete(Ports& ports, House& house, const Call& call, core::PersonId id,
              const Observation& observed) {
  auto person = ports.people.find(id).value();
  bool changed = fill(person.contact.email, observed.email);
  changed = fill(person.contact.phone, observed.phone) || changed;
  changed = fill(person.identifiers.afm, observed.identifiers.afm) || changed;
  changed = fill(person.identifiers.amka, observed.identifiers.amka) || changed;
  if (fill(person.identifiers.document_number, observed.identifiers.document_number)) {
    person.identifiers.document = observed.identifiers.document;
    changed = true;
  }
  if (!changed) return true;
  if (!numbers_of_others(ports, person).empty()) return false;
  if (!ports.people.update(person)) throw std::logic_error{"a person changed under the writer"};
  audit(ports, house, call, "person_completed", subject("person", id));
  return true;
}

Affiliation affiliation_of(const core::Registry& registry, const Observation& observed) {
  return {.id = {},
          .kind = observed.kind,
          .unit = observed.unit,
          .from = observed.from,
          .ends = observed.ends,
          .ending = observed.ends ? observed.ending : core::Ending::lapsed,
          .head_of_unit = observed.head_of_unit,
          .asserted_by = said_by(registry)};
}

// Whoever collects at a secretariat gets an account now (B1, B2); others apply (B3). A member who
// has one keeps it, with an address in the realm that the capacity brings.
void see_to_account(Ports& ports, House& house, const Call& call, core::PersonId person,
                    const Affiliation& affiliation, const core::Names& names) {
  const auto realm = realm_with(ports, house, call, person, affiliation);
  if (const auto account = ports.accounts.of_person(person)) {
    if (!account->account.closed) add_address(ports, house, call, *account, realm);
    return;
  }
  const auto& kind = house.policy.affiliations[affiliation.kind];
  if (kind.joining != core::Joining::secretariat) return;
  const auto free = free_usernames(ports, house, names, 1);
  if (free.empty()) return;  // The office names the account by hand.
  core::Account account;
  account.id = {house.random.next_id(call.now.instant)};
  account.username = free.front();
  account.realm = realm;
  account.addresses.push_back({account.username, realm});
  ports.accounts.insert({.account = account, .person = person, .title = {}});
  audit(ports, house, call, "account_created", subject("account", account.id), account.username);
}

void begin(Ports& ports, House& house, const Call& call, core::PersonId person,
           const WantedRow& row, Affiliation& affiliation) {
  affiliation.id = {house.random.next_id(call.now.instant)};
  ports.people.add_affiliation(person, affiliation);
  audit(ports, house, call, "affiliation_added", subject("person", person),
        house.policy.affiliations[affiliation.kind].key);
  see_to_account(ports, house, call, person, affiliation, with_latin(row.observation.names));
}

std::optional<Affiliation> stored(Ports& ports, core::PersonId person, core::AffiliationId id) {
  const auto dossier = dossier_of(ports, person);
  const auto found = std::ranges::find(dossier.affiliations, id, &Affiliation::id);
  return found == dossier.affiliations.end() ? std::nullopt : std::optional{*found};
}

void end(Ports& ports, House& house, const Call& call, core::PersonId person, Affiliation one,
         core::Ending how) {
  if (one.ends && *one.ends <= call.now.day) return;
  one.ends = std::max(one.from, call.now.day);
  one.ending = how;
  ports.people.update_affiliation(one);
  audit(ports, house, call, "affiliation_ended", subject("person", person),
        house.policy.affiliations[one.kind].key);
}

// Another capacity under the same key is a new affiliation: what the old one gave is kept or ended
// by its own rules.
core::AffiliationId change(Ports& ports, House& house, const Call& call,
                           const core::Registry& registry, const RegistryRow& known,
                           const WantedRow& row) {
  auto wanted = affiliation_of(registry, row.observation);
  const auto before = stored(ports, known.person, known.affiliation);
  if (!before || before->kind != wanted.kind) {
    if (before) end(ports, house, call, known.person, *before, registry.silence);
    begin(ports, house, call, known.person, row, wanted);
    return wanted.id;
  }
  wanted.id = before->id;
  wanted.asserted_by = before->asserted_by;
  if (wanted == *before) return wanted.id;
  ports.people.update_affiliation(wanted);
  audit(ports, house, call, "affiliation_changed", subject("person", known.person),
        house.policy.affiliations[wanted.kind].key);
  return wanted.id;
}

void leave(Ports& ports, const core::Registry& registry, const WantedRow& row,
           core::PersonId person, core::AffiliationId affiliation, RowState state) {
  ports.registries.put(registry.name, {.row_key = row.row_key,
                                       .fingerprint = row.fingerprint,
                                       .person = person,
                                       .affiliation = affiliation,
                                       .state = state});
}

std::optional<BadRow> follow(Ports& ports, House& house, const Call& call,
                             const core::Registry& registry, const RegistryRow& known,
                             const WantedRow& row) {
  const auto person = ports.people.find(known.person).value();
  // Nothing is stored: the row is looked at again until it fits, or the office corrects the person.
  if (!core::still_theirs({person.names, person.birth, person.identifiers},
                          core::likeness_of(row.observation)))
    return held(row, "somebody_else_now");
  if (!complete(ports, house, call, known.person, row.observation))
    return held(row, "number_of_another");
  const auto affiliation = change(ports, house, call, registry, known, row);
  leave(ports, registry, row, known.person, affiliation, RowState::asserted);
  reconsider(ports, house, call, known.person);
  return {};
}

std::optional<BadRow> join(Ports& ports, House& house, const Call& call,
                           const core::Registry& registry, core::PersonId person,
                           const WantedRow& row) {
  if (!person)
    person = take_in(ports, house, call, row);
  else if (!complete(ports, house, call, person, row.observation))
    return held(row, "number_of_another");
  auto affiliation = affiliation_of(registry, row.observation);
  begin(ports, house, call, person, row, affiliation);
  leave(ports, registry, row, person, affiliation.id, RowState::asserted);
  reconsider(ports, house, call, person);
  return {};
}

std::optional<BadRow> meet(Ports& ports, House& house, const Call& call,
                           const core::Registry& registry, const WantedRow& row) {
  const auto found = whose(ports, row.observation);
  switch (found.whose) {
    case core::Whose::theirs:
    case core::Whose::nobodys:
      return join(ports, house, call, registry,
                  found.whose == core::Whose::theirs ? found.person : core::PersonId{}, row);
    case core::Whose::perhaps:
      leave(ports, registry, row, {}, {}, RowState::held);
      return held(row, "perhaps_somebody_known");
    case core::Whose::conflict:
      leave(ports, registry, row, {}, {}, RowState::held);
      return held(row, "numbers_contradict");
  }
  return {};
}

}  // namespace

std::optional<BadRow> carry_out(Ports& ports, House& house, const Call& call,
                                const core::Registry& registry, const WantedRow& row) {
  const auto known = ports.registries.row(registry.name, row.row_key);
  if (!known) return meet(ports, house, call, registry, row);
  switch (known->state) {
    case RowState::asserted:
      if (known->fingerprint == row.fingerprint) return {};
      return follow(ports, house, call, registry, *known, row);
    case RowState::ended:
      return follow(ports, house, call, registry, *known, row);
    case RowState::held:
      return meet(ports, house, call, registry, row);
    case RowState::decided_same:
    case RowState::decided_new:
      return join(ports, house, call, registry, known->person, row);
  }
  return {};
}

void end_left_out(Ports& ports, House& house, const Call& call, const core::Registry& registry,
                  const std::string& row_key) {
  auto known = ports.registries.row(registry.name, row_key);
  if (!known || known->state != RowState::asserted) return;
  if (const auto one = stored(ports, known->person, known->affiliation))
    end(ports, house, call, known->person, *one, registry.silence);
  known->state = RowState::ended;
  ports.registries.put(registry.name, *known);
  reconsider(ports, house, call, known->person);
}

}  // namespace metroon::app
