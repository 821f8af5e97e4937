// One application as the officer decides on it: data and documents side by side, who may be the
// same person, what happened, and the three decisions.
#include <algorithm>

#include "app/acts.hpp"
#include "web/history.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

using app::OfficeProblem;
using core::Step;

core::ApplicationId id_of(const Context& context) {
  return {context.number("id")};
}

std::string path_of(core::ApplicationId id) {
  return fmt::format("/office/application/{}", id.value);
}

std::string problem_text(const Context& context, OfficeProblem problem) {
  switch (problem) {
    case OfficeProblem::no_such_application:
    case OfficeProblem::someone_was_first:
    case OfficeProblem::not_now:
      return {};  // Pages of their own.
    case OfficeProblem::text_missing:
      return context.text("decide.text_missing");
    case OfficeProblem::documents_missing:
      return context.text("decide.documents_missing");
    case OfficeProblem::alike_undecided:
      return context.text("decide.alike_undecided");
    case OfficeProblem::alike_unknown:
      return context.text("decide.alike_unknown");
    case OfficeProblem::alike_conflicting:
      return context.text("decide.alike_conflicting");
    case OfficeProblem::account_closed:
      return context.text("decide.account_closed");
    case OfficeProblem::username_malformed:
      return context.text("decide.username_malformed");
    case OfficeProblem::username_taken:
      return context.text("decide.username_taken");
  }
  return {};
}

void put_documents(View& view, const Context& context, const core::Application& application) {
  for (const auto& document : application.documents) {
    auto one = view.add("DOCUMENT");
    one.set("NAME", evidence_name(context, document.evidence)).set("FILE", document.file_name);
    one.set("HREF", fmt::format("{}/document/{}", path_of(application.id), document.id.value));
    one.set("RECEIVED", context.texts.time(context.language(), document.received));
    one.show("IS_PICTURE", document.media_type.starts_with("image/"));
    one.show("IS_PAPER", document.media_type == "application/pdf");
  }
  view.show("NO_DOCUMENTS", application.documents.empty());
}

void put_missing(View& view, const Context& context,
                 const std::vector<core::EvidenceIndex>& missing) {
  if (missing.empty()) return;
  auto list = view.add("MISSING");
  for (const auto index : missing)
    list.add("PAPER").set("NAME", context.words(context.house.policy.evidence[index].name));
}

void put_alike(View& view, const Context& context, const app::Alike& alike) {
  auto one = view.add("ALIKE");
  one.set("MATCH", context.text(key_of(alike.match)));
  one.show("SURE", alike.match != core::Match::perhaps);
  std::string shared;
  for (const auto& item : alike.shared_items)
    shared += (shared.empty() ? "" : ", ") + context.text("alike." + item);
  one.set("SHARED", shared);
  if (alike.person) {
    const auto& person = *alike.person;
    one.set("HREF", fmt::format("/office/person/{}", person.id.value));
    one.set("WHO", both_names(person.names));
    put_fact(one, context.text("alike.is"), context.text("alike.member"));
    put_fact(one, context.text("people.username"), alike.username);
    put_person_facts(one, context, person.names, person.birth, person.contact, person.identifiers);
  } else if (alike.application) {
    const auto& other = *alike.application;
    one.set("HREF", path_of(other.id)).set("WHO", both_names(other.names));
    put_fact(one, context.text("alike.is"), context.text("alike.application"));
    put_fact(one, context.text("queue.stage"), context.text(key_of(other.stage)));
    put_capacity_facts(one, context, other);
    put_person_facts(one, context, other.names, other.birth, other.contact, other.identifiers);
  }
}

// Whoever shares numbers and name is not told apart: then "nobody of these" is no choice.
FieldView whose_field(const Context& context, const app::ApplicationView& view) {
  FieldView field{.name = "same_as",
                  .label = context.text("decide.who"),
                  .input = Input::radio,
                  .value = std::string{context.form("same_as")}};
  bool surely = false;
  for (const auto& alike : view.alike) {
    // Conflicting numbers never make one person of two: there is nothing to choose.
    if (!alike.person || alike.match == core::Match::conflict) continue;
    surely = surely || alike.match == core::Match::same;
    field.options.push_back(
        {.value = std::to_string(alike.person->id.value),
         .label = context.text("decide.is", {{"name", both_names(alike.person->names)}}),
         .hint = context.text(alike.username.empty() ? "decide.is_hint_new" : "decide.is_hint",
                              {{"username", alike.username}})});
  }
  const bool any =
      std::ranges::any_of(view.alike, [](const auto& one) { return one.person.has_value(); });
  if (!surely && any)
    field.options.push_back(
        {.value = "nobody", .label = context.text("decide.nobody"), .hint = {}});
  return field;
}

FieldView username_field(const Context& context, const app::ApplicationView& view) {
  FieldView field{.name = "username",
                  .label = context.text("decide.username"),
                  .value = std::string{context.form("username")},
                  .hint = context.text("decide.username_hint")};
  if (field.value.empty() && !view.usernames.empty()) field.value = view.usernames.front();
  std::string others;
  for (const auto& name : view.usernames) others += (others.empty() ? "" : ", ") + name;
  if (!others.empty()) field.hint += " " + context.text("decide.free", {{"names", others}});
  return field;
}

// Which of the three forms an outcome belongs to.
struct Outcome {
  std::string form;
  std::optional<OfficeProblem> problem;
};

FormView form_of(const Context& context, const core::Application& application,
                 std::string_view name, const Outcome& outcome) {
  FormView form{.action = fmt::format("{}/{}", path_of(application.id), name),
                .submit = context.text(fmt::format("decide.{}", name)),
                .hidden = {{"version", std::to_string(application.version)}}};
  if (outcome.form == name && outcome.problem)
    form.problem = problem_text(context, *outcome.problem);
  return form;
}

