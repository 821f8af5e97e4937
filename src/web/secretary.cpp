// The secretariat's counter (B1): who waits, and one page a student for proof and hand-over in one
// step. Made for a queue of people, the keyboard alone, and a scanner that types.
#include "app/acts.hpp"
#include "app/secretariat.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

using app::SecretariatProblem;
using app::Waiting;
using core::IdentityDocument;

constexpr std::size_t most_shown = 100;

std::string problem_text(const Context& context, SecretariatProblem problem) {
  switch (problem) {
    case SecretariatProblem::not_there:
      return context.text("secretary.not_there");
    case SecretariatProblem::no_account:
      return context.text("secretary.no_account");
    case SecretariatProblem::activated:
      return context.text("secretary.activated");
    case SecretariatProblem::office_hands_over:
      return context.text("secretary.office_hands_over");
    case SecretariatProblem::wait:
      return context.text("desk.too_many_tries");
    case SecretariatProblem::document_differs:
      return context.text("secretary.document_differs");
    case SecretariatProblem::number_malformed:
      return context.text("secretary.number_malformed");
    case SecretariatProblem::number_of_another:
      return context.text("secretary.number_of_another");
    case SecretariatProblem::someone_was_first:
      return context.text("secretary.someone_was_first");
    case SecretariatProblem::sheet_void:
      return context.text("secretary.sheet_void");
  }
  return {};
}

std::string text_of(const Context& context, Waiting waiting) {
  switch (waiting) {
    case Waiting::nothing_yet:
      return context.text("secretary.nothing_yet");
    case Waiting::printed:
      return context.text("secretary.printed");
    case Waiting::handed_over:
      return context.text("secretary.handed_over");
  }
  return {};
}

std::string student_path(core::PersonId id) {
  return fmt::format("/secretary/student/{}", id.value);
}

std::string units_of(Context& context) {
  std::string names;
  for (const auto& unit : context.staff()->units)
    names += (names.empty() ? "" : " · ") + unit_name(context, unit);
  return names;
}

Response list(Context& context, std::string_view text, std::string_view problem) {
  View page;
  page.set("TEXT", text).set("UNITS", units_of(context)).set("TOKEN", context.token());
  const auto students =
      app::new_students(context.house, context.call, *context.staff(), text, most_shown + 1);
  if (!problem.empty()) page.add("PROBLEM").set("TEXT", problem);
  page.show("NOTHING", students.empty() && !text.empty())
      .show("NOBODY", students.empty() && text.empty())
      .show("MORE", students.size() > most_shown);
  if (!students.empty()) {
    auto table = page.add("TABLE");
    for (const auto& one : std::span{students}.first(std::min(students.size(), most_shown)))
      table.add("ROW")
          .set("HREF", student_path(one.row.id))
          .set("WHO", one.row.last + " " + one.row.first)
          .set("USERNAME", one.row.username)
          .set("BIRTH", context.texts.day(context.language(), one.row.birth))
          .set("WAITING", text_of(context, one.waiting));
  }
  return context.page("secretary", page, context.text("secretary.title"),
                      problem.empty() ? 200 : 422);
}

// The document's number is not shown: whoever types its end has read it off the paper.
FormView proof_form(Context& context, const app::StudentView& view, std::string_view sheet,
                    std::string_view problem) {
  FormView form{.action = student_path(view.person.id) + (sheet.empty() ? "/hand-over" : "/sheet"),
                .submit = context.text(sheet.empty() ? "secretary.hand_over" : "secretary.record"),
                .problem = std::string{problem}};
  if (!sheet.empty()) form.hidden = {{"sheet", std::string{sheet}}};
  const auto typed = core::from_word<IdentityDocument>(context.form("document"));
  FieldView document{
      .name = "document",
      .label = context.text("desk.document"),
      .input = Input::radio,
      .value = std::string{core::to_word(typed.value_or(view.person.identifiers.document))}};
  for (const auto one : {IdentityDocument::identity_card, IdentityDocument::passport})
    document.options.push_back(
        {.value = std::string{core::to_word(one)}, .label = context.text(key_of(one)), .hint = {}});
  form.fields = {
      {.name = "typed",
       .label = context.text(view.number_known ? "desk.last_characters" : "secretary.whole_number"),
       .hint = context.text(view.number_known ? "desk.last_characters_hint"
                                              : "secretary.whole_number_hint"),
       .autocomplete = "off"},
      document};
  return form;
}

