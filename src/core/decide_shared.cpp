#include <algorithm>

#include "core/account_state.hpp"
#include "core/decide.hpp"

namespace metroon::core {
namespace {

Gate gate_of(AccountState state, bool on) {
  const Gate gate = core::gate_of(state);
  return gate == Gate::open && !on ? Gate::switched_off : gate;
}

// An owner's next change may end their fitness: the account is looked at again on that day.
std::optional<Day> next_change(const Policy& policy, const SharedDossier& dossier, Day day) {
  std::optional<Day> next;
  const auto consider = [&](const std::optional<Day>& on_day) {
    if (on_day && *on_day > day && (!next || *on_day < *next)) next = on_day;
  };
  for (const auto& owner : dossier.owners) {
    consider(decide(policy, owner, day).next_change);
    if (owner.account) consider(owner.account->closed);
    for (const auto& one : owner.affiliations)
      if (lets_own(policy, one)) consider(one.ends);
  }
  const auto& account = dossier.account;
  consider(account.proof);
  consider(account.activated);
  consider(account.closed);
  if (account.suspended) consider(account.suspended->from);
  return next;
}

// First day without the owner; empty if no end is known.
std::optional<Day> leaves(const Policy& policy, const Dossier& owner, Day day) {
  const auto closed = owner.account ? owner.account->closed : std::nullopt;
  Day last = Day::min();
  for (const auto& one : owner.affiliations) {
    if (!lets_own(policy, one)) continue;
    const auto until = acts_until(policy, owner, one, day);
    if (!until) return closed;
    last = std::max(last, *until);
  }
  return closed ? std::min(*closed, last) : last;
}

}  // namespace

bool Succession::due(const Notices& rules, Day today) const {
  const auto ahead = rules.days_before.empty() ? 0 : std::ranges::max(rules.days_before);
  return needed || (from && *from <= today + std::chrono::days{ahead});
}

bool may_succeed(const Policy& policy, const Dossier& dossier, Day day) {
  return may_own_shared(policy, dossier, day) && dossier.account &&
         account_state(*dossier.account, day) == AccountState::active;
}

Succession succession(const Policy& policy, const SharedDossier& dossier, Day day) {
  const auto fit = [&](const Dossier& owner) { return may_own_shared(policy, owner, day); };
  Succession found{.needed = std::ranges::none_of(dossier.owners, fit), .from = {}};
  Day last = Day::min();
  for (const auto& owner : dossier.owners) {
    const auto until = leaves(policy, owner, day);
    if (!until) return found;
    last = std::max(last, *until);
  }
  if (last != Day::min()) found.from = last;
  return found;
}

bool decides_about(const Policy& policy, const SharedDossier& dossier, PersonId owner, Day day) {
  const auto one = std::ranges::find(dossier.owners, owner, &Dossier::person);
  return one != dossier.owners.end() &&
         (may_own_shared(policy, *one, day) || succession(policy, dossier, day).needed);
}

Standing decide_shared(const Policy& policy, const SharedDossier& dossier, Day day) {
  const auto& account = dossier.account;
  Standing standing{.state = account_state(account, day), .realm = account.realm};
  const auto fit = std::ranges::find_if(
      dossier.owners, [&](const Dossier& owner) { return may_own_shared(policy, owner, day); });
  standing.needs_successor = fit == dossier.owners.end();
  const auto because = standing.needs_successor ? 0 : fit - dossier.owners.begin();
  for (ServiceIndex service = 0; service < policy.services.size(); ++service) {
    if (!policy.services[service].shared) continue;
    const auto choice = std::ranges::find(dossier.choices, service, &Choice::service);
    const bool on = choice == dossier.choices.end() || choice->on;
    const auto& levels = policy.services[service].levels;
    standing.services.push_back(
        {.service = service,
         .gate = gate_of(standing.state, on),
         .level = static_cast<std::uint8_t>(levels.empty() ? 0 : levels.size() - 1),
         .on = on,
         .until = Until::no_end_known(),
         .why = Why::owner,
         .because = static_cast<std::uint16_t>(because)});
  }
  standing.next_change = next_change(policy, dossier, day);
  return standing;
}

}  // namespace metroon::core