FieldView text_field(const Context& context, std::string_view form, const Outcome& outcome) {
  const bool here = outcome.form == form;
  return {.name = std::string{form} + "_text",
          .label = context.text(fmt::format("decide.{}_text", form)),
          .input = Input::area,
          .value = std::string{here ? context.form(std::string{form} + "_text") : ""},
          .hint = context.text("decide.text_hint"),
          .error = here && outcome.problem == OfficeProblem::text_missing
                       ? context.text("problem_of.missing")
                       : std::string{}};
}

void put_decisions(View& page, Context& context, const app::ApplicationView& view,
                   const Outcome& outcome) {
  const auto& application = view.application;
  const auto may = [&](Step step) { return core::allows(application.stage, step); };
  if (may(Step::approve) && view.missing.empty()) {
    auto form = form_of(context, application, "approve", outcome);
    const auto whose = whose_field(context, view);
    if (!whose.options.empty()) form.fields.push_back(whose);
    form.fields.push_back(username_field(context, view));
    put_form(page, "APPROVE", form, context.token());
  }
  if (may(Step::ask_for_more)) {
    auto form = form_of(context, application, "ask", outcome);
    form.secondary = true;
    form.fields.push_back(text_field(context, "ask", outcome));
    put_form(page, "ASK", form, context.token());
  }
  if (may(Step::reject)) {
    auto form = form_of(context, application, "reject", outcome);
    form.danger = true;
    form.fields.push_back(text_field(context, "reject", outcome));
    put_form(page, "REJECT", form, context.token());
  }
}

Response show(Context& context, const Outcome& outcome) {
  const auto view = app::open_application(context.house, context.call, id_of(context));
  if (!view) return context.problem(404, "no_such_application");
  const auto& application = view->application;
  View page;
  put_stage(page, context, application.stage);
  page.set("NUMBER", app::grouped(application.number, 5));
  page.set("SUBMITTED", context.texts.time(context.language(), application.submitted));
  put_capacity_facts(page, context, application);
  put_person_facts(page, context, application.names, application.birth, application.contact,
                   application.identifiers);
  if (!application.office_message.empty())
    page.add("MESSAGE").set("TEXT", application.office_message);
  put_missing(page, context, view->missing);
  put_documents(page, context, application);
  if (!view->alike.empty()) {
    auto section = page.add("ALIKE_SECTION");
    for (const auto& alike : view->alike) put_alike(section, context, alike);
  }
  put_decisions(page, context, *view, outcome);
  page.show("ASK_OPEN", outcome.form == "ask").show("REJECT_OPEN", outcome.form == "reject");
  if (application.person)
    page.add("PERSON").set("HREF", fmt::format("/office/person/{}", application.person.value));
  page.show("TO_DESK", application.stage == core::Stage::approved ||
                           application.stage == core::Stage::handed_over);
  put_history(page, context, view->history);
  return context.page("office_application", page, both_names(application.names),
                      outcome.problem ? 422 : 200);
}

template <class Result>
Response answer(Context& context, std::string_view form, const Result& result,
                std::string_view done) {
  if (result) return context.redirect(path_of(id_of(context)), done);
  switch (result.error()) {
    case OfficeProblem::no_such_application:
      return context.problem(404, "no_such_application");
    case OfficeProblem::someone_was_first:
      return context.problem(409, "someone_was_first");
    case OfficeProblem::not_now:
      return context.problem(409, "not_now");
    case OfficeProblem::text_missing:
    case OfficeProblem::documents_missing:
    case OfficeProblem::alike_undecided:
    case OfficeProblem::alike_unknown:
    case OfficeProblem::alike_conflicting:
    case OfficeProblem::account_closed:
    case OfficeProblem::username_malformed:
    case OfficeProblem::username_taken:
      return show(context, {std::string{form}, result.error()});
  }
  return show(context, {});
}

Response approve(Context& context) {
  const auto whose = context.form("same_as");
  const auto done = app::approve_application(context.house, context.call, id_of(context),
                                             {.version = context.form_number("version"),
                                              .username = std::string{context.form("username")},
                                              .same_as = {context.form_number("same_as")},
                                              .nobody_alike = whose == "nobody"});
  return answer(context, "approve", done, "approved");
}

Response ask(Context& context) {
  return answer(context, "ask",
                app::ask_for_more(context.house, context.call, id_of(context),
                                  context.form_number("version"), context.form("ask_text")),
                "asked");
}

Response reject(Context& context) {
  return answer(
      context, "reject",
      app::reject_application(context.house, context.call, id_of(context),
                              context.form_number("version"), context.form("reject_text")),
      "rejected");
}

Response document(Context& context) {
  auto found =
      app::read_document(context.house, context.call, id_of(context), {context.number("document")});
  if (!found) return context.problem(404, "not_found");
  const auto& [info, bytes] = *found;
  return context.file({bytes.begin(), bytes.end()}, info.media_type,
                      fmt::format("{}-{}", info.evidence, info.id.value), true);
}

}  // namespace

void register_office_application(Router& router) {
  router.get("/office/application/{id}", Access::office,
             [](Context& context) { return show(context, {}); });
  router.get("/office/application/{id}/document/{document}", Access::office, document);
  router.post("/office/application/{id}/approve", Access::office, approve);
  router.post("/office/application/{id}/ask", Access::office, ask);
  router.post("/office/application/{id}/reject", Access::office, reject);
}

}  // namespace metroon::web
