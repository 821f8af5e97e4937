#include "app/night.hpp"

#include <algorithm>
#include <unordered_map>

#include "app/acts.hpp"
#include "app/adopt_policy.hpp"
#include "app/dossier_detail.hpp"
#include "app/retention.hpp"
#include "app/succession.hpp"
#include "core/decide.hpp"
#include "core/words.hpp"

namespace metroon::app {
namespace {

using core::ServiceStanding;
using std::chrono::days;
using ServiceFilter = std::function<bool(const ServiceStanding&)>;

constexpr std::size_t page_size = 200;

struct Looked {
  const DueAccount& due;
  const core::Dossier& dossier;
  core::Standing standing;
};

// An account never looked at tells only what ends today: older endings were told by nobody, and a
// letter about them would frighten. A look in the future was a clock gone wrong.
bool ended_since(const ServiceStanding& service, const std::optional<Day>& looked, Day today) {
  const bool known = looked && *looked <= today;
  const Day told = known ? *looked : today - days{1};
  return service.shuts && *service.shuts <= today && *service.shuts > told;
}

bool is_told(core::AccountState state) {
  return state == core::AccountState::active || state == core::AccountState::suspended ||
         state == core::AccountState::ended;
}

std::string names_of(const House& house, core::Language language, const core::Standing& standing,
                     const ServiceFilter& chosen) {
  std::string names;
  for (const auto& service : standing.services) {
    if (!chosen(service)) continue;
    if (!names.empty()) names += ", ";
    names += house.policy.services[service.service].name.in(language);
  }
  return names.empty() ? "–" : names;
}

bool stays(const ServiceStanding& service) {
  return service.until.kind == core::Until::Kind::for_ever;
}

std::string reasons_of(const House& house, core::Language language, const Looked& looked,
                       const ServiceFilter& chosen) {
  std::vector<std::string> kinds;
  for (const auto& service : looked.standing.services) {
    if (!chosen(service)) continue;
    const auto kind = looked.dossier.affiliations[service.because].kind;
    const auto& name = house.policy.affiliations[kind].name.in(language);
    if (std::ranges::find(kinds, name) == kinds.end()) kinds.push_back(name);
  }
  std::string reasons;
  for (const auto& kind : kinds) reasons += (reasons.empty() ? "" : ", ") + kind;
  return reasons;
}

// What new rules take says nothing of the holder's capacity, and no claim brings it back.
bool is_all_withdrawn(const core::Standing& standing, const ServiceFilter& chosen) {
  return std::ranges::all_of(standing.services, [&](const ServiceStanding& service) {
    return !chosen(service) || service.why == core::Why::withdrawn;
  });
}

// The institution's own mailbox gets a copy. @choice Only the letter to the contact address counts:
// our own server accepts a letter that its owner may never see.
core::MailId write(Ports& ports, const House& house, const Call& call, const core::Person& person,
                   const Looked& looked, std::string_view key, const MailTexts::Values& values) {
  const auto language = person.contact.language;
  const auto& account = *looked.dossier.account;
  const auto own = account.username + "@" + house.policy.realms[looked.standing.realm].name;
  const auto& main = person.contact.email.empty() ? own : person.contact.email;
  const auto email = house.policy.service_of("email");
  if (main != own && email && looked.standing.opens(*email))
    post(ports, house, call, {own, language}, key, values);
  return post(ports, house, call, {main, language}, key, values);
}

// What the letter promises. Nothing that it names ends sooner, whatever was settled for the rest.
Day last_day_of(const core::Notices& rules, const core::Standing& standing,
                const core::ServiceSet& ending, Day today) {
  Day last{};
  for (const auto& service : standing.services)
    if (ending.test(service.service))
      last = std::max(last, core::open_until(rules, service, today).last);
  return last;
}

void give_notice(Ports& ports, const House& house, const Call& call, const core::Person& person,
                 const Looked& looked, const core::NoticeDue& due) {
  const auto language = person.contact.language;
  const auto ending = core::ending_on(looked.standing, due.ending, call.now.day);
  const auto ends = [&](const ServiceStanding& service) { return ending.test(service.service); };
  const auto last = last_day_of(house.policy.notices, looked.standing, ending, call.now.day);
  const auto later = core::standing_after(house.policy, looked.dossier, due.ending, call.now.day);
  const auto key = is_all_withdrawn(looked.standing, ends) ? "mail.withdrawn" : "mail.ending";
  const auto mail = write(ports, house, call, person, looked, key,
                          {{"name", full_name(person.names, language)},
                           {"username", looked.dossier.account->username},
                           {"day", house.texts.day(language, last)},
                           {"reason", reasons_of(house, language, looked, ends)},
                           {"services", names_of(house, language, looked.standing, ends)},
                           {"stays", names_of(house, language, later, stays)},
                           {"claim", house.base_url + "/account/claim"},
                           {"link", house.base_url + "/account"}});
  const core::Notice given{
      .ending = due.ending, .days_before = due.days_before, .accepted = {}, .services = ending};
  ports.nights.add_notice(person.id, given, mail);
  audit(ports, house, call, "notice_sent", subject("person", person.id),
        detail_of(house.policy, given));
}

// The account opens nothing yet: there is no mailbox of ours to write to.
void remind(Ports& ports, const House& house, const Call& call, const core::Person& person,
            const Looked& looked) {
  const auto& due = *looked.standing.reminder;
  const bool handed_over = looked.standing.state == core::AccountState::not_activated;
  const auto language = person.contact.language;
  const auto mail = post(ports, house, call, {person.contact.email, language},
                         handed_over ? "mail.activate_account" : "mail.collect_account",
                         {{"name", full_name(person.names, language)},
                          {"username", looked.dossier.account->username},
                          {"day", house.texts.day(language, due.ending)},
                          {"link", house.base_url + "/activate"}});
  const core::Notice given{.ending = due.ending,
                           .days_before = due.days_before,
                           .accepted = {},
                           .services = core::ServiceSet{}};
  ports.nights.add_notice(person.id, given, mail);
  audit(ports, house, call, "collection_reminded", subject("account", looked.due.account),
        detail_of(house.policy, given));
}

// Which services, by which affiliation and line of the policy.
std::string ending_detail(const House& house, const Looked& looked, const ServiceFilter& over) {
  std::string detail;
  for (const auto& service : looked.standing.services) {
    if (!over(service)) continue;
    const auto& affiliation = looked.dossier.affiliations[service.because];
    if (!detail.empty()) detail += "; ";
    detail += house.policy.services[service.service].key + ": " +
              house.policy.affiliations[affiliation.kind].key + " " +
              std::to_string(affiliation.id.value) + ", " + std::string{core::to_word(service.why)};
  }
  return detail;
}

void tell_ended(Ports& ports, const House& house, const Call& call, const core::Person& person,
                const Looked& looked, const ServiceFilter& over) {
  audit(ports, house, call, "services_ended", subject("account", looked.due.account),
        ending_detail(house, looked, over));
  if (!is_told(looked.standing.state)) return;
  const auto language = person.contact.language;
  const auto key = is_all_withdrawn(looked.standing, over) ? "mail.withdrawn_ended" : "mail.ended";
  write(ports, house, call, person, looked, key,
        {{"name", full_name(person.names, language)},
         {"username", looked.dossier.account->username},
         {"services", names_of(house, language, looked.standing, over)},
         {"reason", reasons_of(house, language, looked, over)},
         {"stays", names_of(house, language, looked.standing, stays)},
         {"link", house.base_url + "/account"}});
}

// A new policy may end what ended nowhere before, for people whose day is far or never.
bool concerns_everybody(Ports& ports, const House& house) {
  const auto last = ports.nights.last();
  return !last || last->policy_hash != house.policy.hash;
}

// One run or preview; `writes` tells which.
class Night {
 public:
  Night(const House& house, const Call& call, bool everybody, bool writes)
      : house_{house}, call_{call}, everybody_{everybody}, writes_{writes} {}

