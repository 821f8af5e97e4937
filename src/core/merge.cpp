#include "core/merge.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/account_state.hpp"
#include "core/decide.hpp"
#include "core/lifetime.hpp"

namespace metroon::core {
namespace {

using std::chrono::days;

bool differs(const std::string& left, const std::string& right) {
  return !left.empty() && !right.empty() && left != right;
}

// How much an account is worth keeping.
int rank(const std::optional<Account>& account, Day day) {
  if (!account) return 0;
  switch (account_state(*account, day)) {
    case AccountState::no_account:
    case AccountState::closed:
      return 1;
    case AccountState::not_handed_over:
    case AccountState::not_activated:
    case AccountState::not_collected:
      return 2;
    case AccountState::active:
    case AccountState::suspended:
    case AccountState::ended:
      return 3;
  }
  std::unreachable();
}

bool has(std::span<const Choice> choices, ServiceIndex service) {
  return std::ranges::find(choices, service, &Choice::service) != choices.end();
}

bool ever_opens(const Policy& policy, const Dossier& dossier, ServiceIndex service) {
  return std::ranges::any_of(dossier.affiliations, [&](const Affiliation& one) {
    return policy.gives(one.kind, service);
  });
}

std::vector<Choice> choices_to_take(const Policy& policy, const Dossier& keep,
                                    const Dossier& other) {
  std::vector<Choice> taken;
  for (const auto& choice : other.choices)
    if (!has(keep.choices, choice.service) &&
        (choice.on || !ever_opens(policy, keep, choice.service)))
      taken.push_back(choice);
  return taken;
}

// What the other's affiliations would lose by counting from another activation.
std::vector<Hold> holds_to_add(const Policy& policy, const Dossier& other,
                               const std::optional<Account>& staying, Day day) {
  std::vector<Hold> added;
  if (!activation(other.account)) return added;
  for (const auto& one : other.affiliations) {
    const auto before = last_day(policy, one, activation(other.account));
    const auto after = last_day(policy, one, activation(staying));
    if (before.kind != Until::Kind::day || after >= before) continue;
    added.push_back({.from = std::min(day, after.last + days{1}),
                     .until = before.last + days{1},
                     .affiliation = one.id,
                     .reason = "merge",
                     .by = "system"});
  }
  return added;
}

bool is_latin(const Names& names) {
  return names.first == names.first_latin && names.last == names.last_latin;
}

Names names_of(const Names& keep, const Names& other, const Names& proved_last) {
  if (!same_names(keep, other) || is_latin(keep) == is_latin(other)) return proved_last;
  return is_latin(keep) ? other : keep;
}

template <class Facts>
void append(Facts& to, const Facts& from) {
  to.insert(to.end(), from.begin(), from.end());
}

Dossier unsuspended(Dossier dossier) {
  if (dossier.account) dossier.account->suspended.reset();
  return dossier;
}

// The ending because of which a service that `before` has is lost, or ends earlier, in `after`.
std::optional<Day> lost_by(const Standing& before, const Standing& after) {
  for (const auto& had : before.services) {
    if (had.gate != Gate::open && had.gate != Gate::switched_off) continue;
    const auto* now = after.find(had.service);
    if (now && now->until.kind == Until::Kind::day &&
        (now->gate == Gate::ended || now->until < had.until))
      return now->until.last;
  }
  return {};
}

// Walks from change to change as long as anything changes, and tells the first ending that is
// unheard of for one of the two.
std::optional<Day> unheard(const Policy& policy, const std::array<Dossier, 2>& before,
                           const Dossier& after, Day day) {
  for (std::optional<Day> on = day; on;) {
    const auto merged = decide(policy, after, *on);
    auto next = merged.next_change;
    for (const auto& one : before) {
      const auto standing = decide(policy, one, *on);
      if (const auto ending = lost_by(standing, merged)) return ending;
      if (standing.next_change && (!next || *standing.next_change < *next))
        next = standing.next_change;
    }
    on = next;
  }
  return {};
}

// The day whose notices have ended it: a notice may count for an earlier day than its own.
std::optional<Day> announced_from(const Dossier& dossier, Day ending) {
  std::optional<Day> first;
  for (const auto& notice : dossier.notices)
    if (notice.ending >= ending && (!first || notice.ending < *first)) first = notice.ending;
  return first;
}

}  // namespace

std::optional<MergeObstacle> merge_obstacle(const MergeSide& keep, const MergeSide& other,
                                            Day day) {
  if (keep.person.id == other.person.id) return MergeObstacle::same_record;
  const auto& left = keep.person.identifiers;
  const auto& right = other.person.identifiers;
  if (differs(left.afm, right.afm)) return MergeObstacle::afm_differs;
  if (differs(left.amka, right.amka)) return MergeObstacle::amka_differs;
  // Without an account of their own they get the other's as it is.
  if (keep.dossier.account && rank(other.dossier.account, day) > rank(keep.dossier.account, day))
    return MergeObstacle::working_account_must_stay;
  return {};
}

bool should_stay(const MergeSide& one, const MergeSide& other, Day day) {
  const int left = rank(one.dossier.account, day);
  const int right = rank(other.dossier.account, day);
  if (left != right) return left > right;
  return one.person.id < other.person.id;
}

Person merged_person(const MergeSide& keep, const MergeSide& other) {
  const auto& last = other.proved && (!keep.proved || *keep.proved < *other.proved) ? other : keep;
  Person merged = keep.person;
  merged.names = names_of(keep.person.names, other.person.names, last.person.names);
  merged.birth = last.person.birth;
  if (!last.person.identifiers.document_number.empty()) {
    merged.identifiers.document = last.person.identifiers.document;
    merged.identifiers.document_number = last.person.identifiers.document_number;
  }
  if (merged.identifiers.afm.empty()) merged.identifiers.afm = other.person.identifiers.afm;
  if (merged.identifiers.amka.empty()) merged.identifiers.amka = other.person.identifiers.amka;
  return merged;
}

Merged merge(const Policy& policy, const MergeSide& keep, const MergeSide& other, Day day) {
  Merged merged{.dossier = keep.dossier,
                .told_anew = {},
                .added_holds = {},
                .taken_choices = choices_to_take(policy, keep.dossier, other.dossier)};
  auto& dossier = merged.dossier;
  const auto& given_up = other.dossier.account;
  if (!dossier.account) {
    dossier.account = given_up;
  } else if (given_up) {
    append(dossier.account->addresses, given_up->addresses);
    merged.suspension_taken = !dossier.account->suspended && given_up->suspended;
    if (merged.suspension_taken) dossier.account->suspended = given_up->suspended;
  }
  merged.added_holds = holds_to_add(policy, other.dossier, dossier.account, day);
  append(dossier.affiliations, other.dossier.affiliations);
  append(dossier.choices, merged.taken_choices);
  append(dossier.holds, other.dossier.holds);
  append(dossier.holds, merged.added_holds);
  append(dossier.notices, other.dossier.notices);

  const std::array before{unsuspended(keep.dossier), unsuspended(other.dossier)};
  while (const auto ending = unheard(policy, before, unsuspended(dossier), day)) {
    const auto told = announced_from(dossier, *ending);
    if (!told) break;
    std::erase_if(dossier.notices, [&](const Notice& one) { return one.ending == *told; });
    merged.told_anew.push_back(*told);
  }
  return merged;
}

}  // namespace metroon::core
