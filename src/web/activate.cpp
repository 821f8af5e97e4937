// From the code on the sheet to a password of one's own (B4). The code is never in an address: the
// QR code carries it behind the #, which browsers do not send, and a script puts it in the field.
#include <utility>

#include "app/sign_in.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"
#include "web/password_fields.hpp"

namespace metroon::web {
namespace {

using Problem = app::ActivateProblem;

void put_office(View& page, const Context& context) {
  const auto& office = context.house.policy.office;
  page.set("OFFICE", context.words(office.name)).set("PLACE", context.words(office.place));
  page.set("HOURS", context.texts.office_hours(context.language(), office.hours));
}

Response code_form(Context& context, const std::string& error, const std::string& problem) {
  View page;
  put_office(page, context);
  put_form(page, "FORM",
           {.action = "/activate",
            .submit = context.text("activate.continue"),
            .fields = {{.name = "code",
                        .label = context.text("activate.code"),
                        .value = std::string{context.form("code")},
                        .hint = context.text("activate.code_hint"),
                        .error = error,
                        .autocomplete = "off"}},
            .problem = problem},
           context.token());
  const bool wrong = !error.empty() || !problem.empty();
  return context.page("activate", page, context.text("activate.title"), wrong ? 422 : 200);
}

struct Said {
  std::string password, again, form;
};

Response password_form(Context& context, const app::Activating& whose, const Said& wrong) {
  const auto& account = whose.account.account;
  View page;
  put_fact(page, context.text("account.name"), both_names(whose.person.names));
  put_fact(page, context.text("people.username"), account.username);
  for (const auto& address : account.addresses)
    put_fact(page, context.text("account.address"),
             address.local + "@" + context.house.policy.realms[address.realm].name);
  page.show("RENEWS", account.activated.has_value());
  put_form(page, "FORM",
           {.action = "/activate/password",
            .submit = context.text("activate.submit"),
            .fields = new_password_fields(context, wrong.password, wrong.again),
            .hidden = {{"code", std::string{context.form("code")}}},
            .problem = wrong.form},
           context.token());
  const bool any = !wrong.password.empty() || !wrong.again.empty() || !wrong.form.empty();
  return context.page("activate_password", page, context.text("activate.password_title"),
                      any ? 422 : 200);
}

base::Secret secret(const Context& context, std::string_view name) {
  return base::Secret{std::string{context.form(name)}};
}

// What is wrong with the code itself shows on the first page; the rest on the second.
Response refuse(Context& context, const app::ActivateRefused& refused) {
  const auto second = [&](const Said& wrong) {
    const auto whose =
        app::check_activation_code(context.house, context.call, secret(context, "code"));
    return whose ? password_form(context, *whose, wrong) : refuse(context, whose.error());
  };
  switch (refused.problem) {
    case Problem::no_such_code:
      return code_form(context, context.text("activate.no_such_code"), {});
    case Problem::code_used:
      return code_form(context, context.text("activate.code_used"), {});
    case Problem::code_expired:
      return code_form(context, context.text("activate.code_expired"), {});
    case Problem::wait:
      return code_form(context, {}, context.wait_text(refused.wait));
    case Problem::password_unfit:
      return second(
          {.password = password_text(context, refused.password), .again = {}, .form = {}});
    case Problem::passwords_differ:
      return second({.password = {}, .again = context.text("password.differ"), .form = {}});
    case Problem::busy:
      return second({.password = {}, .again = {}, .form = context.text("sign_in.busy")});
  }
  std::unreachable();
}

Response check(Context& context) {
  const auto whose =
      app::check_activation_code(context.house, context.call, secret(context, "code"));
  return whose ? password_form(context, *whose, {}) : refuse(context, whose.error());
}

Response activate(Context& context) {
  const auto session = app::activate_account(context.house, context.call, secret(context, "code"),
                                             secret(context, "password"), secret(context, "again"));
  if (!session) return refuse(context, session.error());
  context.set_cookie("holder", *session);
  return context.redirect("/account", "activated");
}

}  // namespace

void register_activate(Router& router) {
  router.get("/activate", Access::everyone,
             [](Context& context) { return code_form(context, {}, {}); });
  router.post("/activate", Access::everyone, check);
  router.post("/activate/password", Access::everyone, activate);
}

}  // namespace metroon::web