  // @return where the page ends; empty if there was none.
  std::optional<DueAfter> page(Ports& ports, const DueAfter& after) {
    const auto due = everybody_ ? ports.nights.everybody(after.account, page_size)
                                : ports.nights.due(call_.now.day, after, page_size);
    std::vector<core::PersonId> people;
    for (const auto& one : due) people.push_back(one.person);
    const auto dossiers = ports.people.dossiers(people);
    std::vector<Looked> all;
    for (std::size_t at = 0; at < due.size(); ++at)
      all.push_back(
          {due[at], dossiers[at], core::decide(house_.policy, dossiers[at], call_.now.day)});
    read_addressees(ports, all);
    for (const auto& looked : all) look(ports, looked);
    if (writes_) {
      ports.nights.looked(looked_, call_.now.day);
      ports.accounts.set_next_changes(next_changes_);
    }
    const auto go = to_be_erased(ports, house_, call_, dossiers);
    counts.erased += go.size();
    if (writes_) counts.entries_left += erase(ports, house_, call_, go);
    if (due.empty()) return {};
    return DueAfter{due.back().next_change.value_or(Day{}), due.back().account};
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
  [[nodiscard]] bool is_over(const Looked& looked, const ServiceStanding& service) const {
    return looked.standing.state != core::AccountState::closed &&
           ended_since(service, looked.due.looked, call_.now.day);
  }
  [[nodiscard]] bool is_any_over(const Looked& looked) const {
    return std::ranges::any_of(looked.standing.services,
                               [&](const auto& service) { return is_over(looked, service); });
  }

  void read_addressees(Ports& ports, std::span<const Looked> all) {
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

  void look(Ports& ports, const Looked& looked) {
    const auto& services = looked.standing.services;
    const bool any_over = is_any_over(looked);
    ++counts.looked_at;
    counts.notices += looked.standing.notices.size();
    counts.ended += any_over ? 1 : 0;
    counts.waiting += std::ranges::any_of(services, &ServiceStanding::waits_for_notice) ? 1 : 0;
    collection(ports, looked);
    if (!writes_) return;
    const auto next = sooner(looked.standing.next_change,
                             retention_look(house_.policy, looked.dossier, call_.now.day));
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
  void collection(Ports& ports, const Looked& looked) {
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
  bool everybody_;
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

// All of them every night: that an owner has left shows nowhere else, for what they keep for life
// never changes.
NightCounts ask_for_successors(House& house, const Call& call) {
  NightCounts sum;
  const auto all = house.store.read([](Ports& ports) { return ports.accounts.all_shared(); });
  for (std::size_t at = 0; at < all.size(); at += page_size) {
    const auto page = std::span{all}.subspan(at, std::min(page_size, all.size() - at));
    add(sum, house.store.write([&](Ports& ports) {
      Night night{house, call, false, true};
      night.shared(ports, page);
      return night.counts;
    }));
  }
  return sum;
}

}  // namespace

NightCounts run_night(House& house, const Call& call) {
  NightCounts sum;
  adopt_policy(house, call);
  give_bounced_again(house, call);
  const bool everybody =
      house.store.read([&](Ports& ports) { return concerns_everybody(ports, house); });
  for (std::optional<DueAfter> last{DueAfter{}}; last;) {
    // A page may run again from its start, so it counts by itself.
    const auto [next, counts] = house.store.write([&](Ports& ports) {
      Night night{house, call, everybody, true};
      const auto end = night.page(ports, *last);
      return std::pair{end, night.counts};
    });
    add(sum, counts);
    last = next;
  }
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
    Night night{house, call, concerns_everybody(ports, house), false};
    for (std::optional<DueAfter> last{DueAfter{}}; last;) last = night.page(ports, *last);
    night.shared(ports, ports.accounts.all_shared());
    return night.counts;
  });
}

bool night_is_due(const std::optional<Day>& last, Day today, int hour, int night_hour) {
  if (last == today) return false;
  return hour >= night_hour || (last && *last < today - days{1});
}

}  // namespace metroon::app
