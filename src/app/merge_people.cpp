#include <algorithm>
#include <utility>

#include "app/acts.hpp"
#include "app/dossier_detail.hpp"
#include "app/merge.hpp"
#include "app/merging.hpp"
#include "base/text.hpp"
#include "core/account_state.hpp"
#include "core/decide.hpp"

namespace metroon::app {
namespace {

using Problem = MergeProblem;

Problem problem_of(core::MergeObstacle obstacle) {
  switch (obstacle) {
    case core::MergeObstacle::same_record:
      return Problem::same_record;
    case core::MergeObstacle::afm_differs:
      return Problem::afm_differs;
    case core::MergeObstacle::amka_differs:
      return Problem::amka_differs;
    case core::MergeObstacle::working_account_must_stay:
      return Problem::working_account_must_stay;
  }
  std::unreachable();
}

core::AccountId account_of(const core::MergeSide& side) {
  return side.dossier.account ? side.dossier.account->id : core::AccountId{};
}

// Nobody comes in by the account that is given up from now on, and no code of it opens anything.
void shut_out(Ports& ports, core::AccountId account) {
  ports.sessions.remove_all(SessionOf::holder, account.value);
  ports.tokens.remove(TokenPurpose::activate, account.value);
  ports.credentials.remove_password(account);
}

// What the staying account gets of its own; the rows of the other follow in `move`.
void settle_account(Ports& ports, House& house, const Call& call, const MergeRecord& record,
                    const core::Merged& merged) {
  ports.merges.add_holds(record, merged.added_holds);
  ports.merges.move_account(record, call.now.day);
  if (!record.keep_account || !record.other_account) return;
  shut_out(ports, record.other_account);
  for (const auto& choice : merged.taken_choices)
    ports.accounts.set_choice(record.keep_account, choice.service, choice.on);
  ports.merges.note_choices(record, merged.taken_choices);
  if (merged.suspension_taken) {
    ports.accounts.set_suspended(record.keep_account, merged.dossier.account->suspended);
    ports.merges.note_suspension(record);
    ports.sessions.remove_all(SessionOf::holder, record.keep_account.value);
  }
  audit(ports, house, call, "account_given_up", subject("account", record.other_account),
        subject("account", record.keep_account));
  audit(ports, house, call, "addresses_added", subject("account", record.keep_account),
        subject("account", record.other_account));
}

void tell(Ports& ports, House& house, const Call& call, const core::MergeSide& keep,
          const core::MergeSide& other) {
  const auto account = ports.accounts.of_person(keep.person.id);
  const auto& given_up = other.dossier.account;
  const bool two = keep.dossier.account && given_up;
  for (const auto* side : {&keep, &other}) {
    if (!core::may_be_written_to(side->dossier.account)) continue;
    const auto* person = &side->person;
    const auto& contact = person->contact;
    const bool again = person == &other.person &&
                       base::to_lower(contact.email) == base::to_lower(keep.person.contact.email);
    if (contact.email.empty() || again) continue;
    post(ports, house, call, {contact.email, contact.language},
         two ? "mail.merged_accounts" : "mail.merged",
         {{"name", full_name(person->names, contact.language)},
          {"username", account ? account->account.username : std::string{}},
          {"old", given_up ? given_up->username : std::string{}},
          {"link", house.base_url + "/account"}},
         house.policy.office.email);
  }
}

std::expected<MergeRecord, Problem> merge(Ports& ports, House& house, const Call& call,
                                          const Merging& asked) {
  const auto keep = merge_side(ports, asked.keep);
  const auto other = merge_side(ports, asked.other);
  if (!keep || !other) return std::unexpected{Problem::no_such_person};
  if (keep->person.version != asked.keep_version || other->person.version != asked.other_version ||
      ports.merges.standing_for(asked.keep) != asked.keep ||
      ports.merges.standing_for(asked.other) != asked.other)
    return std::unexpected{Problem::someone_was_first};
  if (const auto obstacle = core::merge_obstacle(*keep, *other, call.now.day))
    return std::unexpected{problem_of(*obstacle)};
  if (base::squeeze(asked.reason).empty()) return std::unexpected{Problem::reason_missing};

  const auto merged = core::merge(house.policy, *keep, *other, call.now.day);
  const auto person = core::merged_person(*keep, *other);
  MergeRecord record{.id = {house.random.next_id(call.now.instant)},
                     .keep = asked.keep,
                     .other = asked.other,
                     .keep_account = account_of(*keep),
                     .other_account = account_of(*other),
                     .reason = asked.reason,
                     .by = call.actor,
                     .at = call.now.instant,
                     .before = keep->person,
                     .undone = {}};
  for (const auto* side : {&*keep, &*other}) keep_facts(ports, house, call, side->dossier);
  ports.merges.insert(record);
  if (!ports.merges.give_up(record, asked.other_version) || !ports.people.update(person))
    throw std::logic_error{"a person changed within their own transaction"};
  ports.merges.move(record, merged.told_anew);
  settle_account(ports, house, call, record, merged);
  add_realm_address(ports, house, call, asked.keep);
  audit(ports, house, call, "person_merged", subject("person", asked.keep),
        subject("person", asked.other) + ": " + asked.reason);
  audit(ports, house, call, "person_given_up", subject("person", asked.other),
        subject("person", asked.keep) + ": " + asked.reason);
  reconsider(ports, house, call, asked.keep);
  tell(ports, house, call, *keep, *other);
  return record;
}

}  // namespace

std::optional<core::MergeSide> merge_side(Ports& ports, core::PersonId id) {
  auto person = ports.people.find(id);
  if (!person) return {};
  const auto proof = ports.proofs.latest(id);
  return core::MergeSide{.person = std::move(*person),
                         .dossier = dossier_of(ports, id),
                         .proved = proof ? std::optional{proof->at} : std::nullopt};
}

void keep_facts(Ports& ports, const House& house, const Call& call, const core::Dossier& dossier) {
  audit(ports, house, call, "facts_kept", subject("person", dossier.person),
        detail_of(house.policy, dossier));
}

void add_realm_address(Ports& ports, House& house, const Call& call, core::PersonId person) {
  const auto dossier = dossier_of(ports, person);
  if (!dossier.account) return;
  const auto realm = core::decide(house.policy, dossier, call.now.day).realm;
  const core::Address address{dossier.account->username, realm};
  const auto& known = dossier.account->addresses;
  if (std::ranges::find(known, address) != known.end()) return;
  ports.accounts.add_address(dossier.account->id, address);
  audit(ports, house, call, "address_added", subject("account", dossier.account->id),
        address.local + "@" + house.policy.realms[address.realm].name);
}

std::expected<MergeRecord, MergeProblem> merge_people(House& house, const Call& call,
                                                      const Merging& asked) {
  return house.store.write([&](Ports& ports) { return merge(ports, house, call, asked); });
}

}  // namespace metroon::app
