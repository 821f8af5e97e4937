#include "scenario/reasons.hpp"

#include <algorithm>

#include "core/decide.hpp"

namespace metroon::scenario {
namespace {

using namespace std::chrono;
using app::patras;
using core::ServiceStanding;

void mix(std::size_t& hash, std::int64_t value) {
  hash = (hash ^ static_cast<std::size_t>(value)) * 0x100000001b3ULL;
}
void mix(std::size_t& hash, const std::optional<Day>& day) {
  mix(hash, day ? day->time_since_epoch().count() : -1);
}

// All but when a mail server took a notice: that is the server's doing and has no entry.
std::size_t digest(const core::Dossier& dossier) {
  std::size_t hash{0};
  for (const auto& one : dossier.affiliations) {
    mix(hash, one.id.value), mix(hash, one.kind), mix(hash, std::optional{one.from});
    mix(hash, one.ends), mix(hash, static_cast<int>(one.ending));
    mix(hash, static_cast<std::int64_t>(std::hash<std::string>{}(one.unit)));
  }
  for (const auto& one : dossier.choices) mix(hash, one.service * 2 + one.on);
  for (const auto& one : dossier.holds) mix(hash, std::optional{one.from}), mix(hash, one.until);
  for (const auto& one : dossier.notices) mix(hash, std::optional{one.ending});
  if (!dossier.account) return hash;
  const auto& account = *dossier.account;
  mix(hash, account.id.value), mix(hash, account.proof), mix(hash, account.activated);
  mix(hash, account.closed), mix(hash, account.suspended.has_value());
  mix(hash, static_cast<std::int64_t>(account.addresses.size()));
  return hash;
}

std::size_t digest(const core::Standing& standing) {
  std::size_t hash{0};
  mix(hash, static_cast<int>(standing.state)), mix(hash, standing.realm);
  for (const auto& one : standing.services)
    mix(hash, one.service * 100 + static_cast<int>(one.gate) * 2 + one.on), mix(hash, one.shuts);
  mix(hash, static_cast<std::int64_t>(standing.notices.size()));
  return hash;
}

}  // namespace

struct Oracle::Case {
  const Human& human;
  const Papers& papers;
  const core::Dossier& dossier;
  const core::Standing& standing;
  const std::vector<Letter>* letters;
  Day today;
  Memory& memory;
  When when;

  [[nodiscard]] Reason reason(std::string_view key) const { return reason_for(papers, key, when); }

  [[nodiscard]] bool was_promised(std::string_view key) const {
    return when.rules > 0 && reason_for(papers, key, when.before()).for_ever;
  }
  [[nodiscard]] bool was_open(core::ServiceIndex service) const {
    return (memory.open >> service & 1U) != 0;
  }
  template <class Fits>
  [[nodiscard]] bool any_letter(core::ServiceIndex service, Fits fits) const {
    const auto& name = patras().services[service].name.in(core::Language::el);
    return letters && std::ranges::any_of(*letters, [&](const Letter& letter) {
             return letter.services.find(name) != std::string::npos && fits(letter);
           });
  }
  // A letter said so in time.
  [[nodiscard]] bool heard(core::ServiceIndex service, Day shut) const {
    return any_letter(service, [&](const Letter& letter) {
      return letter.taken + days{30} <= shut && letter.promised < shut;
    });
  }
  // The last letter was about what ended after `end`, and the day that it promised is past.
  [[nodiscard]] bool told_of(core::ServiceIndex service, Day end) const {
    const Letter* newest = nullptr;
    (void)any_letter(service, [&](const Letter& letter) { return newest = &letter, false; });
    if (!newest) return false;
    const Day last = std::max(newest->promised, newest->taken + days{30});
    // What was sent before the end was known is about another one; it may be a while on its way.
    const bool sent_since = !papers.moved || newest->taken > *papers.moved + days{10};
    // An end that its registry took back and gave again is told again.
    const bool given_again = papers.moved && *papers.moved > newest->taken;
    const bool about_it =
        (newest->promised == end && !given_again) || (newest->taken > end && sent_since);
    return last < today && about_it && !held_since(*newest, last, end);
  }
  // It may have ended anew after a hold, and has to be told anew then; a letter may be a while on
  // its way.
  [[nodiscard]] bool held_since(const Letter& letter, Day last, Day end) const {
    return std::ranges::any_of(papers.holds, [&](const Held& hold) {
      return holds_on(hold, today) && hold.from <= last + days{1} &&
             (!hold.until || *hold.until > last ||
              (*hold.until - days{1} > end && letter.taken < *hold.until + days{10}));
    });
  }
};

bool Oracle::is_due(unsigned n, Day today) const {
  return n < memories_.size() && memories_[n].due && *memories_[n].due <= today;
}

std::size_t Oracle::rules(Day today) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(rules_change_, [&](Day day) { return day <= today; }));
}

