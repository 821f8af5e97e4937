#include "core/application.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <initializer_list>
#include <utility>

namespace metroon::core {
namespace {

using Steps = unsigned;  // One bit for each Step.

constexpr Steps bit(Step step) {
  return 1U << std::to_underlying(step);
}

constexpr Steps steps(std::initializer_list<Step> allowed) {
  Steps bits = 0;
  for (const Step step : allowed) bits |= bit(step);
  return bits;
}

// A handed-over application takes another hand-over: codes get lost. Once it is activated, a
// forgotten password is the account's matter and no longer the application's. A capacity approved
// while the code of an earlier one is out is activated with it.
constexpr Steps allowed_at(Stage stage) {
  using enum Step;
  switch (stage) {
    case Stage::draft:
      return steps({submit, expire});
    case Stage::unconfirmed:
      return steps({confirm, supply, withdraw, expire});
    case Stage::incomplete:
      return steps({supply, ask_for_more, reject, withdraw});
    case Stage::submitted:
    case Stage::needs_more:
      return steps({supply, ask_for_more, approve, reject, withdraw});
    case Stage::approved:
    case Stage::handed_over:
      return steps({hand_over, activate});
    case Stage::activated:
    case Stage::rejected:
    case Stage::withdrawn:
    case Stage::expired:
      return steps({});
  }
  std::unreachable();
}

}  // namespace

bool allows(Stage stage, Step step) {
  return (allowed_at(stage) & bit(step)) != 0;
}

std::vector<EvidenceIndex> missing_documents(const Policy& policy, const Application& application) {
  std::vector<EvidenceIndex> missing;
  const auto kind = policy.kind_of(application.kind);
  if (!kind) return missing;
  for (const EvidenceIndex index : policy.affiliations[*kind].joining_evidence) {
    const auto& evidence = policy.evidence[index];
    if (!evidence.identity &&
        std::ranges::find(application.documents, evidence.key, &DocumentInfo::evidence) ==
            application.documents.end())
      missing.push_back(index);
  }
  return missing;
}

Affiliation affiliation_of(const Policy& policy, const Application& application, Day today) {
  const auto kind = policy.kind_of(application.kind);
  assert(kind);  // The loader's checks and check_form leave no other capacity.
  Affiliation affiliation{.kind = *kind,
                          .unit = application.unit,
                          .from = application.period ? application.period->from : today,
                          .asserted_by = "application " + application.number};
  if (application.period && policy.affiliations[*kind].term.kind == Term::Kind::while_active)
    affiliation.ends = application.period->until + std::chrono::days{1};
  return affiliation;
}

}  // namespace metroon::core
