// A wish for a non-personal account (A4): the office says yes or no.
#include "web/office.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

using Problem = app::SharedDecisionProblem;

core::SharedRequestId id_of(const Context& context) {
  return {context.number("id")};
}

std::string problem_text(const Context& context, Problem problem) {
  switch (problem) {
    case Problem::no_such_request:
    case Problem::someone_was_first:
    case Problem::not_now:
      return {};  // Pages of their own.
    case Problem::text_missing:
      return context.text("decide.text_missing");
    case Problem::username_malformed:
      return context.text("decide.username_malformed");
    case Problem::username_taken:
      return context.text("decide.username_taken");
    case Problem::owner_not_entitled:
      return context.text("shared.owner_not_entitled");
  }
  return {};
}

FormView form_of(const Context& context, const app::SharedRequest& request, std::string_view name) {
  return {.action = fmt::format("/office/shared/{}/{}", request.id.value, name),
          .submit = context.text(fmt::format("decide.{}", name)),
          .hidden = {{"version", std::to_string(request.version)}}};
}

Response show(Context& context, std::string_view where, std::optional<Problem> problem) {
  const auto view = app::open_shared_request(context.house, context.call, id_of(context));
  if (!view) return context.problem(404, "not_found");
  const auto& request = view->request;
  View page;
  put_fact(page, context.text("shared.username"), request.username);
  put_fact(page, context.text("shared.purpose"), request.purpose);
  put_fact(page, context.text("queue.since"),
           context.texts.time(context.language(), request.created));
  page.set("OWNER", both_names(view->by.names))
      .set("OWNER_HREF", fmt::format("/office/person/{}", view->by.id.value));
  page.show("NOT_ENTITLED", !view->entitled);
  if (request.stage == app::SharedStage::submitted) {
    auto approve = form_of(context, request, "approve");
    auto reject = form_of(context, request, "reject");
    reject.danger = true;
    reject.fields.push_back({.name = "reason",
                             .label = context.text("decide.reject_text"),
                             .input = Input::area,
                             .value = std::string{context.form("reason")},
                             .hint = context.text("decide.text_hint"),
                             .error = problem == Problem::text_missing
                                          ? context.text("problem_of.missing")
                                          : std::string{}});
    if (problem) (where == "approve" ? approve : reject).problem = problem_text(context, *problem);
    put_form(page, "APPROVE", approve, context.token());
    put_form(page, "REJECT", reject, context.token());
  } else {
    page.add("DECIDED").set("TEXT", request.office_message);
  }
  return context.page("office_shared", page, request.title, problem ? 422 : 200);
}

template <class Result>
Response answer(Context& context, std::string_view where, const Result& result,
                std::string_view done) {
  if (result) return context.redirect("/office", done);
  switch (result.error()) {
    case Problem::no_such_request:
      return context.problem(404, "not_found");
    case Problem::someone_was_first:
      return context.problem(409, "someone_was_first");
    case Problem::not_now:
      return context.problem(409, "not_now");
    case Problem::text_missing:
    case Problem::username_malformed:
    case Problem::username_taken:
    case Problem::owner_not_entitled:
      return show(context, where, result.error());
  }
  return show(context, where, {});
}

Response approve(Context& context) {
  return answer(context, "approve",
                app::approve_shared(context.house, context.call, id_of(context),
                                    context.form_number("version")),
                "shared_approved");
}

Response reject(Context& context) {
  return answer(context, "reject",
                app::reject_shared(context.house, context.call, id_of(context),
                                   context.form_number("version"), context.form("reason")),
                "shared_rejected");
}

}  // namespace

void register_office_shared(Router& router) {
  router.get("/office/shared/{id}", Access::office,
             [](Context& context) { return show(context, {}, {}); });
  router.post("/office/shared/{id}/approve", Access::office, approve);
  router.post("/office/shared/{id}/reject", Access::office, reject);
}

}  // namespace metroon::web
