#include "core/decide.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <tuple>
#include <utility>

#include "core/account_state.hpp"
#include "core/collection.hpp"
#include "core/lifetime.hpp"
#include "core/right.hpp"

namespace metroon::core {
namespace {

using std::chrono::days;

// Collects the first day after `today` on which something is different.
class NextChange {
 public:
  explicit NextChange(Day today) : today_{today} {}
  void at(Day day) {
    if (day > today_ && (!first_ || day < *first_)) first_ = day;
  }
  void at(const std::optional<Day>& day) {
    if (day) at(*day);
  }
  void after(const Until& until) {
    if (until.kind == Until::Kind::day) at(until.last + days{1});
  }
  [[nodiscard]] std::optional<Day> first() const { return first_; }

 private:
  Day today_;
  std::optional<Day> first_;
};

// How long an affiliation, which has begun, lasts.
struct Lasting {
  Until by_term;  // Whatever holds say.
  Until until;    // As holds leave it.
};

Lasting lasting(const Policy& policy, const Dossier& dossier, const Affiliation& affiliation,
                Day day) {
  const auto by_term = last_day(policy, dossier, affiliation, day);
  return {by_term, held(by_term, affiliation.id, policy.notices, dossier, day)};
}

bool longer(const Right& left, const Right& right, Day day) {
  const auto rank = [day](const Right& one) {
    return std::tuple{stands(one.until, day), one.until, one.level};
  };
  return rank(left) > rank(right);
}

// A service as the affiliations leave it, before the account's own gates.
struct Best {
  std::optional<Right> right;
  std::uint8_t level{0};
  bool on{false};

  // What an affiliation once switched on stays on when the affiliation has ended: a switch that
  // time turns would take something away unheard.
  void add(const Right& one, bool on_at_hand_over, Day day) {
    const bool one_stands = stands(one.until, day);
    const bool best_stands = right && stands(right->until, day);
    on = on || on_at_hand_over;
    if (one_stands == best_stands && right)
      level = std::max(level, one.level);
    else if (one_stands || !right)
      level = one.level;
    if (!right || longer(one, *right, day)) right = one;
  }
};

// The realm as the affiliations leave it: precedence decides among those in force, and among those
// that ended last.
class BestRealm {
 public:
  void add(RealmIndex realm, const Until& until, Day day) {
    const std::tuple rank{stands(until, day), stands(until, day) ? Until{} : until, -int{realm}};
    if (!best_ || rank > *best_) best_ = rank;
  }
  [[nodiscard]] std::optional<RealmIndex> get() const {
    return best_ ? std::optional{static_cast<RealmIndex>(-std::get<int>(*best_))} : std::nullopt;
  }

