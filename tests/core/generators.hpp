// Random institutions and random people in them. Days lie close together, so that endings, holds,
// notices and activations meet on one day more often than they would in life.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "core/decide.hpp"
#include "core/lifetime.hpp"

namespace metroon::core::testing {

/// The first day anything may happen on; everything has happened `span` days later.
inline const Day first_day{std::chrono::year{2024} / std::chrono::January / 1};
inline constexpr int span = 500;

namespace detail {

// At full size from the first case on: small numbers alone would make all days one.
inline int number(int least, int most) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(least, most + 1));
}

inline bool one_in(int many) {
  return number(1, many) == 1;
}

inline Day some_day(int within = 300) {
  return first_day + std::chrono::days{number(0, within)};
}

template <class Value>
const Value& one_of(const std::vector<Value>& values) {
  return values[static_cast<std::size_t>(number(0, static_cast<int>(values.size()) - 1))];
}

inline Term term() {
  using enum Term::Kind;
  const auto kind = one_of(std::vector{for_life, while_active, while_active, from_activation});
  return {.kind = kind,
          .length = std::chrono::months{kind == from_activation ? number(1, 6) : 0},
          .source = "random"};
}

inline Entitlement entitlement() {
  using enum Keep;
  return {.opens = !one_in(4),
          .level = static_cast<std::uint8_t>(number(0, 2)),
          .on = !one_in(3),
          .keep = one_of(std::vector{never, never, never, after_any_end, after_graduation})};
}

// Of a row that today's rules may well give again: what they give counts.
inline Withdrawal withdrawal(const Policy& policy) {
  Withdrawal made{
      .kind = static_cast<KindIndex>(number(0, static_cast<int>(policy.affiliations.size()) - 1)),
      .service = static_cast<ServiceIndex>(number(0, static_cast<int>(policy.services.size()) - 1)),
      .former = entitlement(),
      .since = some_day(200)};
  made.ends = made.since + std::chrono::days{number(1, 90)};
  if (one_in(3)) made.given = made.since - std::chrono::days{number(1, 90)};
  return made;
}

inline Granted granted(const Policy& policy) {
  return {static_cast<KindIndex>(number(0, static_cast<int>(policy.affiliations.size()) - 1)),
          static_cast<ServiceIndex>(number(0, static_cast<int>(policy.services.size()) - 1)),
          some_day(200)};
}

inline std::vector<FormerTerm> former_terms(const Policy& policy) {
  std::vector<FormerTerm> terms;
  for (int left = number(1, 3); left > 0; --left)
    terms.push_back(
        {static_cast<KindIndex>(number(0, static_cast<int>(policy.affiliations.size()) - 1)),
         term(), some_day(200)});
  std::ranges::sort(terms, {}, &FormerTerm::until);
  return terms;
}

inline std::vector<int> calendar() {
  std::vector<int> steps;
  for (const int step : {60, 30, 14, 7, 3, 1})
    if (one_in(2)) steps.push_back(step);
  if (steps.empty()) steps.push_back(number(1, 60));
  return steps;
}

inline Affiliation affiliation(const Policy& policy, std::int64_t id) {
  Affiliation made{
      .id = {id},
      .kind = static_cast<KindIndex>(number(0, static_cast<int>(policy.affiliations.size()) - 1)),
      .from = some_day(),
      .ending = one_in(2) ? Ending::graduation : Ending::lapsed,
      .head_of_unit = one_in(4)};
  if (!one_in(3)) made.ends = made.from + std::chrono::days{number(1, 200)};
  return made;
}

inline Account account() {
  Account made{.id = {1}, .username = "holder"};
  if (!one_in(8)) made.proof = some_day(100);
  if (!one_in(8)) made.activated = some_day(100);
  if (one_in(6)) made.suspended = Suspension{.from = some_day(), .reason = "random"};
  if (one_in(8)) made.closed = some_day();
  return made;
}

inline Hold hold(const Dossier& dossier) {
  Hold made{.from = some_day()};
  if (!one_in(3)) made.until = made.from + std::chrono::days{number(1, 90)};
  if (one_in(2) && !dossier.affiliations.empty())
    made.affiliation = one_of(dossier.affiliations).id;
  return made;
}

// The days on which something may end: a notice about any other is about nothing.
inline std::vector<Day> endings(const Policy& policy, const Dossier& dossier) {
  std::vector<Day> found;
  for (const auto& affiliation : dossier.affiliations) {
    const auto until = last_day(policy, affiliation, activation(dossier.account));
    if (until.kind == Until::Kind::day) found.push_back(until.last);
  }
  for (const auto& hold : dossier.holds)
    if (hold.until) found.push_back(*hold.until - std::chrono::days{1});
  for (const auto& withdrawal : policy.withdrawals)
    for (const auto& one : dossier.affiliations)
      if (one.kind == withdrawal.kind && one.from <= withdrawal.since &&
          !(one.ends && *one.ends < withdrawal.ends))
        found.push_back(withdrawal.ends - std::chrono::days{1});
  if (found.empty()) found.push_back(some_day());
  return found;
}

inline Notice notice(const Policy& policy, const std::vector<Day>& endings) {
  Notice made{.ending = one_of(endings), .days_before = one_of(policy.notices.days_before)};
  if (one_in(2)) {
    made.services = ServiceSet{};
    for (ServiceIndex service = 0; service < policy.services.size(); ++service)
      made.services->set(service, !one_in(3));
  }
  if (!one_in(4)) made.accepted = made.ending - std::chrono::days{number(-40, 80)};
  return made;
}

}  // namespace detail

