// A message to user support (E6).
#include <algorithm>

#include "app/account.hpp"
#include "web/pages.hpp"
#include "web/words.hpp"

namespace metroon::web {
namespace {

using app::SupportProblem;

struct Said {
  std::string form, subject, text;  ///< What is wrong, and where.
};

Said said(const Context& context, std::optional<SupportProblem> problem) {
  Said wrong;
  if (!problem) return wrong;
  switch (*problem) {
    case SupportProblem::subject_missing:
      wrong.subject = context.text("problem_of.missing");
      break;
    case SupportProblem::subject_too_long:
      wrong.subject = context.text("support.subject_too_long");
      break;
    case SupportProblem::text_missing:
      wrong.text = context.text("problem_of.missing");
      break;
    case SupportProblem::too_long:
      wrong.text = context.text("support.too_long");
      break;
    case SupportProblem::wait:
      wrong.form = context.text("support.wait");
      break;
  }
  return wrong;
}

Response form(Context& context, std::optional<SupportProblem> problem) {
  const auto wrong = said(context, problem);
  View page;
  page.set("SUPPORT", context.words(context.house.policy.institution.support_name));
  put_form(page, "FORM",
           {.action = "/account/support",
            .submit = context.text("support.submit"),
            .fields = {{.name = "subject",
                        .label = context.text("support.subject"),
                        .value = std::string{context.form("subject")},
                        .error = wrong.subject},
                       {.name = "text",
                        .label = context.text("support.text"),
                        .input = Input::area,
                        .value = std::string{context.form("text")},
                        .hint = context.text("support.text_hint"),
                        .error = wrong.text}},
            .problem = wrong.form},
           context.token());
  return context.page("support", page, context.text("support.title"), problem ? 422 : 200);
}

Response send(Context& context) {
  const auto ticket = app::ask_support(context.house, context.call, *context.holder(),
                                       context.form("subject"), context.form("text"));
  if (!ticket) return form(context, ticket.error());
  return context.redirect("/account/support/" + *ticket);
}

// Only what has the shape of a ticket is shown: the address could have been written by anybody.
bool is_ticket(std::string_view text) {
  return text.size() == 11 && text.starts_with("S-") && std::ranges::all_of(text, [](char c) {
           return c == '-' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
         });
}

Response sent(Context& context) {
  const std::string& ticket = context.parameters.at("ticket");
  if (!is_ticket(ticket)) return context.problem(404, "not_found");
  View page;
  page.set("TICKET", ticket);
  return context.page("support_sent", page, context.text("support.sent"));
}

}  // namespace

void register_support(Router& router) {
  router.get("/account/support", Access::holder,
             [](Context& context) { return form(context, {}); });
  router.post("/account/support", Access::holder, send, 64 * 1024);
  router.get("/account/support/{ticket}", Access::holder, sent);
}

}  // namespace metroon::web
