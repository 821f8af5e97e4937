// The first page, signing in and out, and the statement on accessibility.
#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

using namespace std::string_view_literals;

Response start(Context& context) {
  View view;
  const auto& office = context.house.policy.office;
  view.set("INTRO",
           context.text("start.intro",
                        {{"account", context.words(context.house.policy.institution.account_name)},
                         {"institution", context.words(context.house.policy.institution.name)}}));
  view.set("OFFICE", context.words(office.name)).set("PLACE", context.words(office.place));
  view.set("HOURS", context.texts.office_hours(context.language(), office.hours));
  view.set("OFFICE_EMAIL", office.email).set("PHONE", office.phone);
  return context.page("start", view, context.text("start.title"));
}

std::string sign_in_problem(Context& context, const app::SignInRefused& refused) {
  switch (refused.problem) {
    case app::SignInProblem::wrong:
      return context.text("sign_in.wrong");
    case app::SignInProblem::wait:
      return context.wait_text(refused.wait);
    case app::SignInProblem::busy:
      return context.text("sign_in.busy");
    case app::SignInProblem::suspended:
      return context.text("sign_in.suspended",
                          {{"support", context.house.policy.institution.support_email}});
  }
  return {};
}

// Where a stranger was going: in the address at first, then in the form.
std::string next_of(const Context& context) {
  const auto asked = context.request.query.get("next");
  return std::string{asked.empty() ? context.form("next") : asked};
}

Response sign_in_form(Context& context, bool staff, const std::string& problem) {
  View view;
  const std::string action = staff ? "/office/sign-in" : "/sign-in";
  put_form(view, "FORM",
           {.action = action,
            .submit = context.text("sign_in.submit"),
            .fields = {{.name = "username",
                        .label = context.text(staff ? "sign_in.login" : "sign_in.username"),
                        .value = std::string{context.form("username")},
                        .autocomplete = "username"},
                       {.name = "password",
                        .label = context.text("sign_in.password"),
                        .input = Input::password,
                        .autocomplete = "current-password"}},
            .hidden = {{"next", next_of(context)}},
            .problem = problem},
           context.token());
  view.show("HOLDER", !staff).show("STAFF", staff);
  return context.page("sign_in", view,
                      context.text(staff ? "sign_in.office_title" : "sign_in.title"),
                      problem.empty() ? 200 : 422);
}

std::string_view first_page_of(app::Role role) {
  switch (role) {
    case app::Role::office:
      return "/office";
    case app::Role::desk:
      return "/office/desk";
    case app::Role::auditor:
      return "/audit";
    case app::Role::secretary:
      return "/secretary";
  }
  std::unreachable();
}

// A browser resolves `..` before it asks, also where the dots are written `%2e`; no path of ours
// has such a part.
bool climbs(std::string_view address) {
  const auto path = address.substr(0, address.find('?'));
  const auto lower = base::to_lower(path);
  for (const std::string_view part : {"%2e", "%2f", "%5c"})
    if (lower.contains(part)) return true;
  return (lower + '/').contains("/../") || (lower + '/').contains("/./");
}

// Back to the page that was asked for, if it is one of this person's own: whoever made the link, it
// leads to no other site and no other house.
std::string way_on(const Context& context, std::string_view first_page) {
  constexpr std::string_view plain = "/-._~%?=&+";
  const auto next = next_of(context);
  const auto is_plain = [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           plain.contains(c);
  };
  const bool is_own =
      next.starts_with(first_page) &&
      (next.size() == first_page.size() || "/?"sv.contains(next[first_page.size()])) &&
      std::ranges::all_of(next, is_plain) && !climbs(next);
  return is_own ? next : std::string{first_page};
}

Response sign_in(Context& context, bool staff) {
  const base::Secret password{std::string{context.form("password")}};
  const auto username = context.form("username");
  const auto* const known = staff ? "known_staff" : "known_holder";
  const auto browser = context.cookie(known);
  const auto session =
      staff ? app::sign_in_staff(context.house, context.call, username, password, browser)
            : app::sign_in_holder(context.house, context.call, username, password, browser);
  if (!session) return sign_in_form(context, staff, sign_in_problem(context, session.error()));
  context.set_cookie(staff ? "staff" : "holder", *session);
  const auto kept = app::remember_browser(context.house, context.call, *session, browser);
  if (!kept.empty()) context.set_cookie(known, kept, app::browser_remembered);
  if (!staff) return context.redirect(way_on(context, "/account"));
  const auto who = app::staff_session(context.house, context.call, *session);
  return context.redirect(who ? way_on(context, first_page_of(who->role)) : "/office/sign-in");
}

// Whoever is signed in, in either house, is signed out of both.
Response sign_out(Context& context) {
  for (const auto whose : {app::SessionOf::holder, app::SessionOf::staff}) {
    const auto token = context.session_token(whose);
    if (token.empty()) continue;
    app::sign_out(context.house, context.call, token);
    context.clear_cookie(whose == app::SessionOf::holder ? "holder" : "staff");
  }
  return context.redirect("/", "signed_out");
}

Response accessibility(Context& context) {
  View view;
  view.set("SUPPORT", context.house.policy.institution.support_email);
  return context.page("accessibility", view, context.text("accessibility.title"));
}

Response health(Context&) {
  Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = "ok\n";
  return response;
}

}  // namespace

void register_start(Router& router) {
  router.get("/", Access::everyone, start);
  router.get("/sign-in", Access::everyone,
             [](Context& context) { return sign_in_form(context, false, {}); });
  router.post("/sign-in", Access::everyone,
              [](Context& context) { return sign_in(context, false); });
  router.get("/office/sign-in", Access::everyone,
             [](Context& context) { return sign_in_form(context, true, {}); });
  router.post("/office/sign-in", Access::everyone,
              [](Context& context) { return sign_in(context, true); });
  router.post("/sign-out", Access::everyone, sign_out);
  router.get("/accessibility", Access::everyone, accessibility);
  router.get("/health", Access::everyone, health);
}

}  // namespace metroon::web