inline rc::Gen<Policy> any_policy() {
  return rc::gen::exec([] {
    using namespace detail;
    Policy policy;
    for (int realm = number(1, 3); realm > 0; --realm)
      policy.realms.push_back({"realm" + std::to_string(realm), {}, "random"});
    for (int kind = number(1, 5); kind > 0; --kind) {
      AffiliationKind made{.key = "kind" + std::to_string(kind), .name = {}, .hint = {}};
      made.realm = static_cast<RealmIndex>(number(0, static_cast<int>(policy.realms.size()) - 1));
      made.term = term();
      made.owns_shared = one_in(3);
      policy.affiliations.push_back(made);
    }
    for (int service = number(1, 5); service > 0; --service)
      policy.services.push_back({.key = "service" + std::to_string(service),
                                 .levels = {{"", "low"}, {"", "middle"}, {"", "high"}},
                                 .shared = one_in(2)});
    for (auto left = policy.affiliations.size() * policy.services.size(); left > 0; --left)
      policy.entitlements.push_back(one_in(6) ? Entitlement{} : entitlement());
    for (int left = one_in(3) ? number(1, 4) : 0; left > 0; --left)
      policy.withdrawals.push_back(withdrawal(policy));
    for (int left = one_in(3) ? number(1, 4) : 0; left > 0; --left)
      policy.granted.push_back(granted(policy));
    if (one_in(3)) policy.former_terms = former_terms(policy);
    policy.notices = {.days_before = calendar(), .minimum_days = number(1, 40), .source = "random"};
    return policy;
  });
}

inline Dossier some_dossier(const Policy& policy) {
  using namespace detail;
  Dossier dossier{.person = {1}};
  if (!one_in(10)) dossier.account = account();
  for (int left = number(0, 4), id = 1; left > 0; --left, ++id)
    dossier.affiliations.push_back(affiliation(policy, id));
  for (ServiceIndex service = 0; service < policy.services.size(); ++service)
    if (one_in(3)) dossier.choices.push_back({service, one_in(2)});
  for (int left = one_in(2) ? number(0, 3) : 0; left > 0; --left)
    dossier.holds.push_back(hold(dossier));
  const auto may_end = endings(policy, dossier);
  for (int left = number(0, 5); left > 0; --left)
    dossier.notices.push_back(notice(policy, may_end));
  return dossier;
}

/// An institution, a person in it, and a day to ask about.
struct Life {
  Policy policy;
  Dossier dossier;
  Day day{};
};

/// Days as their distance from `first_day`, so that a counterexample can be read and typed in.
inline void showValue(const Life& life, std::ostream& out) {
  const auto at = [](Day day) { return std::to_string((day - first_day).count()); };
  const auto maybe = [&](std::optional<Day> day) { return day ? at(*day) : std::string{"-"}; };
  out << "day " << at(life.day) << "; minimum " << life.policy.notices.minimum_days << ", steps";
  for (const int step : life.policy.notices.days_before) out << ' ' << step;
  for (const auto& kind : life.policy.affiliations) {
    out << "\n"
        << kind.key << ": term " << static_cast<int>(kind.term.kind) << ' '
        << kind.term.length.count() << "; opens/level/on/keep";
    const auto row = static_cast<KindIndex>(&kind - life.policy.affiliations.data());
    for (ServiceIndex service = 0; service < life.policy.services.size(); ++service) {
      const auto& one = life.policy.entitlement(row, service);
      out << ' ' << one.opens << static_cast<int>(one.level) << one.on
          << static_cast<int>(one.keep);
    }
  }
  for (const auto& one : life.policy.withdrawals)
    out << "\nwithdrawn: kind " << static_cast<int>(one.kind) << " service "
        << static_cast<int>(one.service) << " opens " << one.former.opens << " keep "
        << static_cast<int>(one.former.keep) << " since " << at(one.since) << " ends "
        << at(one.ends);
  for (const auto& one : life.policy.granted)
    out << "\ngranted: kind " << static_cast<int>(one.kind) << " service "
        << static_cast<int>(one.service) << " since " << at(one.since);
  for (const auto& one : life.policy.former_terms)
    out << "\nformer term: kind " << static_cast<int>(one.kind) << " "
        << static_cast<int>(one.term.kind) << ' ' << one.term.length.count() << " until "
        << at(one.until);
  if (const auto& account = life.dossier.account)
    out << "\naccount: proof " << maybe(account->proof) << ", activated "
        << maybe(account->activated) << ", suspended "
        << (account->suspended ? at(account->suspended->from) : "-") << ", closed "
        << maybe(account->closed);
  for (const auto& one : life.dossier.affiliations)
    out << "\naffiliation " << one.id.value << ": kind " << static_cast<int>(one.kind) << " from "
        << at(one.from) << " ends " << maybe(one.ends) << " how " << static_cast<int>(one.ending);
  for (const auto& one : life.dossier.choices)
    out << "\nchoice: " << static_cast<int>(one.service) << ' ' << one.on;
  for (const auto& one : life.dossier.holds)
    out << "\nhold: from " << at(one.from) << " until " << maybe(one.until) << " of "
        << one.affiliation.value;
  for (const auto& one : life.dossier.notices)
    out << "\nnotice: ending " << at(one.ending) << " step " << one.days_before << " accepted "
        << maybe(one.accepted);
}

inline rc::Gen<Life> any_life() {
  return rc::gen::exec([] {
    Life life{.policy = *any_policy()};
    life.dossier = some_dossier(life.policy);
    life.day = detail::some_day(span);
    // Nobody asks ahead of rules that are yet to come.
    for (const auto& one : life.policy.granted) life.day = std::max(life.day, one.since);
    return life;
  });
}

}  // namespace metroon::core::testing
