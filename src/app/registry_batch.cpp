#include "app/registry_batch.hpp"

#include <algorithm>
#include <array>
#include <ranges>

#include "app/acts.hpp"
#include "app/alike.hpp"
#include "app/usernames.hpp"
#include "core/names.hpp"

namespace metroon::app {
namespace {

// Most get one of the first; whoever needs more than all of these is looked at alone.
constexpr std::size_t first_proposals = 2;
constexpr std::size_t all_proposals = 6;

bool is_matched(const RegistryRow* known) {
  return known == nullptr || known->state == RowState::held ||
         known->state == RowState::decided_new || known->state == RowState::erased;
}

// Each number with its sort before it.
std::array<std::string, 3> numbers_of(const core::Identifiers& it) {
  return {"d" + it.document_number, "f" + it.afm, "k" + it.amka};
}

bool collects_account(const House& house, const WantedRow& row) {
  return house.policy.affiliations[row.observation.kind].joining == core::Joining::secretariat;
}

}  // namespace

RegistryBatch::RegistryBatch(Ports& ports, House& house, const Call& call,
                             const core::Registry& registry, std::span<const WantedRow> rows)
    : ports_{ports}, house_{house}, call_{call}, registry_{registry}, alike_(rows.size()) {
  std::vector<std::string> keys;
  for (const auto& row : rows) keys.push_back(row.row_key);
  for (auto& row : ports.registries.rows(registry.name, keys))
    known_.emplace(row.row_key, std::move(row));
  if (!known_.empty())
    for (auto& key : ports.registries.disputed(registry.name)) disputed_.insert(std::move(key));
  read_alike(rows);
  read_keys(rows);
  std::vector<core::PersonId> theirs;
  for (const auto& [key, person] : keyed_) theirs.push_back(person);
  for (const auto& [key, row] : known_)
    if (row.person) theirs.push_back(row.person);
  read_people(theirs);
  read_taken(rows);
}

void RegistryBatch::read_alike(std::span<const WantedRow> rows) {
  // The rows of one person stand together as a rule: they are asked for once.
  std::vector<std::pair<std::size_t, std::size_t>> asked;  // The row, and whom it asks for.
  std::vector<core::Likeness> likenesses;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    sought_.push_back(core::likeness_of(rows[at].observation));
    if (!is_matched(known(rows[at].row_key))) continue;
    if (likenesses.empty() || likenesses.back() != sought_.back())
      likenesses.push_back(sought_.back());
    asked.emplace_back(at, likenesses.size() - 1);
  }
  if (asked.empty()) return;
  const auto found = ports_.people.alike_to_each(likenesses);
  std::vector<core::PersonId> ids;
  for (const auto& [row, whom] : asked)
    for (const auto& person : found[whom]) {
      alike_[row].push_back(person.id);
      if (people_.emplace(person.id, One{.person = person, .dossier = {}}).second)
        ids.push_back(person.id);
    }
  for (auto& dossier : ports_.people.dossiers(ids))
    people_.at(dossier.person).dossier = std::move(dossier);
}

void RegistryBatch::read_keys(std::span<const WantedRow> rows) {
  std::vector<std::string> asked;
  for (const auto& row : rows) {
    person_keys_.push_back(row.person_key());
    if (!person_keys_.back().empty() && is_matched(known(row.row_key)))
      asked.push_back(person_keys_.back());
  }
  if (asked.empty()) return;
  for (auto& one : ports_.registries.people(registry_.name, asked)) keyed_.insert(std::move(one));
}

void RegistryBatch::read_people(std::span<const core::PersonId> ids) {
  std::vector<core::PersonId> missing;
  for (const auto id : ids)
    if (!people_.contains(id)) missing.push_back(id);
  if (missing.empty()) return;
  for (auto& person : ports_.people.find_all(missing)) {
    const auto id = person.id;
    people_.emplace(id, One{.person = std::move(person), .dossier = {}});
  }
  for (auto& dossier : ports_.people.dossiers(missing))
    people_.at(dossier.person).dossier = std::move(dossier);
}

