#include "app/night.hpp"

#include <algorithm>
#include <unordered_map>

#include "app/acts.hpp"
#include "app/adopt_policy.hpp"
#include "app/everybody.hpp"
#include "app/night_letters.hpp"
#include "app/retention.hpp"
#include "app/succession.hpp"
#include "core/decide.hpp"

namespace metroon::app {
namespace {

using core::ServiceStanding;
using std::chrono::days;

constexpr std::size_t page_size = 200;
// Of everybody few are due.
constexpr std::size_t everybody_at_once = 1000;

// An account never looked at tells only what ends today: older endings were told by nobody, and a
// letter about them would frighten. A look in the future was a clock gone wrong.
bool ended_since(const ServiceStanding& service, const std::optional<Day>& looked, Day today) {
  const bool known = looked && *looked <= today;
  const Day told = known ? *looked : today - days{1};
  return service.shuts && *service.shuts <= today && *service.shuts > told;
}

// A new policy may end what ended nowhere before, for people whose day is far or never.
bool concerns_everybody(Ports& ports, const House& house) {
  const auto last = ports.nights.last();
  return !last || last->policy_hash != house.policy.hash;
}

// One run or preview; `writes` tells which.
class Night {
 public:
  Night(const House& house, const Call& call, bool writes)
      : house_{house}, call_{call}, writes_{writes} {}

  // @return where the page ends; empty if there was none.
  std::optional<DueAfter> page(Ports& ports, const DueAfter& after) {
    const auto due = ports.nights.due(call_.now.day, after, page_size);
    if (due.empty()) return {};
    std::vector<core::PersonId> people;
    for (const auto& one : due) people.push_back(one.person);
    const auto dossiers = ports.people.dossiers(people);
    std::vector<NightLook> all;
    for (std::size_t at = 0; at < due.size(); ++at) all.push_back(looked(due[at], dossiers[at]));
    look(ports, all);
    return DueAfter{due.back().next_change.value_or(Day{}), due.back().account};
  }

  // The same of everybody, due or not.
  std::optional<core::PersonId> page(Ports& ports, core::PersonId after) {
    const auto dossiers = ports.people.dossiers_after(after, everybody_at_once);
    if (dossiers.empty()) return {};
    const auto last = dossiers.back().person;
    const auto looks = ports.nights.between(dossiers.front().person, last);
    std::vector<NightLook> all;
    for (const auto& dossier : dossiers)
      if (const auto* look = look_of(looks, dossier.person)) all.push_back(looked(*look, dossier));
    look(ports, all);
    return last;
  }

  // Nothing of a non-personal account ends: its owners are asked who follows.
  void shared(Ports& ports, std::span<const core::AccountId> accounts) {
    for (const auto id : accounts)
      counts.successors += (writes_ ? ask_for_successor(ports, house_, call_, id)
                                    : is_successor_to_ask(ports, house_, call_, id))
                               ? 1
                               : 0;
  }

  NightCounts counts;

 private:
  [[nodiscard]] NightLook looked(const DueAccount& due, const core::Dossier& dossier) const {
    const auto& policy = house_.policy;
    NightLook made{due, dossier, core::decide(policy, dossier, call_.now.day), {}};
    made.data_go = core::data_go(policy, dossier, made.standing);
    return made;
  }

  void look(Ports& ports, std::span<const NightLook> all) {
    read_addressees(ports, all);
    for (const auto& looked : all) look(ports, looked);
    if (writes_) {
      ports.nights.looked(looked_, call_.now.day);
      ports.accounts.set_next_changes(next_changes_);
    }
    std::vector<core::PersonId> go;
    for (const auto& looked : all)
      if (looked.data_go && *looked.data_go <= call_.now.day) go.push_back(looked.due.person);
    go = without_kept(ports, std::move(go));
    counts.erased += go.size();
    if (writes_) counts.entries_left += erase(ports, house_, call_, go);
  }

  [[nodiscard]] bool is_over(const NightLook& looked, const ServiceStanding& service) const {
    return looked.standing.state != core::AccountState::closed &&
           ended_since(service, looked.due.looked, call_.now.day);
  }
  [[nodiscard]] bool is_any_over(const NightLook& looked) const {
    return std::ranges::any_of(looked.standing.services,
                               [&](const auto& service) { return is_over(looked, service); });
  }

  void read_addressees(Ports& ports, std::span<const NightLook> all) {
    addressees_.clear();
    std::vector<core::PersonId> ids;
    for (const auto& looked : all)
      if (!looked.standing.notices.empty() || looked.standing.reminder || is_any_over(looked))
        ids.push_back(looked.due.person);
    if (ids.empty()) return;
    for (auto& person : ports.people.find_all(ids)) {
      const auto id = person.id;
      addressees_.emplace(id, std::move(person));
    }
  }

