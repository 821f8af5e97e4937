// What the applicant still does after submitting: a missing document, the mail again, withdrawal;
// and what time does.
#include "app/acts.hpp"
#include "app/applying.hpp"
#include "app/documents.hpp"

namespace metroon::app {
namespace {

using core::Application;
using core::Stage;
using core::Step;

// Supplying answers the office, or completes what was incomplete.
Stage after_supply(const core::Policy& policy, const Application& application) {
  const bool waited =
      application.stage == Stage::incomplete || application.stage == Stage::needs_more;
  return waited && core::missing_documents(policy, application).empty() ? Stage::submitted
                                                                        : application.stage;
}

}  // namespace

std::expected<Application, SupplyProblem> add_document(House& house, const Call& call,
                                                       const base::Secret& token,
                                                       const Upload& upload) {
  using Result = std::expected<Application, SupplyProblem>;
  return house.store.write([&](Ports& ports) -> Result {
    auto application = application_behind(ports, call, token);
    if (!application) return std::unexpected{SupplyProblem::no_such_application};
    if (!core::allows(application->stage, Step::supply))
      return std::unexpected{SupplyProblem::not_now};
    if (const auto refused =
            keep_document(ports, house, call, *application, application->kind, upload))
      return std::unexpected{*refused};
    application->stage = after_supply(house.policy, *application);
    application->changed = call.now.instant;
    if (!ports.applications.update(*application)) return std::unexpected{SupplyProblem::not_now};
    ++application->version;
    audit(ports, house, call, "document_added", subject("application", application->id),
          upload.evidence);
    return *application;
  });
}

std::expected<Application, WithdrawProblem> withdraw_application(House& house, const Call& call,
                                                                 const base::Secret& token) {
  using Result = std::expected<Application, WithdrawProblem>;
  return house.store.write([&](Ports& ports) -> Result {
    auto application = application_behind(ports, call, token);
    if (!application) return std::unexpected{WithdrawProblem::no_such_application};
    if (!core::allows(application->stage, Step::withdraw))
      return std::unexpected{WithdrawProblem::not_now};
    application->stage = Stage::withdrawn;
    application->changed = call.now.instant;
    if (!ports.applications.update(*application)) return std::unexpected{WithdrawProblem::not_now};
    ++application->version;
    audit(ports, house, call, "application_withdrawn", subject("application", application->id));
    return *application;
  });
}

void resend_confirmation(House& house, const Call& call, const base::Secret& token) {
  house.store.write([&](Ports& ports) {
    const auto application = application_behind(ports, call, token);
    if (!application || !core::allows(application->stage, Step::confirm)) return;
    const auto key = "confirmation:" + application->number;
    const auto sent = ports.throttle.attempts(key);
    if (sent.failures > 0 && sent.last + std::chrono::minutes{1} > call.now.instant) return;
    ports.throttle.failed(key, call.now.instant);
    send_confirmation(ports, house, call, *application);
  });
}

std::size_t expire_applications(House& house, const Call& call) {
  const auto& rules = house.policy.applications;
  constexpr std::size_t batch = 500;
  return house.store.write([&](Ports& ports) {
    auto stale =
        ports.applications.stale(call.now.instant - std::chrono::hours{rules.draft_hours},
                                 call.now.instant - std::chrono::days{rules.confirm_days}, batch);
    for (auto& application : stale) {
      if (application.stage == Stage::draft) {
        ports.applications.remove_draft(application.id);
        continue;
      }
      application.stage = Stage::expired;
      application.changed = call.now.instant;
      if (ports.applications.update(application))
        audit(ports, house, call, "application_expired", subject("application", application.id));
    }
    return stale.size();
  });
}

}  // namespace metroon::app