void RegistryBatch::read_taken(std::span<const WantedRow> rows) {
  std::vector<std::vector<std::string>> waiting;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const auto& row = rows[at];
    const bool as_before = at > 0 && sought_[at] == sought_[at - 1] &&
                           row.observation.kind == rows[at - 1].observation.kind;
    if (as_before || !collects_account(house_, row) || !is_matched(known(row.row_key))) continue;
    waiting.push_back(
        core::propose_usernames(house_.policy.usernames, row.observation.names, all_proposals));
  }
  std::unordered_set<std::string> given;  // As far as this foresees.
  for (auto so_many = first_proposals; !waiting.empty() && so_many <= all_proposals; ++so_many) {
    std::vector<std::string> asked;
    for (const auto& names : waiting)
      for (const auto& name : names | std::views::take(so_many))
        if (taken_.try_emplace(name, false).second) asked.push_back(name);
    for (const auto& name : ports_.accounts.taken(asked)) taken_[name] = true;
    std::erase_if(waiting, [&](const std::vector<std::string>& names) {
      return std::ranges::any_of(names | std::views::take(so_many), [&](const std::string& name) {
        return !taken_.at(name) && given.insert(name).second;
      });
    });
  }
}

const RegistryRow* RegistryBatch::known(const std::string& row_key) const {
  const auto found = known_.find(row_key);
  return found == known_.end() ? nullptr : &found->second;
}

// What the store had, as it is now, and whoever has become alike since.
std::vector<core::Candidate> RegistryBatch::alike(std::size_t row) const {
  std::vector<core::PersonId> ids = alike_[row];
  const auto add_range = [&](const auto& range) {
    for (auto at = range.first; at != range.second; ++at) ids.push_back(at->second);
  };
  add_range(born_.equal_range(sought_[row].birth));
  for (const auto& number : numbers_of(sought_[row].identifiers))
    if (number.size() > 1) add_range(numbered_.equal_range(number));
  std::vector<core::PersonId> of_key;
  if (const auto& key = person_keys_[row]; !key.empty()) {
    const auto range = keyed_.equal_range(key);
    for (auto at = range.first; at != range.second; ++at) of_key.push_back(at->second);
  }
  std::ranges::copy(of_key, std::back_inserter(ids));
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  std::vector<core::Candidate> candidates;
  for (const auto id : ids)
    candidates.push_back({.person = id,
                          .likeness = core::likeness_of(person(id)),
                          .same_key = std::ranges::find(of_key, id) != of_key.end()});
  return candidates;
}

const core::Person& RegistryBatch::person(core::PersonId id) const {
  return people_.at(id).person;
}

const core::Dossier& RegistryBatch::dossier(core::PersonId id) const {
  return people_.at(id).dossier;
}

std::string RegistryBatch::free_username(const core::Names& names) {
  for (auto& name : core::propose_usernames(house_.policy.usernames, names, all_proposals)) {
    const auto asked = taken_.find(name);
    if (asked == taken_.end()) break;  // Somebody before them got what they were foreseen to get.
    if (!std::exchange(asked->second, true)) return name;
  }
  write();
  const auto free = free_usernames(ports_, house_, names, 1);
  if (free.empty()) return {};
  taken_[free.front()] = true;
  return free.front();
}

RegistryBatch::One& RegistryBatch::change(core::PersonId id) {
  auto& one = people_.at(id);
  if (!std::exchange(one.changed, true)) changed_.push_back(id);
  return one;
}

void RegistryBatch::learn(const core::Person& person) {
  born_.emplace(person.birth, person.id);
  for (auto& number : numbers_of(person.identifiers))
    if (number.size() > 1) numbered_.emplace(std::move(number), person.id);
}

void RegistryBatch::add(core::Person person) {
  learn(person);
  new_people_.push_back(person);
  const auto id = person.id;
  core::Dossier dossier;
  dossier.person = id;
  people_.emplace(id, One{.person = std::move(person), .dossier = std::move(dossier)});
  change(id);
}

bool RegistryBatch::update(const core::Person& person) {
  write();
  if (!numbers_of_others(ports_, person).empty()) return false;
  if (!ports_.people.update(person)) throw std::logic_error{"a person changed under the writer"};
  auto& one = change(person.id).person;
  one = person;
  ++one.version;
  learn(person);
  return true;
}

