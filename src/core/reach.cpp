#include "core/reach.hpp"

#include <algorithm>

#include "core/lifetime.hpp"

namespace metroon::core {

Reach::Reach(const Policy& policy, const Dossier& dossier, Day day)
    : policy_{policy}, dossier_{dossier}, day_{day} {
  if (dossier.holds.empty()) return;
  holds_ = holds_by(dossier, day);
  if (holds_.empty()) return;
  for (const auto& one : dossier.affiliations)
    by_term_.push_back(last_day(policy, dossier, one, day));
  for (ServiceIndex service = 0; service < policy.services.size(); ++service)
    reached_.push_back(walk(by_term_, service));
}

// One hold after the other: whether there was anything to reach depends on those before.
std::vector<Until> Reach::walk(std::vector<Until> untils, ServiceIndex service, Day end) const {
  for (const auto* hold : holds_) {
    if (hold->from >= end) break;
    const bool over = was_over(untils, service, hold->from);
    for (std::size_t at = 0; at < untils.size(); ++at) {
      const auto& one = dossier_.affiliations[at];
      if (one.from > day_ || untils[at].kind != Until::Kind::day) continue;
      if ((over && one.from < hold->from) || never_gave(one, untils[at], service, hold->from))
        continue;
      untils[at] = pushed(*hold, one.id, untils[at], shut(one, untils[at].last, service));
    }
  }
  return untils;
}

// Nobody could name what was not given yet.
std::optional<Day> Reach::shut(const Affiliation& one, Day last, ServiceIndex service) const {
  if (last < policy_.given_since(one.kind, service))
    return shut_day(policy_.notices, dossier_.notices, last, day_);
  return shut_day(policy_, dossier_, service, last, day_);
}

bool Reach::never_gave(const Affiliation& one, const Until& until, ServiceIndex service,
                       Day by) const {
  const Day since = policy_.given_since(one.kind, service);
  return since <= by && !stands(until, since);
}

// What rules have withdrawn is over on their day; empty where nothing is given.
std::optional<Until> Reach::given(std::size_t at, const Until& until, ServiceIndex service) const {
  const auto& one = dossier_.affiliations[at];
  if (policy_.entitlement(one.kind, service).opens) return until;
  std::optional<Until> last;
  for (const auto& withdrawn : policy_.withdrawals)
    if (withdrawn.service == service && was_given(withdrawn, one, by_term_[at]))
      last = std::max(last, std::optional{Until::on(withdrawn.ends - std::chrono::days{1})});
  return last ? std::min(last, std::optional{until}) : last;
}

bool Reach::was_over(std::span<const Until> untils, ServiceIndex service, Day before) const {
  const Affiliation* latest = nullptr;
  Day last{};
  for (std::size_t at = 0; at < untils.size(); ++at) {
    const auto& one = dossier_.affiliations[at];
    if (one.from >= before || never_gave(one, untils[at], service, before)) continue;
    if (outlives(policy_.entitlement(one.kind, service), one)) return false;
    const auto until = given(at, untils[at], service);
    if (!until) continue;
    if (until->kind != Until::Kind::day) return false;
    if (latest == nullptr || until->last > last) latest = &one, last = until->last;
  }
  if (latest == nullptr) return false;
  const auto since = shut(*latest, last, service);
  return since && *since < before;
}

}  // namespace metroon::core
