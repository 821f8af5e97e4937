#include "core/lifetime.hpp"

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

namespace metroon::core {
namespace {

using std::chrono::days;

// The day before the anniversary; or the month's last day, if it has no such day.
Day last_day_of_months(Day first, std::chrono::months length) {
  const std::chrono::year_month_day date{first};
  const auto month = std::chrono::year_month{date.year(), date.month()} + length;
  const auto anniversary = month / date.day();
  return anniversary.ok() ? Day{anniversary} - days{1} : Day{month / std::chrono::last};
}

// Where the hold leads an ending; empty if it never held, for it was lifted on its first day.
std::optional<Until> led_by(const Hold& hold) {
  if (!hold.until) return Until::no_end_known();
  if (*hold.until <= hold.from) return {};
  return Until::on(*hold.until - days{1});
}

bool announced(const Dossier& dossier, Day last) {
  return std::ranges::find(dossier.notices, last, &Notice::ending) != dossier.notices.end();
}

}  // namespace

Until last_day(const Term& term, const Affiliation& affiliation, std::optional<Day> activated) {
  const std::optional<Until> known_end =
      affiliation.ends ? std::optional{Until::on(*affiliation.ends - days{1})} : std::nullopt;
  switch (term.kind) {
    case Term::Kind::for_life:
      return Until::for_ever();
    case Term::Kind::while_active:
      return known_end.value_or(Until::no_end_known());
    case Term::Kind::from_activation: {
      assert(term.length >= std::chrono::months{1});  // The policy loader refuses anything else.
      if (!activated) return known_end.value_or(Until::not_started());
      const auto counted =
          Until::on(last_day_of_months(std::max(*activated, affiliation.from), term.length));
      return known_end ? std::min(counted, *known_end) : counted;
    }
  }
  std::unreachable();  // No default above: a new Kind must fail to compile here.
}

// From the oldest rules to those of today.
Until last_day(const Policy& policy, const Affiliation& affiliation, std::optional<Day> activated) {
  std::optional<Until> before;
  Day since{};
  const auto follow = [&](const Term& term) {
    auto until = last_day(term, affiliation, activated);
    if (before && !stands(until, since))
      until = stands(*before, since) ? Until::on(since - days{1}) : *before;
    before = until;
  };
  for (const auto& former : policy.former_terms) {
    if (former.kind != affiliation.kind) continue;
    follow(former.term);
    since = former.until;
  }
  follow(policy.affiliations[affiliation.kind].term);
  return *before;
}

Until last_day(const Policy& policy, const Dossier& dossier, const Affiliation& affiliation,
               Day day) {
  const auto since = activation(dossier.account);
  return last_day(policy, affiliation, since && *since <= day ? since : std::nullopt);
}

bool stands(const Until& until, Day day) {
  return until.kind != Until::Kind::day || until.last >= day;
}

bool outlives(const Entitlement& entitlement, const Affiliation& affiliation) {
  return entitlement.keep == Keep::after_any_end ||
         (entitlement.keep == Keep::after_graduation && affiliation.ends &&
          affiliation.ending == Ending::graduation);
}

bool was_given(const Withdrawal& withdrawn, const Affiliation& affiliation, const Until& by_term) {
  if (withdrawn.kind != affiliation.kind || affiliation.from > withdrawn.since) return false;
  return withdrawn.former.opens || !stands(by_term, withdrawn.since);
}

std::optional<Day> shut_day(const Notices& rules, std::span<const Notice> notices, Day last,
                            Day today, std::optional<ServiceIndex> service) {
  std::optional<Day> first;
  for (const auto& notice : notices) {
    if (notice.ending != last || !notice.accepted || *notice.accepted > today) continue;
    if (service && !notice.names(*service)) continue;
    const Day shut = std::max(last + days{1}, *notice.accepted + days{rules.minimum_days});
    if (!first || shut < *first) first = shut;
  }
  return first;
}

std::optional<Day> shut_day(const Policy& policy, const Dossier& dossier, ServiceIndex service,
                            Day last, Day today) {
  auto first = shut_day(policy.notices, dossier.notices, last, today, service);
  for (const auto& former : policy.former_terms)
    for (const auto& one : dossier.affiliations) {
      if (one.kind != former.kind) continue;
      const auto until = last_day(former.term, one, activation(dossier.account));
      if (until.kind != Until::Kind::day || until.last <= last) continue;
      const auto shut = shut_day(policy.notices, dossier.notices, until.last, today, service);
      if (shut && (!first || *shut < *first)) first = shut;
    }
  return first;
}

Day unannounced(const Dossier& dossier, Day until) {
  while (announced(dossier, until - days{1})) until += days{1};
  return until;
}

Day until_when_lifted(const Dossier& dossier, const Hold& hold, Day today) {
  if (hold.from == today) return today;
  const Day until = unannounced(dossier, today);
  return hold.until ? std::min(until, *hold.until) : until;
}

Day recorded_end(const Policy& policy, const Dossier& dossier, const Affiliation* before, Day said,
                 Day today) {
  if (!before && said <= today) return said;
  if (before) {
    const auto over = last_day(policy, *before, activation(dossier.account));
    if (over.kind == Until::Kind::day && over.last < today)
      return std::max(said, over.last + days{1});
  }
  // Where a hold carries the end to another day, that is the day that counts.
  const auto is_taken = [&](Day end) {
    const auto until = held(Until::on(end - days{1}), before ? before->id : AffiliationId{},
                            policy.notices, dossier, today);
    return !(before && before->ends == end) && until.kind == Until::Kind::day &&
           announced(dossier, until.last);
  };
  Day end = std::max(said, today);
  while (is_taken(end)) end += days{1};
  return end;
}

// One after the other as they came: each meets the ending where those before it have left it, and
// what is over then stays over.
std::vector<const Hold*> holds_by(const Dossier& dossier, Day today) {
  std::vector<const Hold*> holds;
  for (const auto& hold : dossier.holds)
    if (hold.from <= today) holds.push_back(&hold);
  std::ranges::sort(holds, {}, [](const Hold* hold) { return std::pair{hold->from, hold->until}; });
  return holds;
}

Until pushed(const Hold& hold, AffiliationId affiliation, Until until, std::optional<Day> shut) {
  const bool concerned = !hold.affiliation || hold.affiliation == affiliation;
  if (!concerned || until.kind != Until::Kind::day || (shut && hold.from > *shut)) return until;
  const auto led = led_by(hold);
  return led ? std::max(until, *led) : until;
}

Until held(Until until, AffiliationId affiliation, const Notices& rules, const Dossier& dossier,
           Day today) {
  if (dossier.holds.empty()) return until;
  for (const auto* hold : holds_by(dossier, today))
    until = pushed(*hold, affiliation, until, shut_day(rules, dossier.notices, until.last, today));
  return until;
}

}  // namespace metroon::core
