// Non-personal accounts whose owners leave or have left: the office sees them, and names who
// follows.
#include "app/succession.hpp"
#include "web/history.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"
#include "web/successor.hpp"

namespace metroon::web {
namespace {

using Problem = app::SuccessorProblem;

core::AccountId id_of(const Context& context) {
  return {context.number("account")};
}

Response list(Context& context) {
  const auto all = app::open_successions(context.house, context.call);
  View page;
  page.show("AT_SUCCESSORS").show("EMPTY", all.empty());
  put_successions(page, "TABLE", context, all, "/office/successors/");
  return context.page("office_successors", page, context.text("successor.title"));
}

Response show(Context& context, std::optional<Problem> problem) {
  const auto view = app::open_succession(context.house, context.call, id_of(context));
  if (!view) return context.problem(404, "not_found");
  const auto& account = view->account.account;
  View page;
  put_fact(page, context.text("shared.username"), account.username);
  put_fact(page, context.text("successor.from"), without_owner(context, view->succession));
  for (const auto& owner : view->owners)
    page.add("OWNER")
        .set("HREF", fmt::format("/office/person/{}", owner.id.value))
        .set("WHO", both_names(owner.names));
  put_form(page, "FORM",
           successor_form(context, fmt::format("/office/successors/{}", account.id.value), problem),
           context.token());
  put_history(page, context, view->history);
  return context.page("office_successor", page, view->account.title, problem ? 422 : 200);
}

Response name(Context& context) {
  const auto done =
      app::name_successor(context.house, context.call, id_of(context), context.form("username"));
  if (done) return context.redirect("/office/successors", "successor_named");
  if (done.error() == Problem::no_such_account) return context.problem(404, "not_found");
  return show(context, done.error());
}

}  // namespace

void register_office_successors(Router& router) {
  router.get("/office/successors", Access::office, list);
  router.get("/office/successors/{account}", Access::office,
             [](Context& context) { return show(context, {}); });
  router.post("/office/successors/{account}", Access::office, name);
}

}  // namespace metroon::web