void RegistryBatch::add(core::PersonId id, const core::Affiliation& affiliation) {
  change(id).dossier.affiliations.push_back(affiliation);
  new_affiliations_.push_back({id, affiliation});
}

void RegistryBatch::update(core::PersonId id, const core::Affiliation& affiliation) {
  auto& all = change(id).dossier.affiliations;
  *std::ranges::find(all, affiliation.id, &core::Affiliation::id) = affiliation;
  changed_affiliations_.push_back(affiliation);
}

void RegistryBatch::add(core::PersonId id, const core::Account& account) {
  change(id).dossier.account = account;
  new_accounts_.push_back({.account = account, .person = id, .title = {}});
}

void RegistryBatch::add(core::PersonId id, const core::Address& address) {
  auto& account = change(id).dossier.account.value();
  account.addresses.push_back(address);
  new_addresses_.emplace_back(account.id, address);
}

void RegistryBatch::leave(RegistryRow row) {
  const auto* before = known(row.row_key);
  const bool waited = before != nullptr && before->state == RowState::held;
  if ((waited && row.state != RowState::held) || disputed_.contains(row.row_key))
    let_go_.push_back(row.row_key);
  if (row.person && !row.person_key.empty()) keyed_.emplace(row.person_key, row.person);
  (before == nullptr ? left_first_ : left_).push_back(std::move(row));
}

// As long as the registry says the same, it waits since it was held first.
void RegistryBatch::hold(const WantedRow& row, std::string reason) {
  const auto* before = known(row.row_key);
  const bool waits = before != nullptr && before->state == RowState::held;
  if (waits && before->fingerprint == row.fingerprint) return;
  if (disputed_.contains(row.row_key)) {
    const auto held = ports_.registries.held(registry_.name, row.row_key);
    if (held && held->fingerprint == row.fingerprint) return;
  }
  if (before != nullptr) ports_.registries.let_go(registry_.name, {&row.row_key, 1});
  ports_.registries.hold({.id = {house_.random.next_id(call_.now.instant)},
                          .registry = registry_.name,
                          .row_key = row.row_key,
                          .reason = std::move(reason),
                          .since = call_.now.instant,
                          .observation = row.observation,
                          .fingerprint = row.fingerprint});
}

void RegistryBatch::settle(const WantedRow& row) {
  if (disputed_.contains(row.row_key)) let_go_.push_back(row.row_key);
}

// In the order in which one refers to the other.
void RegistryBatch::write() {
  if (!new_people_.empty()) ports_.people.insert(std::exchange(new_people_, {}));
  if (!new_affiliations_.empty())
    ports_.people.add_affiliations(std::exchange(new_affiliations_, {}));
  if (!new_accounts_.empty()) ports_.accounts.insert(std::exchange(new_accounts_, {}));
  for (const auto& one : std::exchange(changed_affiliations_, {}))
    ports_.people.update_affiliation(one);
  for (const auto& [account, address] : std::exchange(new_addresses_, {}))
    ports_.accounts.add_address(account, address);
  if (!left_first_.empty()) ports_.registries.add(registry_.name, std::exchange(left_first_, {}));
  if (!left_.empty()) ports_.registries.put(registry_.name, std::exchange(left_, {}));
}

void RegistryBatch::finish() {
  for (auto& record : new_accounts_) {
    auto& one = people_.at(record.person);
    record.next_change = next_look(house_, call_, one.dossier);
    one.scheduled = true;
  }
  write();
  ports_.registries.let_go(registry_.name, let_go_);
  std::vector<NextChange> changes;
  for (const auto id : changed_) {
    const auto& one = people_.at(id);
    if (one.dossier.account && !one.scheduled)
      changes.push_back({one.dossier.account->id, next_look(house_, call_, one.dossier)});
  }
  ports_.accounts.set_next_changes(changes);
}

void RegistryBatch::audit(std::string_view action, std::string subject, std::string detail) {
  app::audit(ports_, house_, call_, action, std::move(subject), std::move(detail));
}

}  // namespace metroon::app
