// The counter (B4): a number in, one page with what must be compared, the proof, the sheet.
// Made for a queue of people and the keyboard alone.
#include "app/acts.hpp"
#include "app/desk.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

using app::DeskProblem;
using app::HandOverProblem;
using app::ProofProblem;
using core::IdentityDocument;

std::string path_of(std::string_view username) {
  return fmt::format("/office/desk?typed={}", username);
}

std::string problem_text(const Context& context, DeskProblem problem) {
  switch (problem) {
    case DeskProblem::nothing_typed:
      return {};
    case DeskProblem::not_found:
      return context.text("desk.not_found");
    case DeskProblem::not_approved_yet:
      return context.text("desk.not_approved_yet");
  }
  return {};
}

void put_search(View& page, const Context& context, const std::string& problem) {
  page.set("TYPED", context.request.query.get("typed"));
  if (!problem.empty()) page.add("PROBLEM").set("TEXT", problem);
}

// The document's number is not shown: whoever types its end has read it off the paper.
void put_proof(View& page, Context& context, const app::DeskView& view, std::string_view problem) {
  const auto& identifiers = view.person.identifiers;
  FormView form{.action = fmt::format("/office/desk/{}/proof", view.person.id.value),
                .submit = context.text("desk.record"),
                .hidden = {{"typed", view.account.account.username}},
                .problem = std::string{problem}};
  FieldView document{.name = "document",
                     .label = context.text("desk.document"),
                     .input = Input::radio,
                     .value = std::string{core::to_word(identifiers.document)}};
  for (const auto one : {IdentityDocument::identity_card, IdentityDocument::passport})
    document.options.push_back(
        {.value = std::string{core::to_word(one)}, .label = context.text(key_of(one)), .hint = {}});
  form.fields = {{.name = "last_characters",
                  .label = context.text("desk.last_characters"),
                  .hint = context.text("desk.last_characters_hint"),
                  .autocomplete = "off"},
                 document,
                 {.name = "note",
                  .label = context.text("desk.note"),
                  .value = std::string{context.form("note")},
                  .autocomplete = "off",
                  .required = false}};
  put_form(page, "PROOF", form, context.token());
}

Response show(Context& context, const app::DeskView& view, std::string_view problem) {
  View page;
  put_search(page, context, {});
  auto found = page.add("FOUND");
  const auto& person = view.person;
  found.set("WHO", app::full_name(person.names))
      .set("LATIN", person.names.first_latin + " " + person.names.last_latin)
      .set("BIRTH", context.texts.day(context.language(), person.birth))
      .set("FATHER", person.names.father)
      .set("KIND", kind_name(context, view.kind))
      .set("USERNAME", view.account.account.username)
      .show("HAS_FATHER", !person.names.father.empty());
  found.set("DOCUMENT", context.text(key_of(person.identifiers.document)));
  found.show("ACTIVATED", view.activated).show("HANDED_OVER", view.handed_over);
  if (view.application)
    found.add("NUMBER").set("NUMBER", app::grouped(view.application->number, 5));
  if (view.proof_today) {
    found.add("HAND_OVER")
        .set("ACTION", fmt::format("/office/desk/{}/sheet", view.account.account.id.value))
        .set("TOKEN", context.token());
  } else {
    put_proof(found, context, view, problem);
  }
  if (context.staff()->role == app::Role::office)
    found.add("TO_PERSON").set("HREF", fmt::format("/office/person/{}", person.id.value));
  return context.page("desk", page, context.text("desk.title"), problem.empty() ? 200 : 422);
}

Response search(Context& context, std::string_view typed, std::string_view problem) {
  const auto view = app::find_at_desk(context.house, context.call, typed);
  if (view) return show(context, *view, problem);
  View page;
  const auto text = problem_text(context, view.error());
  put_search(page, context, text);
  page.show("BEGIN");
  return context.page("desk", page, context.text("desk.title"), text.empty() ? 200 : 422);
}

std::string problem_text(const Context& context, ProofProblem problem) {
  switch (problem) {
    case ProofProblem::no_such_person:
      return context.text("desk.not_found");
    case ProofProblem::wait:
      return context.text("desk.too_many_tries");
    case ProofProblem::document_differs:
      return context.text("desk.document_differs");
  }
  return {};
}

Response prove(Context& context) {
  const auto document = core::from_word<IdentityDocument>(context.form("document"));
  if (!document)
    return search(context, context.form("typed"), context.text("problem_of.unknown_choice"));
  const auto done = app::record_proof(context.house, context.call, context.staff()->id,
                                      {context.number("person")}, *document,
                                      context.form("last_characters"), context.form("note"));
  if (!done) return search(context, context.form("typed"), problem_text(context, done.error()));
  return context.redirect(path_of(context.form("typed")), "proved");
}

Response sheet(Context& context) {
  auto pdf =
      app::hand_over(context.house, context.call, *context.staff(), {context.number("account")});
  if (pdf)
    return context.file({pdf->begin(), pdf->end()}, "application/pdf", "activation.pdf", true);
  switch (pdf.error()) {
    case HandOverProblem::no_such_account:
      return context.problem(404, "no_such_account");
    case HandOverProblem::no_proof_today:
      return context.problem(409, "no_proof_today");
    case HandOverProblem::account_closed:
      return context.problem(409, "account_closed");
  }
  return context.problem(404, "not_found");
}

}  // namespace

void register_office_desk(Router& router) {
  router.get("/office/desk", Access::desk, [](Context& context) {
    return search(context, context.request.query.get("typed"), {});
  });
  router.post("/office/desk/{person}/proof", Access::desk, prove);
  router.post("/office/desk/{account}/sheet", Access::desk, sheet);
}

}  // namespace metroon::web
