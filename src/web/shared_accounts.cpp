// Non-personal accounts, as their owner sees them: ask for one, give it a password (A4).
#include <algorithm>

#include "app/account.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"
#include "web/password_fields.hpp"
#include "web/successor.hpp"

namespace metroon::web {
namespace {

using Asked = app::SharedRequestProblem;
using app::SharedPasswordProblem;

std::string stage_text(const Context& context, app::SharedStage stage) {
  switch (stage) {
    case app::SharedStage::submitted:
      return context.text("owned.submitted");
    case app::SharedStage::approved:
      return context.text("owned.approved");
    case app::SharedStage::rejected:
      return context.text("owned.rejected");
  }
  return {};
}

void put_warning(View& one, const Context& context, const core::Succession& it) {
  if (!it.due(context.house.policy.notices, context.call.now.day)) return;
  one.add("WARNING").set(
      "TEXT", it.needed || !it.from
                  ? context.text("successor.orphan")
                  : context.text("successor.leaving",
                                 {{"day", context.texts.day(context.language(), *it.from)}}));
}

void put_account(View& page, const Context& context, const app::SharedAccountView& view) {
  const auto& account = view.account.account;
  auto one = page.add("ACCOUNT");
  one.set("NAME", view.account.title);
  one.set("ADDRESS", account.username + "@" + context.house.policy.realms[account.realm].name);
  one.set("STATE", context.text(key_of(view.standing.state)));
  one.show("IS_ACTIVE", view.standing.state == core::AccountState::active);
  one.set("HREF", fmt::format("/account/shared/{}", account.id.value));
  one.set("SUCCESSOR_HREF", fmt::format("/account/shared/{}/successor", account.id.value));
  put_warning(one, context, view.succession);
  std::string owners;
  for (const auto& owner : view.owners)
    owners += (owners.empty() ? "" : ", ") + both_names(owner.names);
  one.set("OWNERS", owners);
  for (const auto& service : view.standing.services)
    one.add("SERVICE")
        .set("SERVICE_NAME", context.words(context.house.policy.services[service.service].name))
        .set("GATE", context.text(key_of(service.gate)));
}

// Those approved are among the accounts already.
void put_requests(View& page, const Context& context,
                  const std::vector<app::SharedRequest>& requests) {
  std::optional<View> section;
  for (const auto& request : requests) {
    if (request.stage == app::SharedStage::approved) continue;
    if (!section) section = page.add("REQUESTS");
    section->add("REQUEST")
        .set("NAME", request.title)
        .set("USERNAME", request.username)
        .set("STATE", stage_text(context, request.stage))
        .set("MESSAGE", request.office_message);
  }
}

FieldView field(const Context& context, std::string_view name, std::string error) {
  return {.name = std::string{name},
          .label = context.text(fmt::format("owned.{}", name)),
          .value = std::string{context.form(name)},
          .hint = context.text(fmt::format("owned.{}_hint", name)),
          .error = std::move(error)};
}

FormView request_form(const Context& context, std::optional<Asked> problem) {
  const auto said = [&](Asked which, std::string_view key) {
    return problem == which ? context.text(key) : std::string{};
  };
  auto username = said(Asked::username_malformed, "decide.username_malformed");
  username += said(Asked::username_taken, "decide.username_taken");
  auto purpose = field(context, "purpose", said(Asked::purpose_missing, "problem_of.missing"));
  purpose.input = Input::area;
  return {.action = "/account/shared",
          .submit = context.text("owned.ask"),
          .fields = {field(context, "title", said(Asked::title_missing, "problem_of.missing")),
                     field(context, "username", username), purpose},
          .problem = said(Asked::not_entitled, "owned.not_entitled")};
}

Response list(Context& context, std::optional<Asked> problem) {
  const auto view = app::view_account(context.house, context.call, *context.holder());
  View page;
  for (const auto& one : view.shared) put_account(page, context, one);
  page.show("NONE", view.shared.empty());
  put_requests(page, context, view.shared_requests);
  const auto units = app::successions_of_units(context.house, context.call, *context.holder());
  put_successions(page, "UNITS", context, units, {});
  page.show("MAY_NOT_ASK", !view.may_ask_shared);
  if (view.may_ask_shared || problem)
    put_form(page, "FORM", request_form(context, problem), context.token());
  return context.page("shared_accounts", page, context.text("owned.list"), problem ? 422 : 200);
}

Response ask(Context& context) {
  const auto done =
      app::request_shared(context.house, context.call, *context.holder(), context.form("username"),
                          context.form("title"), context.form("purpose"));
  if (!done) return list(context, done.error());
  return context.redirect("/account/shared", "shared_asked");
}

struct Said {
  std::string form, password, again;
};

Said said(const Context& context, const app::SharedPasswordRefused& refused) {
  switch (refused.problem) {
    case SharedPasswordProblem::not_owner:
      return {};  // A page of its own.
    case SharedPasswordProblem::password_unfit:
      return {.form = {}, .password = password_text(context, refused.password), .again = {}};
    case SharedPasswordProblem::passwords_differ:
      return {.form = {}, .password = {}, .again = context.text("password.differ")};
    case SharedPasswordProblem::busy:
      return {.form = context.text("sign_in.busy"), .password = {}, .again = {}};
  }
  return {};
}

Response password_form(Context& context, const Said& wrong, int status) {
  const auto view = app::view_account(context.house, context.call, *context.holder());
  const auto id = context.number("account");
  const auto owned = std::ranges::find(
      view.shared, id, [](const auto& one) { return one.account.account.id.value; });
  if (owned == view.shared.end()) return context.problem(404, "not_found");
  View page;
  page.set("NAME", owned->account.title).set("USERNAME", owned->account.account.username);
  put_form(page, "FORM",
           {.action = fmt::format("/account/shared/{}", id),
            .submit = context.text("owned.set_password"),
            .fields = new_password_fields(context, wrong.password, wrong.again),
            .problem = wrong.form},
           context.token());
  return context.page("shared_password", page, context.text("owned.password_title"), status);
}

Response set_password(Context& context) {
  const auto done = app::set_shared_password(context.house, context.call, *context.holder(),
                                             {context.number("account")},
                                             base::Secret{std::string{context.form("password")}},
                                             base::Secret{std::string{context.form("again")}});
  if (done) return context.redirect("/account/shared", "password_changed");
  if (done.error().problem == SharedPasswordProblem::not_owner)
    return context.problem(404, "not_found");
  return password_form(context, said(context, done.error()), 422);
}

Response successor_page(Context& context, std::optional<app::SuccessorProblem> problem) {
  const auto view = app::view_account(context.house, context.call, *context.holder());
  const auto id = context.number("account");
  const auto owned = std::ranges::find(
      view.shared, id, [](const auto& one) { return one.account.account.id.value; });
  if (owned == view.shared.end()) return context.problem(404, "not_found");
  View page;
  page.set("NAME", owned->account.title).set("USERNAME", owned->account.account.username);
  put_form(page, "FORM",
           successor_form(context, fmt::format("/account/shared/{}/successor", id), problem),
           context.token());
  return context.page("shared_successor", page, context.text("successor.name_title"),
                      problem ? 422 : 200);
}

Response name_successor(Context& context) {
  const auto done = app::name_successor(context.house, context.call, *context.holder(),
                                        {context.number("account")}, context.form("username"));
  if (done) return context.redirect("/account/shared", "successor_named");
  if (done.error() == app::SuccessorProblem::no_such_account)
    return context.problem(404, "not_found");
  return successor_page(context, done.error());
}

}  // namespace

void register_shared_accounts(Router& router) {
  router.get("/account/shared", Access::holder, [](Context& context) { return list(context, {}); });
  router.post("/account/shared", Access::holder, ask);
  router.get("/account/shared/{account}", Access::holder,
             [](Context& context) { return password_form(context, {}, 200); });
  router.post("/account/shared/{account}", Access::holder, set_password);
  router.get("/account/shared/{account}/successor", Access::holder,
             [](Context& context) { return successor_page(context, {}); });
  router.post("/account/shared/{account}/successor", Access::holder, name_successor);
}

}  // namespace metroon::web