void Oracle::tell(const Human& human, const std::string& what) {
  ++wrong_;
  tell_(human, what);
}

void Oracle::look(const Human& human, const Papers& papers, const core::Dossier& dossier,
                  const core::Standing& standing, const std::vector<Letter>* letters, bool touched,
                  Day today) {
  if (memories_.size() <= human.n) memories_.resize(human.n + 1);
  auto& memory = memories_[human.n];
  const Case one{human,   papers, dossier, standing,
                 letters, today,  memory,  {today, rules(today), rules_change_}};
  ++counts.looks;
  const auto facts = digest(dossier), state = digest(standing);
  if (memory.known && !touched && facts != memory.facts)
    tell(human, "facts changed without an entry in the audit");
  if (memory.known && !touched && !is_due(human.n, today) && state != memory.standing &&
      std::ranges::find(rules_change_, today) == rules_change_.end())
    tell(human, "another standing though no change was announced");
  const int wrong = wrong_;
  gates(one), names(one), rights(one), capacities(one);
  for (const auto& service : standing.services) entitlement(one, service);
  for (core::ServiceIndex service = 0; service < patras().services.size(); ++service)
    keeping(one, service), ending(one, service);
  if (letters && !letters->empty() && letters->back().promised + days{10} < letters->back().taken)
    tell(human, "was told of a last day that was past");
  if (wrong_ > wrong) tell_(human, story(papers, dossier, letters));
  memory.facts = facts;
  memory.standing = state;
  memory.due = standing.next_change;
  memory.known = true;
  memory.open = 0;
  for (const auto& service : standing.services)
    if (service.open()) memory.open |= 1U << service.service;
}

void Oracle::erased(const Human& human, const Papers& papers, Day today) {
  ++counts.erased;
  if (papers.closed && today < *papers.closed + days{5 * 365})
    tell(human, "erased within five years of the closing");
  for (const auto& service : patras().services) {
    const auto reason = reason_for(papers, service.key, {today, rules(today), rules_change_});
    if (papers.closed || !reason.any) continue;
    if (reason.now) tell(human, service.key + " was theirs when they were erased");
    if (today < reason.last + days{5 * 365})
      tell(human, "erased within five years of the end of " + service.key);
  }
  if (human.n < memories_.size()) memories_[human.n] = {};
}

// Invariant 5.
void Oracle::entitlement(const Case& one, const ServiceStanding& service) {
  const auto& key = patras().services[service.service].key;
  const auto reason = one.reason(key);
  const auto choice = one.papers.choices.find(service.service);
  const bool on = choice == one.papers.choices.end() ? reason.on : choice->second;
  const bool may = one.papers.activated && !one.papers.suspended && !one.papers.closed;
  if (service.open() && !may) tell(one.human, key + " is open to somebody who may not come in");
  if (service.open() && !reason.any) tell(one.human, key + " is open without any right");
  if (service.open() && !on) tell(one.human, key + " is open though it was switched off");
  const bool moved = one.papers.claimed || one.papers.merged;
  if (service.open() && !reason.now && !reason.maybe && !moved &&
      one.told_of(service.service, reason.last))
    tell(one.human, key + " is open though it ended and the holder was told in time");
  if (service.open() && !reason.now) ++counts.waited;
}

