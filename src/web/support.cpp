// A message to user support (E6).
#include <algorithm>

#include "app/account.hpp"
#include "web/pages.hpp"
#include "web/words.hpp"

namespace metroon::web {
namespace {

using app::SupportProblem;

Response form(Context& context, std::optional<SupportProblem> problem) {
  const auto missing = [&](SupportProblem which) {
    return problem == which ? context.text("problem_of.missing") : std::string{};
  };
  std::string whole;
  if (problem == SupportProblem::too_long) whole = context.text("support.too_long");
  if (problem == SupportProblem::wait) whole = context.text("support.wait");
  View page;
  page.set("SUPPORT", context.words(context.house.policy.institution.support_name));
  put_form(page, "FORM",
           {.action = "/account/support",
            .submit = context.text("support.submit"),
            .fields = {{.name = "subject",
                        .label = context.text("support.subject"),
                        .value = std::string{context.form("subject")},
                        .error = missing(SupportProblem::subject_missing)},
                       {.name = "text",
                        .label = context.text("support.text"),
                        .input = Input::area,
                        .value = std::string{context.form("text")},
                        .hint = context.text("support.text_hint"),
                        .error = missing(SupportProblem::text_missing)}},
            .problem = whole},
           context.token());
  return context.page("support", page, context.text("support.title"), problem ? 422 : 200);
}

Response send(Context& context) {
  const auto ticket = app::ask_support(context.house, context.call, *context.holder(),
                                       context.form("subject"), context.form("text"));
  if (!ticket) return form(context, ticket.error());
  return context.redirect("/account/support/sent?ticket=" + *ticket);
}

// Only what has the shape of a ticket is shown: the address could have been written by anybody.
bool is_ticket(std::string_view text) {
  return text.size() == 11 && text.starts_with("S-") && std::ranges::all_of(text, [](char c) {
           return c == '-' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
         });
}

Response sent(Context& context) {
  const auto ticket = context.request.query.get("ticket");
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
  router.get("/account/support/sent", Access::holder, sent);
}

}  // namespace metroon::web
