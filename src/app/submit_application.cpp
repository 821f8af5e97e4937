#include "app/acts.hpp"
#include "app/applying.hpp"
#include "base/text.hpp"

namespace metroon::app {
namespace {

// Fifty bits: guessing one of a hundred thousand live numbers takes ten thousand million tries, and
// tries are throttled.
constexpr std::size_t number_characters = 10;

std::string free_number(Ports& ports, House& house) {
  for (;;) {
    auto number = mint_code(house.random, number_characters);
    if (!ports.applications.find_number(number)) return number;
  }
}

// Whoever applies with somebody else's address must not fill that mailbox. The tracking page sends
// the link again later.
constexpr unsigned most_confirmations_an_hour = 5;

}  // namespace

void send_confirmation(Ports& ports, House& house, const Call& call,
                       const core::Application& application) {
  if (count_in_hour(ports, call, "confirmations:" + base::to_lower(application.contact.email),
                    most_confirmations_an_hour))
    return;
  const auto token = mint_token(house.random);
  const auto days = house.policy.applications.confirm_days;
  ports.tokens.insert(token, {.purpose = TokenPurpose::confirm_email,
                              .subject = application.id.value,
                              .expires = call.now.instant + std::chrono::days{days},
                              .used = {}});
  post(ports, house, call, {application.contact.email, application.contact.language},
       "mail.confirm",
       {{"name", full_name(application.names, application.contact.language)},
        {"number", grouped(application.number, 5)},
        {"link", house.base_url + "/confirm/" + std::string{token.reveal()}},
        {"days", std::to_string(days)}});
}

std::expected<core::Application, SubmitProblem> submit_application(House& house, const Call& call,
                                                                   const base::Secret& token) {
  using Result = std::expected<core::Application, SubmitProblem>;
  return house.store.write([&](Ports& ports) -> Result {
    const auto found = ports.tokens.find(TokenPurpose::draft, token);
    if (!found) return std::unexpected{SubmitProblem::no_such_draft};
    auto application = ports.applications.find({found->subject});
    if (!application) return std::unexpected{SubmitProblem::no_such_draft};
    if (found->used) return *application;  // The form was sent twice: one application all the same.
    if (found->expires < call.now.instant || !core::allows(application->stage, core::Step::submit))
      return std::unexpected{SubmitProblem::no_such_draft};
    if (application->names.last.empty()) return std::unexpected{SubmitProblem::unfinished};

    application->number = free_number(ports, house);
    application->stage = core::Stage::unconfirmed;
    application->submitted = application->changed = call.now.instant;
    if (!ports.applications.update(*application))
      return std::unexpected{SubmitProblem::no_such_draft};
    ++application->version;
    if (!ports.tokens.use(TokenPurpose::draft, token, call.now.instant))
      return std::unexpected{SubmitProblem::no_such_draft};
    send_confirmation(ports, house, call, *application);
    audit(ports, house, call, "application_submitted", subject("application", application->id),
          application->kind);
    return *application;
  });
}

}  // namespace metroon::app
