#include "scenario/oracle.hpp"

#include <algorithm>

#include "core/decide.hpp"

namespace metroon::scenario {
namespace {

using namespace std::chrono;
using app::patras;
using core::ServiceStanding;

// Table F and lines C1 to C11 as the registrar reads them. `e-` is the e-secretariat.
struct Line {
  std::string_view kind;
  enum Lasts { for_life, while_active, one_year, two_years } lasts;
  std::string_view opens;
  std::string_view off;  // At hand-over.
  bool keeps_email;
  bool alumni;
};
constexpr std::array table{
    Line{"undergraduate", Line::while_active,
         "email lists wifi vpn eclass e-secretariat library web msdnaa federation ",
         "e-secretariat ", true, true},
    Line{"postgraduate", Line::while_active,
         "email lists wifi vpn eclass e-secretariat library web msdnaa spss federation ",
         "e-secretariat web spss ", true, true},
    Line{"phd-candidate", Line::while_active,
         "email lists wifi vpn eclass e-secretariat library web msdnaa spss federation ",
         "e-secretariat web spss ", true, true},
    Line{"faculty", Line::for_life,
         "email lists wifi vpn eclass e-secretariat library web msdnaa spss federation ",
         "web spss ", false, false},
    Line{"emeritus", Line::for_life,
         "email lists wifi vpn eclass e-secretariat library web msdnaa spss federation ",
         "web spss ", false, false},
    Line{"permanent-staff", Line::while_active,
         "email lists wifi vpn eclass library web federation ", "web ", false, false},
    Line{"researcher", Line::two_years,
         "email lists wifi vpn eclass library web msdnaa spss federation ", "web spss ", false,
         false},
    Line{"contractor", Line::two_years, "email lists wifi vpn ", "", false, false}};

// What policies_fixture.cpp changes, as the registrar reads it.
Line line_of(std::string_view kind, bool new_rules) {
  auto line = *std::ranges::find(table, kind, &Line::kind);
  if (!new_rules) return line;
  if (kind == "researcher") line.lasts = Line::one_year;
  if (kind == "permanent-staff") line.keeps_email = true;
  if (kind == "postgraduate") line.keeps_email = false;
  return line;
}

bool names(std::string_view words, std::string_view key) {
  return words.find(std::string{key} + " ") != std::string_view::npos;
}

Day last_of_years(Day first, int count) {
  const year_month_day date{first};
  const auto anniversary = (date.year() + years{count}) / date.month() / date.day();
  return anniversary.ok() ? Day{anniversary} - days{1}
                          : Day{anniversary.year() / anniversary.month() / last};
}

// A day, and whether the new rules are in force.
struct When {
  Day today{};
  bool new_rules{false};
};

// Why a service is open, and until when, of all that was said.
struct Reason {
  bool now{false}, for_ever{false}, any{false}, on{false};
  Day last{};
  void until(Day end, Day today) {
    now = now || end >= today;
    last = std::max(last, end);
  }
};

bool holds_on(const Held& hold, Day today) {
  return hold.from <= today && !(hold.until && *hold.until <= hold.from);
}

// Where the holds that certainly came in time carry an end; empty: nobody knows yet.
std::optional<Day> carried(const Papers& papers, const Said& said, Day end, Day today) {
  for (bool moved = true; moved;) {
    moved = false;
    for (const auto& hold : papers.holds) {
      if (!(hold.said.empty() || hold.said == said.by) || !holds_on(hold, today) || hold.from > end)
        continue;
      if (!hold.until) return {};
      if (*hold.until - days{1} <= end) continue;
      end = *hold.until - days{1};
      moved = true;
    }
  }
  return end;
}

void weigh(Reason& reason, const Said& said, std::string_view key, const Papers& papers,
           const When& when) {
  const auto today = when.today;
  const auto line = line_of(said.kind, when.new_rules);
  const bool graduated =
      said.ends && *said.ends <= today && said.ending == core::Ending::graduation;
  const bool kept =
      (line.keeps_email && key == "email") || (line.alumni && key == "alumni" && graduated);
  if (said.from > today || !(kept || names(line.opens, key))) return;
  reason.any = true;
  reason.on = reason.on || !names(line.off, key);
  if (kept || line.lasts == Line::for_life) {
    reason.now = reason.for_ever = true;
    return;
  }
  std::optional<Day> end;
  if (said.ends) end = *said.ends - days{1};
  if (line.lasts != Line::while_active && papers.activated) {
    const int years = line.lasts == Line::one_year ? 1 : 2;
    const auto counted = last_of_years(std::max(*papers.activated, said.from), years);
    end = end ? std::min(*end, counted) : counted;
  }
  if (end) end = carried(papers, said, *end, today);
  end ? reason.until(*end, today) : (void)(reason.now = true);
}

Reason reason_for(const Papers& papers, std::string_view key, const When& when) {
  Reason reason;
  for (const auto& said : papers.said) weigh(reason, said, key, papers, when);
  return reason;
}

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
  bool new_rules{false};
  bool rules_changed{false};  ///< Ever.
  std::optional<Day> more_years_since;

  [[nodiscard]] Reason reason(std::string_view key) const {
    return reason_for(papers, key, {today, new_rules});
  }

  [[nodiscard]] bool was_promised(std::string_view key) const {
    return reason_for(papers, key, {today, !new_rules}).for_ever;
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
    // So are rules that counted fewer years: more of them may open it anew, if the letter was about
    // those.
    const bool sent_since = (!papers.moved || newest->taken > *papers.moved + days{10}) &&
                            (!more_years_since || newest->taken > *more_years_since);
    const bool about_it = newest->promised == end || (newest->taken > end && sent_since);
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

bool Oracle::new_rules(Day today) const {
  return std::ranges::count_if(rules_change_, [&](Day day) { return day <= today; }) % 2 == 1;
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
  const auto since = [&](std::size_t change) {
    const bool come = change < rules_change_.size() && rules_change_[change] <= today;
    return come ? std::optional{rules_change_[change]} : std::nullopt;
  };
  const Case one{human,    papers,           dossier,
                 standing, letters,          today,
                 memory,   new_rules(today), since(0).has_value(),
                 since(1)};
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
    const auto reason = reason_for(papers, service.key, {today, new_rules(today)});
    if (papers.closed || !reason.any) continue;
    if (reason.now) tell(human, service.key + " was theirs when they were erased");
    // It may have ended, announced, by the other rules, which count fewer years.
    const auto others = reason_for(papers, service.key, {today, !new_rules(today)});
    const Day last = others.last == Day{} ? reason.last : std::min(reason.last, others.last);
    if (today < last + days{5 * 365})
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
  if (service.open() && !reason.now && !moved && one.told_of(service.service, reason.last))
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
    if (!one.rules_changed || one.reason(key).for_ever || !one.was_promised(key))
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
  if (one.papers.claim && one.papers.claims == 1 && one.today < *one.papers.claimed + days{90})
    tell(one.human, key + " ended while the office had not decided the claim");
  if (is_paused(one.papers, one.today)) tell(one.human, key + " ended while its end was held");
  if (!one.heard(service, found ? found->shuts.value_or(one.today) : one.today))
    tell(one.human, key + " was taken away unheard");
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
