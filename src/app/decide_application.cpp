// Asking for more, and rejecting.
#include "app/acts.hpp"
#include "app/deciding.hpp"
#include "base/text.hpp"

namespace metroon::app {
namespace {

using core::Application;
using core::Stage;
using core::Step;
using Problem = OfficeProblem;

// Both send the application away from the office with a text for the applicant.
struct Answer {
  Step step;
  Stage stage;
  std::string_view action;
  std::string_view mail;
};

std::expected<Application, Problem> answer(House& house, const Call& call, core::ApplicationId id,
                                           std::int64_t version, std::string_view text,
                                           const Answer& how) {
  using Result = std::expected<Application, Problem>;
  return house.store.write([&](Ports& ports) -> Result {
    auto application = application_to_decide(ports, id, version, how.step);
    if (!application) return application;
    if (base::squeeze(text).empty()) return std::unexpected{Problem::text_missing};
    application->stage = how.stage;
    application->office_message = text;
    if (!write_decision(ports, house, call, *application, how.action, std::string{text}))
      return std::unexpected{Problem::someone_was_first};
    post(ports, house, call, {application->contact.email, application->contact.language}, how.mail,
         {{"name", full_name(application->names, application->contact.language)},
          {"number", grouped(application->number, 5)},
          {"message", std::string{text}},
          {"link", house.base_url + "/track"}},
         house.policy.office.email);
    return application;
  });
}

}  // namespace

std::expected<Application, Problem> application_to_decide(Ports& ports, core::ApplicationId id,
                                                          std::int64_t version, Step step) {
  auto application = ports.applications.find(id);
  if (!application || application->stage == Stage::draft)
    return std::unexpected{Problem::no_such_application};
  if (application->version != version) return std::unexpected{Problem::someone_was_first};
  if (!core::allows(application->stage, step)) return std::unexpected{Problem::not_now};
  return std::move(*application);
}

bool write_decision(Ports& ports, House& house, const Call& call, Application& application,
                    std::string_view action, std::string detail) {
  application.changed = call.now.instant;
  if (!ports.applications.update(application)) return false;
  ++application.version;
  audit(ports, house, call, action, subject("application", application.id), std::move(detail));
  return true;
}

std::expected<Application, Problem> ask_for_more(House& house, const Call& call,
                                                 core::ApplicationId id, std::int64_t version,
                                                 std::string_view message) {
  return answer(house, call, id, version, message,
                {Step::ask_for_more, Stage::needs_more, "more_asked_for", "mail.more"});
}

std::expected<Application, Problem> reject_application(House& house, const Call& call,
                                                       core::ApplicationId id, std::int64_t version,
                                                       std::string_view reason) {
  return answer(house, call, id, version, reason,
                {Step::reject, Stage::rejected, "application_rejected", "mail.rejected"});
}

}  // namespace metroon::app
