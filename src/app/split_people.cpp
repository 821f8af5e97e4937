#include <algorithm>
#include <limits>

#include "app/acts.hpp"
#include "app/merge.hpp"
#include "app/merging.hpp"
#include "base/text.hpp"
#include "core/account_state.hpp"

namespace metroon::app {
namespace {

using Problem = SplitProblem;

// The one who stayed was given up since, or somebody else was merged into them.
bool has_later_merge(Ports& ports, const MergeRecord& record) {
  const auto all = ports.merges.into(record.keep);
  return ports.merges.standing_for(record.keep) != record.keep ||
         (!all.empty() && all.back().id != record.id);
}

// The data are again as they were, unless somebody has corrected them since.
void give_back_data(Ports& ports, const MergeRecord& record, const std::optional<Instant>& proved,
                    const core::Person& other, const std::optional<Instant>& other_proved) {
  auto person = ports.people.find(record.keep).value();
  core::MergeSide before{.person = person, .dossier = {}, .proved = proved};
  before.person.names = record.before.names;
  before.person.birth = record.before.birth;
  before.person.identifiers = record.before.identifiers;
  const auto made =
      core::merged_person(before, {.person = other, .dossier = {}, .proved = other_proved});
  if (person.names == made.names) person.names = record.before.names;
  if (person.birth == made.birth) person.birth = record.before.birth;
  if (person.identifiers == made.identifiers) {
    person.identifiers = record.before.identifiers;
  } else {  // A number of the other's is never that of both.
    auto& numbers = person.identifiers;
    if (numbers.afm == other.identifiers.afm) numbers.afm = record.before.identifiers.afm;
    if (numbers.amka == other.identifiers.amka) numbers.amka = record.before.identifiers.amka;
    if (numbers.document_number == other.identifiers.document_number) {
      numbers.document = record.before.identifiers.document;
      numbers.document_number = record.before.identifiers.document_number;
    }
  }
  if (!ports.people.update(person))
    throw std::logic_error{"a person changed within their own transaction"};
}

std::string username_of(Ports& ports, core::AccountId id) {
  const auto record = id ? ports.accounts.find(id) : std::nullopt;
  return record ? record->account.username : std::string{};
}

std::optional<Instant> last_proof(Ports& ports, core::PersonId person) {
  const auto proof = ports.proofs.latest(person);
  return proof ? std::optional{proof->at} : std::nullopt;
}

void lift_suspension(Ports& ports, const MergeRecord& record) {
  if (!record.keep_account || !record.other_account || !ports.merges.suspension_noted(record.id))
    return;
  const auto keep = ports.accounts.find(record.keep_account);
  const auto other = ports.accounts.find(record.other_account);
  if (keep->account.suspended == other->account.suspended)
    ports.accounts.set_suspended(record.keep_account, {});
}

void tell(Ports& ports, House& house, const Call& call, const MergeRecord& record) {
  const bool two = record.keep_account && record.other_account;
  for (const auto id : {record.keep, record.other}) {
    const auto person = ports.people.find(id).value();
    const auto account = ports.accounts.of_person(id);
    if (person.contact.email.empty() || (account && !core::may_be_written_to(account->account)))
      continue;
    post(ports, house, call, {person.contact.email, person.contact.language},
         id == record.other && two ? "mail.split_new_code" : "mail.split",
         {{"name", full_name(person.names, person.contact.language)},
          {"username", account ? account->account.username : std::string{}},
          {"place", house.policy.office.place.in(person.contact.language)},
          {"hours", house.texts.office_hours(person.contact.language, house.policy.office.hours)},
          {"link", house.base_url + "/account"}},
         house.policy.office.email);
  }
}

std::expected<MergeRecord, Problem> split(Ports& ports, House& house, const Call& call,
                                          core::MergeId id, std::string_view reason) {
  auto record = ports.merges.find(id);
  if (!record) return std::unexpected{Problem::no_such_merge};
  if (record->undone) return std::unexpected{Problem::already_undone};
  if (has_later_merge(ports, *record)) return std::unexpected{Problem::later_merge};
  if (base::squeeze(reason).empty()) return std::unexpected{Problem::reason_missing};

  for (const auto person : {record->keep, record->other})
    keep_facts(ports, house, call, dossier_of(ports, person));
  record->undone = {call.now.instant, call.actor, std::string{reason}};
  if (!ports.merges.undo(*record)) return std::unexpected{Problem::already_undone};
  give_back_data(ports, *record, last_proof(ports, record->keep),
                 ports.people.find(record->other).value(), last_proof(ports, record->other));
  lift_suspension(ports, *record);
  ports.merges.tell_apart(record->keep, record->other, call.actor, call.now.instant);
  for (const auto& [one, other] :
       {std::pair{record->keep, record->other}, std::pair{record->other, record->keep}}) {
    audit(ports, house, call, "merge_undone", subject("person", one),
          subject("person", other) + ": " + std::string{reason});
    reconsider(ports, house, call, one);
  }
  tell(ports, house, call, *record);
  return std::move(*record);
}

}  // namespace

std::expected<MergeRecord, SplitProblem> split_people(House& house, const Call& call,
                                                      core::MergeId id, std::string_view reason) {
  return house.store.write([&](Ports& ports) { return split(ports, house, call, id, reason); });
}

std::optional<MergeView> open_merge(House& house, const Call& call, core::MergeId id) {
  return house.store.write([&](Ports& ports) -> std::optional<MergeView> {
    auto record = ports.merges.find(id);
    if (!record) return {};
    MergeView view{.record = *record,
                   .keep = {},
                   .other = {},
                   .keep_username = username_of(ports, record->keep_account),
                   .other_username = username_of(ports, record->other_account),
                   .since = {}};
    view.keep = ports.people.find(view.record.keep).value();
    view.other = ports.people.find(view.record.other).value();
    view.later_merge = !view.record.undone && has_later_merge(ports, view.record);
    std::vector subjects{subject("person", view.record.keep)};
    if (const auto account = ports.accounts.of_person(view.record.keep))
      subjects.push_back(subject("account", account->account.id));
    const auto until = view.record.undone ? view.record.undone->at : call.now.instant;
    for (const auto& one : subjects)
      for (auto& entry : ports.audit.about(one, 1000))
        if (entry.at > view.record.at && entry.at <= until && entry.action != "person_read" &&
            entry.action != "merge_undone" && entry.action != "facts_kept")
          view.since.push_back(std::move(entry));
    std::ranges::stable_sort(view.since, {}, &AuditEntry::at);
    for (const auto person : {view.record.keep, view.record.other})
      note_reading(ports, house, call, person);
    return view;
  });
}

std::vector<MergeRow> list_merges(House& house, const Call&, core::MergeId before,
                                  std::size_t limit) {
  constexpr core::MergeId newest{std::numeric_limits<std::int64_t>::max()};
  return house.store.read([&](Ports& ports) {
    std::vector<MergeRow> rows;
    for (auto& record : ports.merges.list(before ? before : newest, limit)) {
      const auto keep = ports.people.find(record.keep).value();
      const auto other = ports.people.find(record.other).value();
      auto kept = username_of(ports, record.keep_account);
      auto given_up = username_of(ports, record.other_account);
      rows.push_back(
          {std::move(record), keep.names, other.names, std::move(kept), std::move(given_up)});
    }
    return rows;
  });
}

}  // namespace metroon::app
