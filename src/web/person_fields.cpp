#include "web/person_fields.hpp"

#include <array>

namespace metroon::web {
namespace {

using core::ApplicationForm;
using core::Field;

// In the order of the page. What a browser may fill in by itself is named as HTML has it.
struct Row {
  Field field;
  std::string ApplicationForm::* value;
  Input input{Input::text};
  std::string_view autocomplete;
  bool required{true};
  bool numeric{false};
};
constexpr std::array rows{
    Row{Field::first_name, &ApplicationForm::first_name, Input::text, "given-name"},
    Row{Field::last_name, &ApplicationForm::last_name, Input::text, "family-name"},
    Row{Field::first_latin, &ApplicationForm::first_latin, Input::text, {}, false},
    Row{Field::last_latin, &ApplicationForm::last_latin, Input::text, {}, false},
    Row{Field::father_name, &ApplicationForm::father_name, Input::text, {}, false},
    Row{Field::birth, &ApplicationForm::birth, Input::date, "bday"},
    Row{Field::email, &ApplicationForm::email, Input::email, "email"},
    Row{Field::phone, &ApplicationForm::phone, Input::phone, "tel"},
    Row{Field::document, &ApplicationForm::document, Input::radio, {}},
    Row{Field::document_number, &ApplicationForm::document_number, Input::text, {}},
    Row{Field::afm, &ApplicationForm::afm, Input::text, {}, false, true},
    Row{Field::amka, &ApplicationForm::amka, Input::text, {}, false, true},
};

}  // namespace

FieldView field_view(const Context& context, Field field, const std::string& value,
                     const std::vector<core::FieldProblem>& problems) {
  const auto key = key_of(field);
  FieldView view{
      .name = std::string{core::to_word(field)}, .label = context.text(key), .value = value};
  if (const auto hint = key + ".hint"; context.texts.has(context.language(), hint))
    view.hint = context.text(hint);
  for (const auto& problem : problems)
    if (problem.field == field && view.error.empty())
      view.error = context.text(key_of(problem.problem));
  return view;
}

ApplicationForm typed_person(const Context& context) {
  ApplicationForm form;
  for (const auto& row : rows) form.*row.value = context.form(core::to_word(row.field));
  return form;
}

std::vector<FieldView> person_fields(const Context& context, const ApplicationForm& form,
                                     const std::vector<core::FieldProblem>& problems) {
  std::vector<FieldView> fields;
  for (const auto& row : rows) {
    auto view = field_view(context, row.field, form.*row.value, problems);
    view.input = row.input;
    view.autocomplete = row.autocomplete;
    view.required = row.required;
    view.numeric = row.numeric;
    if (row.field == Field::document)
      view.options = {
          {.value = "identity-card", .label = context.text("document.identity_card"), .hint = {}},
          {.value = "passport", .label = context.text("document.passport"), .hint = {}}};
    fields.push_back(std::move(view));
  }
  return fields;
}

}  // namespace metroon::web
