// A new password, by who knows the old one.
#include "app/sign_in.hpp"
#include "web/pages.hpp"
#include "web/password_fields.hpp"

namespace metroon::web {
namespace {

using Problem = app::ChangePasswordProblem;

struct Said {
  std::string form, old_password, password, again;  ///< What is wrong, and where.
};

Said said(Context& context, const app::ChangePasswordRefused& refused) {
  switch (refused.problem) {
    case Problem::wrong_password:
      return {.form = {},
              .old_password = context.text("account_password.wrong"),
              .password = {},
              .again = {}};
    case Problem::password_unfit:
      return {.form = {},
              .old_password = {},
              .password = password_text(context, refused.password),
              .again = {}};
    case Problem::passwords_differ:
      return {
          .form = {}, .old_password = {}, .password = {}, .again = context.text("password.differ")};
    case Problem::wait:
      return {
          .form = context.wait_text(refused.wait), .old_password = {}, .password = {}, .again = {}};
    case Problem::busy:
      return {
          .form = context.text("sign_in.busy"), .old_password = {}, .password = {}, .again = {}};
  }
  return {};
}

Response form(Context& context, const Said& wrong, int status) {
  auto fields = new_password_fields(context, wrong.password, wrong.again);
  fields.insert(fields.begin(), {.name = "old",
                                 .label = context.text("account_password.old"),
                                 .input = Input::password,
                                 .error = wrong.old_password,
                                 .autocomplete = "current-password"});
  View page;
  put_form(page, "FORM",
           {.action = "/account/password",
            .submit = context.text("account_password.submit"),
            .fields = std::move(fields),
            .problem = wrong.form},
           context.token());
  return context.page("account_password", page, context.text("account_password.title"), status);
}

Response change(Context& context) {
  const auto secret = [&](std::string_view name) {
    return base::Secret{std::string{context.form(name)}};
  };
  const auto done = app::change_password(context.house, context.call, *context.holder(),
                                         context.session_token(app::SessionOf::holder),
                                         secret("old"), secret("password"), secret("again"));
  if (!done) return form(context, said(context, done.error()), 422);
  return context.redirect("/account", "password_changed");
}

}  // namespace

void register_account_password(Router& router) {
  router.get("/account/password", Access::holder,
             [](Context& context) { return form(context, {}, 200); });
  router.post("/account/password", Access::holder, change);
}

}  // namespace metroon::web
