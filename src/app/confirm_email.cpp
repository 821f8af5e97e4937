#include "app/acts.hpp"
#include "app/apply.hpp"

namespace metroon::app {

std::expected<core::Application, ConfirmProblem> confirm_email(House& house, const Call& call,
                                                               const base::Secret& token) {
  using Result = std::expected<core::Application, ConfirmProblem>;
  return house.store.write([&](Ports& ports) -> Result {
    const auto found = ports.tokens.find(TokenPurpose::confirm_email, token);
    if (!found) return std::unexpected{ConfirmProblem::no_such_link};
    auto application = ports.applications.find({found->subject});
    if (!application) return std::unexpected{ConfirmProblem::no_such_link};
    // A link also opens the application, so it dies even where it has done its work.
    if (found->expires < call.now.instant || application->stage == core::Stage::expired)
      return std::unexpected{ConfirmProblem::link_expired};
    if (!core::allows(application->stage, core::Step::confirm))
      return *application;  // Followed twice.
    const bool complete = core::missing_documents(house.policy, *application).empty();
    application->stage = complete ? core::Stage::submitted : core::Stage::incomplete;
    application->changed = call.now.instant;
    if (!ports.applications.update(*application))
      return std::unexpected{ConfirmProblem::no_such_link};
    ++application->version;
    // A link followed twice finds the stage moved on; the token itself need not be used up for
    // that.
    (void)ports.tokens.use(TokenPurpose::confirm_email, token, call.now.instant);
    audit(ports, house, call, "email_confirmed", subject("application", application->id));
    return *application;
  });
}

}  // namespace metroon::app