// Nobody who belongs stands before shut doors.
void Oracle::rights(const Case& one) {
  if (!one.papers.activated || one.papers.suspended || one.papers.closed) return;
  for (core::ServiceIndex service = 0; service < patras().services.size(); ++service) {
    const auto& key = patras().services[service].key;
    const auto reason = one.reason(key);
    const auto choice = one.papers.choices.find(service);
    const bool on = choice == one.papers.choices.end() ? reason.on : choice->second;
    if (key == "alumni" && one.papers.postponed && one.today <= *one.papers.postponed) continue;
    if (reason.now && on && !one.standing.opens(service))
      tell(one.human, key + " is shut though the right lasts");
  }
}

// Invariant 4, but for what new rules have withdrawn: that ends as anything else, announced. What
// the standing does not know any more is not for ever.
void Oracle::keeping(const Case& one, core::ServiceIndex service) {
  const auto bit = 1U << service;
  const auto* found = one.standing.find(service);
  const bool for_ever = found && found->until.kind == core::Until::Kind::for_ever;
  const auto& key = patras().services[service].key;
  if ((one.memory.for_ever & bit) != 0 && !for_ever) {
    if (one.reason(key).for_ever || !one.was_promised(key))
      tell(one.human, key + " was for ever and is not");
    one.memory.for_ever &= ~bit;
    ++counts.withdrawn;
  }
  if (for_ever) one.memory.for_ever |= bit, ++counts.kept;
}

// Invariant 3. What the standing does not know any more is shut today.
void Oracle::ending(const Case& one, core::ServiceIndex service) {
  const auto* found = one.standing.find(service);
  if (found && found->open() && !one.was_open(service)) ++counts.opened;
  if ((found && found->gate != core::Gate::ended) || !one.was_open(service)) return;
  ++counts.ended;
  const auto& key = patras().services[service].key;
  const bool withdrawn = rules_take(one.papers, key, one.today);
  if (one.papers.claim && one.papers.claims == 1 && one.today < *one.papers.claimed + days{90} &&
      !withdrawn)
    tell(one.human, key + " ended while the office had not decided the claim");
  if (is_paused(one.papers, one.today) && !withdrawn)
    tell(one.human, key + " ended while its end was held");
  if (!one.heard(service, found ? found->shuts.value_or(one.today) : one.today))
    tell(one.human, key + " was taken away unheard");
}

bool Oracle::rules_take(const Papers& papers, std::string_view key, Day today) const {
  const When when{today, rules(today), rules_change_};
  return std::ranges::any_of(papers.said, [&](const Said& said) {
    return std::ranges::any_of(patras().services, [&](const core::Service& service) {
      return (key.empty() || key == service.key) && runs_out(said, service.key, when);
    });
  });
}

bool Oracle::is_paused(const Papers& papers, Day today) {
  return !papers.said.empty() && std::ranges::all_of(papers.said, [&](const Said& said) {
    return std::ranges::any_of(papers.holds, [&](const Held& hold) {
      return hold.said == said.by && hold.surely && hold.from < today && !hold.until;
    });
  });
}

void Oracle::gates(const Case& one) {
  if (!one.dossier.account) return;
  const auto& account = *one.dossier.account;
  if (account.activated.has_value() != one.papers.activated.has_value())
    tell(one.human, "is not activated as the holder knows it");
  if (account.activated && (!account.proof || *account.proof > *account.activated))
    tell(one.human, "came in without a proof");
  if (one.papers.account && account.id != one.papers.account)
    tell(one.human, "has another account than before");
}

bool Oracle::is_name_of(const std::string& name, unsigned holder) {
  return holders_.emplace(name, holder).first->second == holder;
}

// Invariant 2.
void Oracle::names(const Case& one) {
  if (!one.dossier.account) return;
  const auto hold = [&](const std::string& name) {
    if (!is_name_of(name, one.human.n)) tell(one.human, name + " was somebody else's");
  };
  hold(one.dossier.account->username);
  for (const auto& address : one.dossier.account->addresses)
    hold(address.local + "@" + patras().realms[address.realm].name);
}

void Oracle::capacities(const Case& one) {
  const auto in_force = std::ranges::count_if(one.papers.said, [&](const Said& said) {
    return said.from <= one.today && (!said.ends || one.today < *said.ends);
  });
  if (in_force >= 3) ++counts.three_capacities;
}

}  // namespace metroon::scenario