  void look(Ports& ports, const NightLook& looked) {
    const auto& services = looked.standing.services;
    const bool any_over = is_any_over(looked);
    ++counts.looked_at;
    counts.notices += looked.standing.notices.size();
    counts.ended += any_over ? 1 : 0;
    counts.waiting += std::ranges::any_of(services, &ServiceStanding::waits_for_notice) ? 1 : 0;
    collection(ports, looked);
    if (!writes_) return;
    const auto next =
        sooner(looked.standing.next_change, retention_look(looked.data_go, call_.now.day));
    if (!any_over && looked.standing.notices.empty() && stays_as_it_is(looked.due, next)) return;
    if (any_over || !looked.standing.notices.empty()) {
      const auto& person = addressees_.at(looked.due.person);
      for (const auto& due : looked.standing.notices)
        give_notice(ports, house_, call_, person, looked, due);
      if (any_over)
        tell_ended(ports, house_, call_, person, looked,
                   [&](const ServiceStanding& service) { return is_over(looked, service); });
    }
    looked_.push_back(looked.due.account);
    next_changes_.push_back({looked.due.account, next});
  }

  // Who has no address of their own is not reminded; the account is closed all the same.
  void collection(Ports& ports, const NightLook& looked) {
    const auto id = looked.due.account;
    const bool closed = looked.standing.state == core::AccountState::not_collected;
    if (looked.standing.reminder) {
      const auto& person = addressees_.at(looked.due.person);
      if (!person.contact.email.empty()) {
        ++counts.reminders;
        if (writes_) remind(ports, house_, call_, person, looked);
      }
    }
    if (closed && !looked.due.not_collected) {
      ++counts.not_collected;
      if (!writes_) return;
      ports.nights.not_collected(id, call_.now.day);
      audit(ports, house_, call_, "account_not_collected", subject("account", id));
    }
    // Under other rules it waits again.
    if (writes_ && !closed && looked.due.not_collected && ports.nights.collected(id))
      audit(ports, house_, call_, "account_waits_again", subject("account", id));
  }

  // Of one who is not due nothing is written but another day.
  [[nodiscard]] bool stays_as_it_is(const DueAccount& due, const std::optional<Day>& next) const {
    return due.next_change == next && !(next && *next <= call_.now.day);
  }

  const House& house_;
  const Call& call_;
  bool writes_;
  std::unordered_map<core::PersonId, core::Person> addressees_;
  std::vector<core::AccountId> looked_;
  std::vector<NextChange> next_changes_;
};

void add(NightCounts& sum, const NightCounts& page) {
  sum.looked_at += page.looked_at;
  sum.notices += page.notices;
  sum.ended += page.ended;
  sum.waiting += page.waiting;
  sum.reminders += page.reminders;
  sum.not_collected += page.not_collected;
  sum.successors += page.successors;
  sum.erased += page.erased;
  sum.entries_left += page.entries_left;
}

bool is_first_of_month(House& house, const Call& call) {
  const auto last = house.store.read([](Ports& ports) { return ports.nights.last(); });
  const auto month = [](Day day) {
    const std::chrono::year_month_day date{day};
    return date.year() / date.month();
  };
  return !last || month(last->day) != month(call.now.day);
}

template <class After>
NightCounts look_at_pages(House& house, const Call& call) {
  NightCounts sum;
  for (std::optional last{After{}}; last;) {
    // A page may run again from its start, so it counts by itself.
    const auto [next, counts] = house.store.write([&](Ports& ports) {
      Night night{house, call, true};
      const auto end = night.page(ports, *last);
      return std::pair{end, night.counts};
    });
    add(sum, counts);
    last = next;
  }
  return sum;
}

// All of them every night: that an owner has left shows nowhere else, for what they keep for life
// never changes.
NightCounts ask_for_successors(House& house, const Call& call) {
  NightCounts sum;
  const auto all = house.store.read([](Ports& ports) { return ports.accounts.all_shared(); });
  for (std::size_t at = 0; at < all.size(); at += page_size) {
    const auto page = std::span{all}.subspan(at, std::min(page_size, all.size() - at));
    add(sum, house.store.write([&](Ports& ports) {
      Night night{house, call, true};
      night.shared(ports, page);
      return night.counts;
    }));
  }
  return sum;
}

}  // namespace

NightCounts run_night(House& house, const Call& call) {
  adopt_policy(house, call);
  give_bounced_again(house, call);
  const bool everybody =
      house.store.read([&](Ports& ports) { return concerns_everybody(ports, house); });
  auto sum =
      everybody ? look_at_pages<core::PersonId>(house, call) : look_at_pages<DueAfter>(house, call);
  const auto stale = erase_stale(house, call, is_first_of_month(house, call));
  sum.erased += stale.people;
  sum.entries_left += stale.entries_left;
  add(sum, ask_for_successors(house, call));
  house.store.write([&](Ports& ports) {
    ports.nights.done({.day = call.now.day, .policy_hash = house.policy.hash});
  });
  return sum;
}

NightCounts preview_night(House& house, const Call& call) {
  return house.store.read([&](Ports& ports) {
    Night night{house, call, false};
    if (concerns_everybody(ports, house))
      for (std::optional last{core::PersonId{}}; last;) last = night.page(ports, *last);
    else
      for (std::optional last{DueAfter{}}; last;) last = night.page(ports, *last);
    night.shared(ports, ports.accounts.all_shared());
    return night.counts;
  });
}

bool night_is_due(const std::optional<Day>& last, Day today, int hour, int night_hour) {
  if (last == today) return false;
  return hour >= night_hour || (last && *last < today - days{1});
}

}  // namespace metroon::app