Response show(Context& context, const app::StudentView& view, std::string_view sheet,
              std::string_view problem) {
  View page;
  const auto& person = view.person;
  page.set("WHO", app::full_name(person.names))
      .set("LATIN", person.names.first_latin + " " + person.names.last_latin)
      .set("BIRTH", context.texts.day(context.language(), person.birth))
      .set("FATHER", person.names.father)
      .set("KIND", kind_name(context, view.kind))
      .set("UNIT", unit_name(context, view.unit))
      .set("USERNAME", view.account.account.username)
      .set("WAITING", text_of(context, view.waiting));
  page.show("HAS_FATHER", !person.names.father.empty())
      .show("WITH_SHEET", !sheet.empty())
      .show("LOST_CODE", sheet.empty() && view.waiting == Waiting::handed_over)
      .show("LOST_SHEET", sheet.empty() && view.waiting == Waiting::printed);
  put_form(page, "PROOF", proof_form(context, view, sheet, problem), context.token());
  return context.page("secretary_student", page, context.text("secretary.student_title"),
                      problem.empty() ? 200 : 422);
}

// Who is not of the unit and who is not there are answered alike.
Response student(Context& context, core::PersonId id, std::string_view sheet,
                 std::string_view problem) {
  const auto view = app::open_student(context.house, context.call, *context.staff(), id);
  if (view) return show(context, *view, sheet, problem);
  if (view.error() == SecretariatProblem::not_there) return context.problem(404, "not_found");
  return list(context, {}, problem_text(context, view.error()));
}

// A form, not an address: what a scanner types may hold a code.
Response find(Context& context) {
  const auto typed = context.form("typed");
  if (const auto sheet = app::find_sheet(context.house, context.call, typed))
    return student(context, sheet->person, sheet->number, {});
  if (typed.contains('#'))
    return list(context, {}, problem_text(context, SecretariatProblem::sheet_void));
  const auto found = app::new_students(context.house, context.call, *context.staff(), typed, 2);
  if (found.size() == 1) return context.redirect(student_path(found.front().row.id));
  return list(context, typed, {});
}

template <class Act>
Response prove(Context& context, std::string_view sheet, Act&& act) {
  const core::PersonId id{context.number("person")};
  const auto document = core::from_word<IdentityDocument>(context.form("document"));
  if (!document) return student(context, id, sheet, context.text("problem_of.unknown_choice"));
  return act(id, app::SeenDocument{*document, context.form("typed"), {}});
}

Response hand_over(Context& context) {
  return prove(context, {}, [&](core::PersonId id, const app::SeenDocument& seen) {
    const auto pdf =
        app::hand_over_student(context.house, context.call, *context.staff(), id, seen);
    if (!pdf) return student(context, id, {}, problem_text(context, pdf.error()));
    return context.file({pdf->begin(), pdf->end()}, "application/pdf", "activation.pdf", true);
  });
}

Response record(Context& context) {
  const auto sheet = context.form("sheet");
  return prove(context, sheet, [&](core::PersonId id, const app::SeenDocument& seen) {
    const auto done =
        app::record_sheet(context.house, context.call, *context.staff(), id, sheet, seen);
    if (done) return context.redirect("/secretary", "student_handed_over");
    // Without the sheet, a new one can be printed on the spot.
    const bool is_void = done.error() == SecretariatProblem::sheet_void;
    return student(context, id, is_void ? std::string_view{} : sheet,
                   problem_text(context, done.error()));
  });
}

}  // namespace

void register_secretary(Router& router) {
  router.get("/secretary", Access::secretary,
             [](Context& context) { return list(context, context.request.query.get("text"), {}); });
  router.post("/secretary/find", Access::secretary, find);
  router.get("/secretary/student/{person}", Access::secretary,
             [](Context& context) { return student(context, {context.number("person")}, {}, {}); });
  router.post("/secretary/student/{person}/hand-over", Access::secretary, hand_over);
  router.post("/secretary/student/{person}/sheet", Access::secretary, record);
}

}  // namespace metroon::web
