#include "core/claim.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/lifetime.hpp"

namespace metroon::core {

using std::chrono::days;

bool is_open(ClaimStage stage) {
  return stage == ClaimStage::submitted || stage == ClaimStage::needs_more;
}

bool allows(ClaimStage stage, ClaimStep step) {
  switch (step) {
    case ClaimStep::supply:
    case ClaimStep::ask_for_more:
    case ClaimStep::approve:
    case ClaimStep::refuse:
    case ClaimStep::withdraw:
      return is_open(stage);
  }
  std::unreachable();
}

std::optional<NextEnding> next_ending(const Notices& rules, const Standing& standing, Day today,
                                      std::optional<Day> by) {
  std::optional<NextEnding> next;
  for (const auto& service : standing.services) {
    if (service.until.kind != Until::Kind::day || service.gate == Gate::ended) continue;
    if (by && service.until.last > *by) continue;
    const Day last = open_until(rules, service, today).last;
    if (!next || last < next->last) next = {last, service.waits_for_notice};
  }
  return next;
}

std::optional<NextEnding> claimable_ending(const Policy& policy, const Standing& standing,
                                           Day today) {
  return next_ending(policy.notices, standing, today, today + days{policy.claims.ahead_days});
}

std::vector<std::vector<EvidenceIndex>> missing_alternatives(
    const Policy& policy, std::string_view kind_key, std::span<const std::string> evidence) {
  std::vector<std::vector<EvidenceIndex>> all;
  const auto kind = policy.kind_of(kind_key);
  if (!kind) return all;
  for (const auto& alternative : policy.affiliations[*kind].renewal_evidence) {
    auto& missing = all.emplace_back();
    for (const auto index : alternative)
      if (const auto& paper = policy.evidence[index];
          !paper.identity && std::ranges::find(evidence, paper.key) == evidence.end())
        missing.push_back(index);
  }
  return all;
}

bool is_complete(std::span<const std::vector<EvidenceIndex>> missing) {
  return missing.empty() ||
         std::ranges::any_of(missing, [](const auto& alternative) { return alternative.empty(); });
}

bool asked_for_renewal(const Policy& policy, std::string_view kind_key, EvidenceIndex index) {
  const auto kind = policy.kind_of(kind_key);
  return kind && !policy.evidence[index].identity &&
         std::ranges::any_of(policy.affiliations[*kind].renewal_evidence, [&](const auto& papers) {
           return std::ranges::find(papers, index) != papers.end();
         });
}

std::optional<Day> claim_hold_until(const ClaimRules& rules, const Dossier& dossier,
                                    std::optional<Day> first_claimed, Day today) {
  const Day until = first_claimed.value_or(today) + days{rules.hold_days};
  if (until <= today) return {};
  return unannounced(dossier, until);
}

// Past these days whatever such a claim held has ended.
std::optional<Day> first_unsuccessful(const ClaimRules& rules, std::span<const Claim> claims,
                                      Day today, const std::function<Day(base::Instant)>& day_of) {
  const Day since = today - days{rules.hold_days + 2 * rules.days_after_decision};
  std::optional<Day> first;
  for (const auto& claim : claims) {
    const Day made = day_of(claim.created);
    if (claim.stage == ClaimStage::approved) first.reset();
    if (is_open(claim.stage) || claim.stage == ClaimStage::approved || made < since) continue;
    if (!first || made < *first) first = made;
  }
  return first;
}

Day hold_until_after_decision(const ClaimRules& rules, const Dossier& dossier, Day today) {
  return unannounced(dossier, today + days{rules.days_after_decision});
}

bool takes_last_day(const Policy& policy, std::string_view kind_key) {
  const auto kind = policy.kind_of(kind_key);
  return kind && policy.affiliations[*kind].term.kind != Term::Kind::for_life;
}

Affiliation affiliation_of(const Policy& policy, const Claim& claim, Day today) {
  const auto kind = policy.kind_of(claim.kind);
  assert(kind);  // The use cases take no other capacity.
  Affiliation affiliation{
      .kind = *kind, .unit = claim.unit, .from = today, .asserted_by = "claim " + claim.number};
  if (claim.until && takes_last_day(policy, claim.kind)) affiliation.ends = *claim.until + days{1};
  return affiliation;
}

std::string placed_by(const Claim& claim) {
  return "claim:" + std::to_string(claim.id.value);
}

}  // namespace metroon::core
