// What holds for every institution, every person and every day (design.md section 4).
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <utility>

#include "core/decide.hpp"
#include "core/generators.hpp"

namespace metroon::core {
namespace {

// RC_ASSERT does not short-circuit: a condition with && or || stands in brackets of its own.
using namespace testing;
using std::chrono::days;

const Day after_all = first_day + days{span + 150};

// Leaps from change to change over all of a life, and looks at every day leapt over.
template <class Decide>
void expect_exact_next_changes(Decide decide_on) {
  for (std::optional<Day> asked = first_day - days{1}; asked && *asked < after_all;) {
    const Standing standing = decide_on(*asked);
    RC_ASSERT((!standing.next_change || *standing.next_change > *asked));
    for (Day on = *asked + days{1}; on < standing.next_change.value_or(after_all); on += days{1})
      RC_ASSERT(decide_on(on) == standing);
    asked = standing.next_change;
  }
}

RC_GTEST_PROP(DecideLaws, next_change_is_exact, ()) {
  const auto life = *any_life();
  expect_exact_next_changes([&](Day on) { return decide(life.policy, life.dossier, on); });
}

RC_GTEST_PROP(DecideLaws, same_facts_on_the_same_day_give_the_same_standing, ()) {
  const auto life = *any_life();
  const Dossier copy = life.dossier;
  RC_ASSERT(decide(life.policy, life.dossier, life.day) == decide(life.policy, copy, life.day));
}

// Among equally long rights of the same level any may be named as the reason.
void expect_same_but_for_reasons(const Standing& one, const Standing& other) {
  auto stripped = [](Standing standing) {
    for (auto& service : standing.services) {
      service.because = 0;
      service.why = Why::while_active;
    }
    std::ranges::sort(standing.notices, {},
                      [](const NoticeDue& due) { return std::pair{due.ending, due.days_before}; });
    return standing;
  };
  RC_ASSERT(stripped(one) == stripped(other));
}

RC_GTEST_PROP(DecideLaws, order_of_facts_does_not_matter, ()) {
  auto life = *any_life();
  const auto standing = decide(life.policy, life.dossier, life.day);
  for (int shuffles = 0; shuffles < 3; ++shuffles) {
    const auto turn = [](auto& facts) {
      if (facts.size() < 2) return;
      std::ranges::reverse(facts);
      std::swap(facts[0], facts[facts.size() / 2]);
    };
    turn(life.dossier.affiliations);
    turn(life.dossier.holds);
    turn(life.dossier.notices);
    expect_same_but_for_reasons(decide(life.policy, life.dossier, life.day), standing);
  }
}

RC_GTEST_PROP(DecideLaws, reason_named_is_the_longest_right, ()) {
  const auto life = *any_life();
  const auto standing = decide(life.policy, life.dossier, life.day);
  for (ServiceIndex service = 0; service < life.policy.services.size(); ++service) {
    const auto all = rights(life.policy, life.dossier, service, life.day);
    const auto* found = standing.find(service);
    RC_ASSERT((found == nullptr) == all.empty());
    if (!found) continue;
    RC_ASSERT(found->until == all.front().until);
    RC_ASSERT(found->why == all.front().why);
    RC_ASSERT(found->because == all.front().affiliation);
  }
}

// Invariant 5.
RC_GTEST_PROP(DecideLaws, service_is_open_only_if_everything_says_so, ()) {
  const auto life = *any_life();
  const auto& account = life.dossier.account;
  const auto come = [&](const std::optional<Day>& fact) { return fact && *fact <= life.day; };
  for (const auto& service : decide(life.policy, life.dossier, life.day).services) {
    if (!service.open()) continue;
    RC_ASSERT(account.has_value());
    RC_ASSERT((come(account->proof) && come(account->activated) && !come(account->closed)));
    RC_ASSERT((!account->suspended || account->suspended->from > life.day));
    const auto choice = std::ranges::find(life.dossier.choices, service.service, &Choice::service);
    RC_ASSERT((choice == life.dossier.choices.end() || choice->on));
    const bool entitled =
        std::ranges::any_of(life.dossier.affiliations, [&](const Affiliation& affiliation) {
          const auto& row = life.policy.entitlement(affiliation.kind, service.service);
          const bool once = std::ranges::any_of(life.policy.withdrawals, [&](const auto& one) {
            return one.kind == affiliation.kind && one.service == service.service &&
                   affiliation.from <= one.since;
          });
          return affiliation.from <= life.day && (once || row.opens || row.keep != Keep::never);
        });
    RC_ASSERT(entitled);
  }
}

// Whether a notice that named the service was taken long enough before `on`: about its last day, or
// about a later one that is past as well.
bool was_told(const Life& life, const ServiceStanding& service, Day on) {
  return std::ranges::any_of(life.dossier.notices, [&](const Notice& notice) {
    return notice.ending >= service.until.last && notice.ending < on && notice.accepted &&
           notice.names(service.service) &&
           *notice.accepted + days{life.policy.notices.minimum_days} <= on;
  });
}

// Invariant 3, walked day by day.
RC_GTEST_PROP(DecideLaws, nothing_shuts_by_time_unheard, ()) {
  const auto life = *any_life();
  auto yesterday = decide(life.policy, life.dossier, first_day);
  for (Day on = first_day + days{1}; on < after_all; on += days{1}) {
    auto today = decide(life.policy, life.dossier, on);
    for (const auto& before : yesterday.services) {
      if (!before.open() || today.opens(before.service)) continue;
      const auto* after = today.find(before.service);
      RC_ASSERT((after != nullptr));
      if (after->gate == Gate::account_closed || after->gate == Gate::suspended) continue;
      RC_ASSERT(after->gate == Gate::ended);
      RC_ASSERT((after->until.kind == Until::Kind::day && after->until.last < on));
      RC_ASSERT(was_told(life, *after, on));
      RC_ASSERT(before.shuts == on);
    }
    yesterday = std::move(today);
  }
}

// Invariant 4.
RC_GTEST_PROP(DecideLaws, what_is_kept_for_ever_never_ends_by_time, ()) {
  const auto life = *any_life();
  const auto standing = decide(life.policy, life.dossier, life.day);
  for (Day on = life.day; on < after_all; on += days{7}) {
    const auto later = decide(life.policy, life.dossier, on);
    for (const auto& service : standing.services) {
      if (service.until != Until::for_ever()) continue;
      const auto* then = later.find(service.service);
      RC_ASSERT((then != nullptr && then->until == Until::for_ever() && then->gate != Gate::ended));
    }
  }
}

// A notice about a day that only the longer life ends on is one that nobody can have sent yet. By
// other rules, years that are counted may end on any day up to the known end: then it has named
// only what ends on its day.
void forget_notices_of_the_future(Life& life, Day shorter_end, const Standing& longer,
                                  const Standing& shorter) {
  const auto& last = life.dossier.affiliations.back();
  const bool counted_otherwise = std::ranges::any_of(
      life.policy.former_terms, [&](const FormerTerm& one) { return one.kind == last.kind; });
  const auto ends_on = [](const Standing& standing, Day ending) {
    ServiceSet named;
    for (const auto& service : standing.services)
      if (service.until == Until::on(ending)) named.set(service.service);
    return named;
  };
  std::erase_if(life.dossier.notices, [&](const Notice& notice) {
    return ends_on(longer, notice.ending).any() && ends_on(shorter, notice.ending).none();
  });
  for (auto& notice : life.dossier.notices)
    if (counted_otherwise && notice.ending >= shorter_end && notice.services)
      *notice.services &= ends_on(shorter, notice.ending);
}

bool is_kept(Why why) {
  return why == Why::kept_after_end || why == Why::kept_after_graduation;
}

// Whether the end of the last affiliation is behind the service, be it among other things, or by
// earlier rules.
bool keeps(const Life& life, ServiceIndex service) {
  const auto last = life.dossier.affiliations.size() - 1;
  const auto kept_once = [&](const Withdrawal& one) {
    return one.kind == life.dossier.affiliations[last].kind && one.service == service &&
           one.former.keep != Keep::never;
  };
  return std::ranges::any_of(life.policy.withdrawals, kept_once) ||
         std::ranges::any_of(
             rights(life.policy, life.dossier, service, life.day),
             [&](const Right& right) { return right.affiliation == last && is_kept(right.why); });
}

RC_GTEST_PROP(DecideLaws, longer_affiliation_shortens_nothing, ()) {
  auto life = *any_life();
  // Before the activation nothing counts yet, and nothing is open that could be shortened.
  life.dossier.account = detail::account();
  life.dossier.account->activated = first_day;
  life.dossier.holds.clear();
  life.dossier.affiliations.push_back(detail::affiliation(life.policy, 9));
  auto& last = life.dossier.affiliations.back();
  last.ends = last.from + days{detail::number(1, 200)};
  auto longer = life;
  auto& affiliation = longer.dossier.affiliations.back();
  if (detail::one_in(3))
    affiliation.ends.reset();
  else
    *affiliation.ends += days{detail::number(1, 100)};
  const auto before = decide(life.policy, life.dossier, life.day);
  forget_notices_of_the_future(longer, *last.ends, decide(longer.policy, longer.dossier, life.day),
                               before);
  const auto after = decide(longer.policy, longer.dossier, life.day);
  for (const auto& service : before.services) {
    // What opens at the end of an affiliation, or only with a degree, opens later for who stays;
    // and so is switched on later, where something else gives the same service switched off.
    if (is_kept(service.why) || keeps(life, service.service)) continue;
    const auto* then = after.find(service.service);
    RC_ASSERT((then != nullptr));
    RC_ASSERT(then->until >= service.until);
    RC_ASSERT((!service.open() || then->open()));
  }
}

RC_GTEST_PROP(DecideLaws, choice_opens_nothing_that_the_rules_shut, ()) {
  auto life = *any_life();
  life.dossier.choices.clear();
  const auto untouched = decide(life.policy, life.dossier, life.day);
  for (ServiceIndex service = 0; service < life.policy.services.size(); ++service)
    life.dossier.choices.push_back({service, detail::one_in(2)});
  const auto chosen = decide(life.policy, life.dossier, life.day);
  RC_ASSERT(chosen.services.size() == untouched.services.size());
  RC_ASSERT((chosen.notices == untouched.notices && chosen.next_change == untouched.next_change));
  for (std::size_t index = 0; index < chosen.services.size(); ++index) {
    auto expected = untouched.services[index];
    expected.on = life.dossier.choices[expected.service].on;
    if (expected.gate == Gate::open || expected.gate == Gate::switched_off)
      expected.gate = expected.on ? Gate::open : Gate::switched_off;
    RC_ASSERT(chosen.services[index] == expected);
  }
}

rc::Gen<SharedDossier> any_shared(const Policy& policy) {
  return rc::gen::exec([&policy] {
    SharedDossier shared{.account = detail::account()};
    shared.account.sort = AccountSort::shared;
    for (ServiceIndex service = 0; service < policy.services.size(); ++service)
      if (detail::one_in(3)) shared.choices.push_back({service, detail::one_in(2)});
    for (int left = detail::number(0, 3); left > 0; --left)
      shared.owners.push_back(some_dossier(policy));
    return shared;
  });
}

// Invariant 6.
RC_GTEST_PROP(DecideLaws, non_personal_account_has_only_the_shared_services, ()) {
  const auto policy = *any_policy();
  const auto shared = *any_shared(policy);
  const Day on = detail::some_day(span);
  const auto standing = decide_shared(policy, shared, on);
  for (const auto& service : standing.services) {
    RC_ASSERT(policy.services[service.service].shared);
    RC_ASSERT(service.until == Until::no_end_known());
    RC_ASSERT((!service.open() || standing.state == AccountState::active));
  }
  const bool has_fit_owner = std::ranges::any_of(
      shared.owners, [&](const Dossier& owner) { return may_own_shared(policy, owner, on); });
  RC_ASSERT(standing.needs_successor == !has_fit_owner);
}

RC_GTEST_PROP(DecideLaws, next_change_of_a_non_personal_account_is_exact, ()) {
  const auto policy = *any_policy();
  const auto shared = *any_shared(policy);
  expect_exact_next_changes([&](Day on) { return decide_shared(policy, shared, on); });
}

}  // namespace
}  // namespace metroon::core
