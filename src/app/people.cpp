// The office looks at members, and corrects what is wrong about them (E1).
#include <algorithm>

#include "app/acts.hpp"
#include "app/alike.hpp"
#include "app/office.hpp"
#include "app/usernames.hpp"
#include "base/text.hpp"

namespace metroon::app {
namespace {

using Problem = CorrectionProblem;

std::string changed_items(const core::Person& before, const core::Person& after) {
  std::string items;
  const auto name = [&](bool differs, std::string_view item) {
    if (differs) items += (items.empty() ? "" : ", ") + std::string{item};
  };
  name(before.names != after.names, "names");
  name(before.birth != after.birth, "birth");
  name(before.contact != after.contact, "contact");
  name(before.identifiers != after.identifiers, "identifiers");
  return items;
}

void add_history(Ports& ports, core::PersonId id, std::vector<AuditEntry>& history) {
  std::vector subjects{subject("person", id)};
  if (const auto account = ports.accounts.of_person(id))
    subjects.push_back(subject("account", account->account.id));
  for (const auto& one : subjects) {
    auto entries = ports.audit.about(one, 200);
    history.insert(history.end(), std::make_move_iterator(entries.begin()),
                   std::make_move_iterator(entries.end()));
  }
}

}  // namespace

std::optional<PersonView> open_person(House& house, const Call& call, core::PersonId asked) {
  return house.store.write([&](Ports& ports) -> std::optional<PersonView> {
    const auto id = ports.merges.standing_for(asked);
    auto person = ports.people.find(id);
    if (!person) return {};
    PersonView view{.person = std::move(*person),
                    .dossier = dossier_of(ports, id),
                    .standing = {},
                    .proof = ports.proofs.latest(id),
                    .history = {},
                    .shared = {},
                    .alias_proposals = {},
                    .merges = {}};
    if (view.dossier.account)
      view.standing = core::decide(house.policy, view.dossier, call.now.day);
    for (const auto account : ports.accounts.shared_of(id))
      if (auto record = ports.accounts.find(account)) view.shared.push_back(std::move(*record));
    note_reading(ports, house, call, id);
    if (view.dossier.account)
      view.alias_proposals = free_usernames(ports, house, view.person.names, 3);
    view.merges = ports.merges.into(id);
    add_history(ports, id, view.history);
    for (const auto stub : ports.merges.stubs_of(id)) add_history(ports, stub, view.history);
    // What was kept before a merge is for those who look back: the merge itself is told.
    std::erase_if(view.history, [](const AuditEntry& entry) {
      return entry.action == "person_read" || entry.action == "facts_kept";
    });
    std::ranges::stable_sort(view.history, {}, &AuditEntry::at);
    return view;
  });
}

std::vector<PersonRow> find_people(House& house, const Call&, std::string_view text) {
  if (base::squeeze(text).empty()) return {};
  return house.store.read([&](Ports& ports) { return ports.people.search(text, 50); });
}

std::expected<core::Person, CorrectionRefused> correct_person(House& house, const Call& call,
                                                              core::PersonId id,
                                                              const Correction& correction) {
  using Result = std::expected<core::Person, CorrectionRefused>;
  const auto refuse = [](Problem problem) {
    return std::unexpected{CorrectionRefused{problem, {}}};
  };
  return house.store.write([&](Ports& ports) -> Result {
    const auto before = ports.people.find(id);
    if (!before) return refuse(Problem::no_such_person);
    if (before->version != correction.version) return refuse(Problem::someone_was_first);
    const auto proof = ports.proofs.latest(id);
    if (!proof || house.civil_day(proof->at) != call.now.day)
      return refuse(Problem::no_proof_today);
    if (base::squeeze(correction.reason).empty()) return refuse(Problem::text_missing);
    const auto checked = core::check_person(house.policy, correction.data, call.now.day);
    if (!checked) return std::unexpected{CorrectionRefused{Problem::fields, checked.error()}};

    core::Person after = *before;
    after.names = checked->names;
    after.birth = checked->birth;
    after.contact = checked->contact;
    after.contact.language = before->contact.language;  // The holder's own choice, not the clerk's.
    after.identifiers = checked->identifiers;
    if (auto taken = numbers_of_others(ports, after); !taken.empty())
      return std::unexpected{CorrectionRefused{Problem::fields, std::move(taken)}};
    if (!ports.people.update(after)) return refuse(Problem::someone_was_first);
    ++after.version;
    audit(ports, house, call, "person_corrected", subject("person", id),
          changed_items(*before, after) + ": " + correction.reason);
    post(ports, house, call, {before->contact.email, before->contact.language}, "mail.corrected",
         {{"name", full_name(after.names, before->contact.language)},
          {"support", house.policy.institution.support_email}});
    return after;
  });
}

}  // namespace metroon::app
