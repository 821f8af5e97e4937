#include "app/registry_row.hpp"

#include <algorithm>
#include <utility>

#include "app/acts.hpp"
#include "app/affiliation_detail.hpp"
#include "core/decide.hpp"
#include "core/lifetime.hpp"
#include "core/names.hpp"
#include "core/restated.hpp"

namespace metroon::app {
namespace {

using core::Affiliation;
using core::Observation;
using core::Person;

BadRow held(const WantedRow& row, std::string reason) {
  return {
      .line = row.line, .key = row.row_key, .column = {}, .reason = std::move(reason), .found = {}};
}

core::Names with_latin(core::Names names) {
  if (names.first_latin.empty()) names.first_latin = core::elot743(names.first);
  if (names.last_latin.empty()) names.last_latin = core::elot743(names.last);
  return names;
}

template <class Id>
Id new_id(const RegistryBatch& batch) {
  return {batch.house().random.next_id(batch.call().now.instant)};
}

const core::AffiliationKind& kind_of(const RegistryBatch& batch, const Affiliation& one) {
  return batch.house().policy.affiliations[one.kind];
}

core::PersonId take_in(RegistryBatch& batch, const WantedRow& row) {
  const auto& observed = row.observation;
  const auto id = new_id<core::PersonId>(batch);
  batch.add(Person{.id = id,
                   .names = with_latin(observed.names),
                   .birth = observed.birth,
                   .contact = {observed.email, observed.phone, core::Language::el},
                   .identifiers = observed.identifiers,
                   .created = batch.call().now.instant});
  batch.audit("person_created", subject("person", id), "row " + row.row_key);
  return id;
}

// Notes the item's name, not what it is.
bool fill(std::string& items, std::string_view item, std::string& known,
          const std::string& observed) {
  if (!known.empty() || observed.empty()) return false;
  known = observed;
  items += (items.empty() ? "" : ", ") + std::string{item};
  return true;
}

// What is empty is filled; what was proven at the desk, or came from elsewhere, stays.
// @return false if a number is another member's.
bool complete(RegistryBatch& batch, core::PersonId id, const Observation& observed) {
  auto person = batch.person(id);
  auto& numbers = person.identifiers;
  std::string items;
  fill(items, "email", person.contact.email, observed.email);
  fill(items, "phone", person.contact.phone, observed.phone);
  fill(items, "afm", numbers.afm, observed.identifiers.afm);
  fill(items, "amka", numbers.amka, observed.identifiers.amka);
  if (fill(items, "document", numbers.document_number, observed.identifiers.document_number))
    numbers.document = observed.identifiers.document;
  if (items.empty()) return true;
  if (!batch.update(person)) return false;
  batch.audit("person_completed", subject("person", id), items);
  return true;
}

Affiliation affiliation_of(const RegistryBatch& batch, const Observation& observed) {
  return core::affiliation_of(observed, "registry " + batch.registry().name);
}

void see_to_address(RegistryBatch& batch, core::PersonId person, core::RealmIndex realm) {
  const auto& account = batch.dossier(person).account.value();
  const core::Address address{account.username, realm};
  if (account.closed || std::ranges::find(account.addresses, address) != account.addresses.end())
    return;
  batch.audit("address_added", subject("account", account.id),
              address.local + "@" + batch.house().policy.realms[realm].name);
  batch.add(person, address);
}

// Whoever collects at a secretariat gets an account now (B1, B2); others apply (B3). A member who
// has one keeps it, with an address in the realm that the capacity brings.
void see_to_account(RegistryBatch& batch, core::PersonId person, const Affiliation& affiliation,
                    const core::Names& names) {
  const auto& dossier = batch.dossier(person);
  const auto realm =
      core::decide(batch.house().policy, dossier, std::max(batch.call().now.day, affiliation.from))
          .realm;
  if (dossier.account) return see_to_address(batch, person, realm);
  if (kind_of(batch, affiliation).joining != core::Joining::secretariat) return;
  core::Account account;
  account.username = batch.free_username(with_latin(names));
  if (account.username.empty()) return;  // The office names the account by hand.
  account.id = new_id<core::AccountId>(batch);
  account.made = batch.call().now.day;
  account.realm = realm;
  account.addresses.push_back({account.username, realm});
  batch.audit("account_created", subject("account", account.id), account.username);
  batch.add(person, account);
}

void begin(RegistryBatch& batch, core::PersonId person, const WantedRow& row,
           Affiliation& affiliation) {
  affiliation.id = new_id<core::AffiliationId>(batch);
  if (affiliation.ends)
    affiliation.ends = core::recorded_end(batch.house().policy, batch.dossier(person), nullptr,
                                          *affiliation.ends, batch.call().now.day);
  batch.add(person, affiliation);
  batch.audit("affiliation_added", subject("person", person),
              detail_of(batch.house().policy, affiliation));
  see_to_account(batch, person, affiliation, row.observation.names);
}

std::optional<Affiliation> stored(const core::Dossier& dossier, core::AffiliationId id) {
  const auto found = std::ranges::find(dossier.affiliations, id, &Affiliation::id);
  return found == dossier.affiliations.end() ? std::nullopt : std::optional{*found};
}

// Another capacity under the same key is a new affiliation: what the old one gave is kept or ended
// by its own rules.
core::AffiliationId replace(RegistryBatch& batch, const RegistryRow& known,
                            const std::optional<Affiliation>& before, const WantedRow& row,
                            Affiliation wanted) {
  const auto person = known.person;
  if (before)
    if (const auto over =
            core::left_out(batch.house().policy, batch.dossier(person), *before, known.ends,
                           batch.call().now.day, batch.registry().silence)) {
      batch.update(person, *over);
      batch.audit("affiliation_ended", subject("person", person),
                  detail_of(batch.house().policy, *before, *over));
    }
  begin(batch, person, row, wanted);
  return wanted.id;
}

core::AffiliationId restate(RegistryBatch& batch, core::PersonId person, const WantedRow& row,
                            const Affiliation& before, const Affiliation& wanted,
                            std::optional<Day> said_before) {
  auto after = core::restated(batch.house().policy, batch.dossier(person), before, wanted,
                              said_before, batch.call().now.day);
  auto& one = after.affiliation;
  one.asserted_by = wanted.asserted_by;
  if (after.another) {
    begin(batch, person, row, one);
  } else if (one != before) {
    batch.update(person, one);
    batch.audit("affiliation_changed", subject("person", person),
                detail_of(batch.house().policy, before, one));
  }
  return one.id;
}

core::AffiliationId change(RegistryBatch& batch, const RegistryRow& known, const WantedRow& row) {
  auto wanted = affiliation_of(batch, row.observation);
  const auto before = stored(batch.dossier(known.person), known.affiliation);
  if (!before || before->kind != wanted.kind)
    return replace(batch, known, before, row, std::move(wanted));
  return restate(batch, known.person, row, *before, wanted, known.ends);
}

void leave(RegistryBatch& batch, const WantedRow& row, core::PersonId person,
           core::AffiliationId affiliation, RowState state) {
  batch.leave({.row_key = row.row_key,
               .fingerprint = row.fingerprint,
               .person = person,
               .affiliation = affiliation,
               .state = state,
               .person_key = row.person_key(),
               .ends = row.observation.ends});
}

// It is held beside what it said before, and looked at again until it fits: the office may correct
// the person, or say who it is.
std::optional<BadRow> dispute(RegistryBatch& batch, const WantedRow& row, std::string reason) {
  batch.hold(row, reason);
  return held(row, std::move(reason));
}

std::optional<BadRow> go_on(RegistryBatch& batch, const RegistryRow& known, const WantedRow& row) {
  if (!complete(batch, known.person, row.observation)) return held(row, "number_of_another");
  const auto affiliation = change(batch, known, row);
  leave(batch, row, known.person, affiliation, RowState::asserted);
  return {};
}

std::optional<BadRow> follow(RegistryBatch& batch, const RegistryRow& known, const WantedRow& row) {
  const auto& person = batch.person(known.person);
  if (!core::still_theirs(core::likeness_of(person), core::likeness_of(row.observation)))
    return dispute(batch, row, "somebody_else_now");
  if (auto why = go_on(batch, known, row)) return dispute(batch, row, std::move(why->reason));
  return {};
}

std::optional<BadRow> join(RegistryBatch& batch, core::PersonId person, const WantedRow& row) {
  if (!person)
    person = take_in(batch, row);
  else if (!complete(batch, person, row.observation))
    return held(row, "number_of_another");
  auto affiliation = affiliation_of(batch, row.observation);
  if (const auto paper = core::on_paper(batch.house().policy, batch.dossier(person), affiliation,
                                        batch.call().now.day))
    affiliation.id = restate(batch, person, row, *paper, affiliation, {});
  else
    begin(batch, person, row, affiliation);
  leave(batch, row, person, affiliation.id, RowState::asserted);
  return {};
}

std::optional<BadRow> keep_for_office(RegistryBatch& batch, const WantedRow& row,
                                      std::string reason) {
  batch.hold(row, reason);
  leave(batch, row, {}, {}, RowState::held);
  return held(row, std::move(reason));
}

std::optional<BadRow> meet(RegistryBatch& batch, const WantedRow& row, std::size_t at) {
  const auto found = core::belonging(core::likeness_of(row.observation), batch.alike(at));
  switch (found.whose) {
    case core::Whose::theirs:
    case core::Whose::nobodys:
      return join(batch, found.whose == core::Whose::theirs ? found.person : core::PersonId{}, row);
    case core::Whose::perhaps:
      return keep_for_office(batch, row, "perhaps_somebody_known");
    case core::Whose::conflict:
      return keep_for_office(batch, row, "numbers_contradict");
  }
  return {};
}

// Who was new when the office decided may have applied since.
core::PersonId certainly(RegistryBatch& batch, const WantedRow& row, std::size_t at) {
  const auto found = core::belonging(core::likeness_of(row.observation), batch.alike(at));
  return found.whose == core::Whose::theirs ? found.person : core::PersonId{};
}

// Nobody new has the AFM or AMKA of a member.
bool has_number_of_another(RegistryBatch& batch, const WantedRow& row, std::size_t at) {
  const auto& seen = row.observation.identifiers;
  return std::ranges::any_of(batch.alike(at), [&](const core::Candidate& one) {
    const auto& theirs = one.likeness.identifiers;
    return (!seen.afm.empty() && seen.afm == theirs.afm) ||
           (!seen.amka.empty() && seen.amka == theirs.amka);
  });
}

std::optional<BadRow> join_new(RegistryBatch& batch, const WantedRow& row, std::size_t at) {
  const auto person = certainly(batch, row, at);
  if (!person && has_number_of_another(batch, row, at)) return held(row, "number_of_another");
  return join(batch, person, row);
}

}  // namespace

std::optional<BadRow> carry_out(RegistryBatch& batch, const WantedRow& row, std::size_t at) {
  const auto* known = batch.known(row.row_key);
  if (known == nullptr) return meet(batch, row, at);
  switch (known->state) {
    case RowState::asserted:
      if (known->fingerprint == row.fingerprint) {
        batch.settle(row);
        return {};
      }
      return follow(batch, *known, row);
    case RowState::ended:
      return follow(batch, *known, row);
    case RowState::erased:
      if (known->fingerprint == row.fingerprint) return {};
      return meet(batch, row, at);
    case RowState::held:
      return meet(batch, row, at);
    case RowState::decided_same:
      return known->affiliation ? go_on(batch, *known, row) : join(batch, known->person, row);
    case RowState::decided_new:
      return join_new(batch, row, at);
  }
  return {};
}

namespace {

// The row's affiliation ends today. @return its end; it may have been over before. What the
// registry itself gave as a day that is past goes on being its word.
std::optional<Day> end_asserted(Ports& ports, House& house, const Call& call,
                                const RegistryRow& known, core::Ending how) {
  const auto dossier = dossier_of(ports, known.person);
  const auto one = stored(dossier, known.affiliation);
  if (!one) return {};
  const auto over = core::left_out(house.policy, dossier, *one, known.ends, call.now.day, how);
  if (!over) return one->ends;
  ports.people.update_affiliation(*over);
  audit(ports, house, call, "affiliation_ended", subject("person", known.person),
        detail_of(house.policy, *one, *over));
  reconsider(ports, house, call, known.person);
  return known.ends && *known.ends <= call.now.day ? known.ends : over->ends;
}

}  // namespace

RegistryRow decided(RegistryRow row, core::PersonId person) {
  row.state = person ? RowState::decided_same : RowState::decided_new;
  if (std::exchange(row.person, person) != person || !person) row.affiliation = {}, row.ends = {};
  return row;
}

void end_if_somebody_elses(Ports& ports, House& house, const Call& call, const RegistryRow& before,
                           core::PersonId person, const core::Registry* registry) {
  if (before.affiliation && before.person != person)
    (void)end_asserted(ports, house, call, before,
                       registry == nullptr ? core::Ending::lapsed : registry->silence);
}

void end_left_out(Ports& ports, House& house, const Call& call, const core::Registry& registry,
                  const std::string& row_key) {
  auto known = ports.registries.row(registry.name, row_key);
  if (!known || known->state != RowState::asserted) return;
  known->ends = end_asserted(ports, house, call, *known, registry.silence);
  known->state = RowState::ended;
  ports.registries.put(registry.name, *known);
}

}  // namespace metroon::app