 private:
  std::optional<std::tuple<bool, Until, int>> best_;
};

// Everything that the affiliations say, each looked at once.
struct Weighed {
  std::array<Best, max_services> services;
  BestRealm realm;
  bool more_to_come{false};  // An affiliation has not begun.
};

Weighed weigh(const Policy& policy, const Dossier& dossier, Day day, NextChange& next) {
  Weighed weighed;
  const Reach reach{policy, dossier, day};
  for (std::size_t index = 0; index < dossier.affiliations.size(); ++index) {
    const auto& affiliation = dossier.affiliations[index];
    next.at(affiliation.from);
    if (affiliation.from > day) {
      weighed.more_to_come = true;
      continue;
    }
    const auto lasts = lasting(policy, dossier, affiliation, day);
    next.after(lasts.by_term);
    next.after(lasts.until);
    weighed.realm.add(policy.affiliations[affiliation.kind].realm, lasts.until, day);
    const Begun begun{index, affiliation, lasts.by_term};
    for (ServiceIndex service = 0; service < policy.services.size(); ++service) {
      next.after(reach.until(index, service, lasts.by_term));
      if (const auto found = find_right(policy, begun, reach, service, day)) {
        next.after(found->right.until);
        weighed.services[service].add(found->right, found->on, day);
      }
    }
  }
  return weighed;
}

// Nobody is told in advance about an account that was never used, and nothing of it waits for a
// telling.
bool owes_notice(AccountState state) {
  return state == AccountState::active || state == AccountState::suspended;
}

void choose(ServiceStanding& standing, std::span<const Choice> choices) {
  for (const auto& choice : choices)
    if (choice.service == standing.service) standing.on = choice.on;
}

ServiceStanding settle(const Policy& policy, const Dossier& dossier, ServiceIndex service,
                       const Best& best, AccountState state, Day day, NextChange& next) {
  ServiceStanding standing{.service = service,
                           .gate = gate_of(state),
                           .level = best.level,
                           .on = best.on,
                           .until = best.right->until,
                           .why = best.right->why,
                           .because = best.right->affiliation};
  choose(standing, dossier.choices);
  if (standing.until.kind == Until::Kind::day) {
    const Day last = standing.until.last;
    standing.shuts =
        owes_notice(state) ? shut_day(policy, dossier, service, last, day) : last + days{1};
    next.at(standing.shuts);
    standing.waits_for_notice = last < day && !standing.shuts;
  }
  const bool over = standing.shuts && *standing.shuts <= day;
  if (standing.gate == Gate::open && over) standing.gate = Gate::ended;
  if (standing.gate == Gate::open && !standing.on) standing.gate = Gate::switched_off;
  return standing;
}

// Day on which what ends then is shut, if accepted notices about it have put that off: the latest.
std::optional<Day> put_off(const Policy& policy, const Dossier& dossier, Day ending, Day day,
                           const Standing& standing) {
  const auto named = ending_on(standing, ending, day);
  Day latest = ending + days{1};
  for (const auto& service : standing.services) {
    if (!named.test(service.service)) continue;
    if (!shut_day(policy.notices, dossier.notices, ending, day, service.service)) return {};
    latest = std::max(latest, *service.shuts);
  }
  return latest > ending + days{1} ? std::optional{latest} : std::nullopt;
}

// Whether notices of the step or of later ones have named all that ends then. Where the day was put
// off, one that was accepted before the step was reached is not of that step, whatever it says.
bool was_told(const Dossier& dossier, const ServiceSet& services, const NoticeDue& due,
              std::optional<Day> since, Day day) {
  ServiceSet named;
  for (const auto& notice : dossier.notices) {
    const bool before =
        since && notice.accepted && *notice.accepted <= day && *notice.accepted < *since;
    if (notice.ending == due.ending && notice.days_before <= due.days_before && !before)
      named |= notice.services.value_or(ServiceSet{}.set());
  }
  return (services & ~named).none();
}

// The step of the calendar that `day` has reached, if no notice of that step or a later one exists.
// Once the first accepted notice has promised a later day, the calendar counts towards that one.
void plan_notice(const Policy& policy, const Dossier& dossier, Day ending, Day day,
                 Standing& standing, NextChange& next) {
  const auto later = put_off(policy, dossier, ending, day, standing);
  const Day without = later.value_or(ending + days{1});
  std::optional<int> reached;
  for (const int step : policy.notices.days_before) {
    if (without - days{step} <= day) {
      reached = step;
    } else {
      next.at(without - days{step});
      break;
    }
  }
  if (!reached) return;
  const NoticeDue due{ending, *reached};
  const auto since = later ? std::optional{without - days{*reached}} : std::nullopt;
  const bool told = was_told(dossier, ending_on(standing, ending, day), due, since, day);
  if (!told && std::ranges::find(standing.notices, due) == standing.notices.end())
    standing.notices.push_back(due);
}

void plan_notices(const Policy& policy, const Dossier& dossier, Day day, Standing& standing,
                  NextChange& next) {
  if (!owes_notice(standing.state)) return;
  std::optional<Day>
      previous;  // Services mostly end together: the same day need not be planned again.
  for (const auto& service : standing.services) {
    const bool over = service.shuts && *service.shuts <= day;
    if (service.until.kind != Until::Kind::day || over || previous == service.until.last) continue;
    previous = service.until.last;
    plan_notice(policy, dossier, service.until.last, day, standing, next);
  }
}

void mark_account(const std::optional<Account>& account, NextChange& next) {
  if (!account) return;
  next.at(account->proof);
  next.at(account->activated);
  next.at(account->closed);
  if (account->suspended) next.at(account->suspended->from);
}

// What becomes of an account that nobody collects.
void plan_collection(const Policy& policy, const Dossier& dossier, Day day, Standing& standing,
                     NextChange& next) {
  if (!policy.collection || !dossier.account || !waits_for_holder(standing.state)) return;
  standing.collect_before = collect_before(*policy.collection, *dossier.account, day);
  if (!standing.collect_before) return;
  next.at(standing.collect_before);
  if (*standing.collect_before <= day) {
    standing.state = AccountState::not_collected;
    return;
  }
  const auto since = *standing.collect_before - days{policy.collection->close_after};
  for (const int reminder : policy.collection->reminders) next.at(since + days{reminder});
  standing.reminder =
      reminder_due(*policy.collection, *standing.collect_before, dossier.notices, day);
}

void mark_holds_and_notices(const Dossier& dossier, NextChange& next) {
  for (const auto& hold : dossier.holds) next.at(hold.from);
  for (const auto& notice : dossier.notices) next.at(notice.accepted);
}

}  // namespace

Standing decide(const Policy& policy, const Dossier& dossier, Day day) {
  assert(policy.services.size() <= max_services);
  NextChange next{day};
  mark_account(dossier.account, next);
  mark_holds_and_notices(dossier, next);

  const auto weighed = weigh(policy, dossier, day, next);
  const auto& account = dossier.account;
  Standing standing{
      .state = account ? account_state(*account, day) : AccountState::no_account,
      .realm = weighed.realm.get().value_or(account ? account->realm : RealmIndex{0})};
  plan_collection(policy, dossier, day, standing, next);
  standing.services.reserve(policy.services.size());
  bool anything_left = weighed.more_to_come;
  for (ServiceIndex service = 0; service < policy.services.size(); ++service) {
    const auto& best = weighed.services[service];
    if (!best.right) continue;
    standing.services.push_back(settle(policy, dossier, service, best, standing.state, day, next));
    anything_left = anything_left || standing.services.back().gate != Gate::ended;
  }
  if (standing.state == AccountState::active && !anything_left)
    standing.state = AccountState::ended;
  plan_notices(policy, dossier, day, standing, next);
  standing.next_change = next.first();
  return standing;
}

Standing standing_after(const Policy& policy, const Dossier& dossier, Day last, Day today) {
  return decide(policy, dossier, std::max(today, last + days{1}));
}

std::vector<Right> rights(const Policy& policy, const Dossier& dossier, ServiceIndex service,
                          Day day) {
  std::vector<Right> found;
  const Reach reach{policy, dossier, day};
  for (std::size_t index = 0; index < dossier.affiliations.size(); ++index) {
    const auto& affiliation = dossier.affiliations[index];
    if (affiliation.from > day) continue;
    const Begun begun{index, affiliation, last_day(policy, dossier, affiliation, day)};
    if (const auto one = find_right(policy, begun, reach, service, day))
      found.push_back(one->right);
  }
  std::ranges::stable_sort(
      found, [day](const Right& left, const Right& right) { return longer(left, right, day); });
  return found;
}

bool in_force(const Policy& policy, const Dossier& dossier, const Affiliation& affiliation,
              Day day) {
  return affiliation.from <= day && stands(lasting(policy, dossier, affiliation, day).until, day);
}

bool acts(const Policy& policy, const Dossier& dossier, const Affiliation& affiliation, Day day) {
  return !(affiliation.ends && *affiliation.ends <= day) &&
         in_force(policy, dossier, affiliation, day);
}

bool lets_own(const Policy& policy, const Affiliation& affiliation) {
  return policy.affiliations[affiliation.kind].owns_shared || affiliation.head_of_unit;
}

std::optional<Day> acts_until(const Policy& policy, const Dossier& dossier,
                              const Affiliation& affiliation, Day day) {
  const auto until = lasting(policy, dossier, affiliation, day).until;
  if (until.kind != Until::Kind::day) return affiliation.ends;
  const auto over = until.last + std::chrono::days{1};
  return affiliation.ends ? std::min(*affiliation.ends, over) : over;
}

// Who died, or was shut out for good, owns nothing, whatever a registry still says.
bool may_own_shared(const Policy& policy, const Dossier& dossier, Day day) {
  if (dossier.account && dossier.account->closed && *dossier.account->closed <= day) return false;
  return std::ranges::any_of(dossier.affiliations, [&](const Affiliation& affiliation) {
    return lets_own(policy, affiliation) && acts(policy, dossier, affiliation, day);
  });
}

}  // namespace metroon::core
