// Two ways to one's application: its number with something only the applicant knows, and the link
// in the mail that confirms the address (B3).
#include <utility>

#include "app/apply.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

Response search(Context& context, const std::string& problem) {
  View page;
  const auto typed = context.request.method == Method::post ? context.form("number")
                                                            : context.request.query.get("number");
  put_form(page, "FORM",
           {.action = "/track",
            .submit = context.text("track.open"),
            .fields = {{.name = "number",
                        .label = context.text("track.number"),
                        .value = std::string{typed},
                        .hint = context.text("track.number_hint"),
                        .autocomplete = "off"},
                       {.name = "known",
                        .label = context.text("track.known"),
                        .value = std::string{context.form("known")},
                        .hint = context.text("track.known_hint")}},
            .problem = problem},
           context.token());
  return context.page("track", page, context.text("track.title"), problem.empty() ? 200 : 422);
}

Response open(Context& context) {
  const auto token = app::track_application(context.house, context.call, context.form("number"),
                                            context.form("known"));
  if (token) {
    context.set_cookie("track", *token);
    return context.redirect("/track/application");
  }
  switch (token.error().problem) {
    case app::TrackProblem::not_found:
      return search(context, context.text("track.not_found"));
    case app::TrackProblem::wait:
      return search(context, context.wait_text(token.error().wait));
  }
  std::unreachable();
}

// Mail scanners follow links: only the button confirms.
Response confirm_page(Context& context) {
  View page;
  put_form(page, "FORM",
           {.action = "/confirm/" + context.parameters.at("token"),
            .submit = context.text("confirm.submit")},
           context.token());
  return context.page("confirm", page, context.text("confirm.title"));
}

// What to do next is on the page itself.
Response dead_link(Context& context, int status, std::string_view title, std::string_view text) {
  View page;
  page.add("DEAD").set("TEXT", context.text(text));
  return context.page("confirm", page, context.text(title), status);
}

Response confirm(Context& context) {
  const auto done =
      app::confirm_email(context.house, context.call, base::Secret{context.parameters.at("token")});
  if (done) {
    context.set_cookie("track", app::open_tracking(context.house, context.call, done->id));
    return context.redirect("/track/application", "confirmed");
  }
  switch (done.error()) {
    case app::ConfirmProblem::no_such_link:
      return dead_link(context, 404, "confirm.no_such_link", "confirm.no_such_link_text");
    case app::ConfirmProblem::link_expired:
      return dead_link(context, 410, "confirm.link_expired", "confirm.link_expired_text");
  }
  std::unreachable();
}

}  // namespace

void register_track(Router& router) {
  router.get("/track", Access::everyone, [](Context& context) { return search(context, {}); });
  router.post("/track", Access::everyone, open);
  router.get("/confirm/{token}", Access::everyone, confirm_page);
  router.post("/confirm/{token}", Access::everyone, confirm);
}

}  // namespace metroon::web
