#include "web/form_view.hpp"

#include <algorithm>

namespace metroon::web {
namespace {

bool is_file(const FieldView& field) {
  return field.input == Input::file;
}

std::string_view html_type(Input input) {
  switch (input) {
    case Input::email:
      return "email";
    case Input::phone:
      return "tel";
    case Input::password:
    case Input::new_password:
      return "password";
    case Input::file:
      return "file";
    case Input::text:
    case Input::date:  // Typed as day/month/year: a date picker is no way to a birth date.
    case Input::number:
    case Input::area:
    case Input::select:
    case Input::radio:
    case Input::checkbox:
      return "text";
  }
  return "text";
}

std::string described_by(const FieldView& field) {
  std::string ids;
  if (!field.hint.empty()) ids = field.name + "-hint";
  if (!field.error.empty()) ids += (ids.empty() ? "" : " ") + field.name + "-error";
  return ids;
}

// Names and values that every sort of control uses; a section inherits them from its field.
void put_common(View& view, const FieldView& field) {
  view.set("NAME", field.name)
      .set("LABEL", field.label)
      .set("HINT", field.hint)
      .set("ERROR", field.error);
  view.show("HAS_HINT", !field.hint.empty()).show("HAS_ERROR", !field.error.empty());
  view.show("INVALID", !field.error.empty())
      .show("REQUIRED", field.required)
      .show("OPTIONAL", !field.required && !is_file(field));
  const auto described = described_by(field);
  view.show("DESCRIBED", !described.empty()).set("DESCRIBED_BY", described);
}

void put_options(View& control, const FieldView& field) {
  int index = 0;
  for (const auto& option : field.options) {
    auto view = control.add("CHOICE");
    view.set("OPTION_VALUE", option.value)
        .set("OPTION_LABEL", option.label)
        .set("OPTION_HINT", option.hint);
    view.set("INDEX", index++).show("HAS_OPTION_HINT", !option.hint.empty());
    view.show("SELECTED", option.value == field.value);
  }
}

void put_input(View& view, const FieldView& field) {
  auto control = view.add("INPUT");
  control.set("TYPE", html_type(field.input))
      .set("ACCEPT", field.accept)
      .set("AUTOCOMPLETE", field.autocomplete);
  const bool secret = field.input == Input::password || field.input == Input::new_password;
  control.show("HAS_VALUE", !secret && !is_file(field)).set("VALUE", field.value);
  control.show("HAS_AUTOCOMPLETE", !field.autocomplete.empty())
      .show("HAS_ACCEPT", !field.accept.empty());
  control.show("NUMERIC", field.numeric).show("SHORT", field.numeric || field.input == Input::date);
  if (field.input == Input::new_password)
    view.add("STRENGTH").set("MINIMUM", std::int64_t{field.minimum});
}

void put_control(View& view, const FieldView& field) {
  switch (field.input) {
    case Input::area:
      view.add("AREA").set("VALUE", field.value);
      return;
    case Input::select: {
      auto control = view.add("SELECT");
      if (!field.nothing.empty()) control.add("NOTHING").set("TEXT", field.nothing);
      control.show("CHOOSE", field.nothing.empty());
      put_options(control, field);
      return;
    }
    case Input::radio: {
      auto control = view.add("RADIOS");
      put_options(control, field);
      return;
    }
    case Input::checkbox:
      view.add("CHECKBOX").show("CHECKED", field.value == "on");
      return;
    case Input::text:
    case Input::email:
    case Input::phone:
    case Input::date:
    case Input::password:
    case Input::new_password:
    case Input::number:
    case Input::file:
      put_input(view, field);
  }
}

// Radio buttons are a group with a legend, a checkbox has its label behind it; all others have a
// label above.
void put_field(View& form, const FieldView& field) {
  auto view = form.add("FIELD");
  if (!field.heading.empty()) view.add("HEADING").set("TEXT", field.heading);
  put_common(view, field);
  const bool labelled = field.input != Input::radio && field.input != Input::checkbox;
  view.show("LABELLED", labelled);
  put_control(view, field);
}

void put_errors(View& form, const FormView& fields) {
  const bool any = std::ranges::any_of(fields.fields,
                                       [](const FieldView& field) { return !field.error.empty(); });
  if (!any && fields.problem.empty()) return;
  auto summary = form.add("ERRORS");
  summary.show("HAS_PROBLEM", !fields.problem.empty()).set("PROBLEM", fields.problem);
  if (!any) return;
  auto list = summary.add("ERROR_LIST");
  for (const auto& field : fields.fields) {
    if (field.error.empty()) continue;
    const bool group = field.input == Input::radio;
    list.add("ERROR_ITEM")
        .set("HREF", "#" + field.name + (group ? "-0" : ""))
        .set("LABEL", field.label)
        .set("TEXT", field.error);
  }
}

}  // namespace

void put_form(View& page, std::string_view section, const FormView& form,
              const std::string& token) {
  auto view = page.add(section);
  view.set("ACTION", form.action).set("SUBMIT", form.submit).set("TOKEN", token);
  view.show("MULTIPART", std::ranges::any_of(form.fields, is_file));
  view.show("PRIMARY", !form.secondary && !form.danger)
      .show("SECONDARY", form.secondary)
      .show("DANGER", form.danger);
  put_errors(view, form);
  for (const auto& [name, value] : form.hidden)
    view.add("HIDDEN").set("NAME", name).set("VALUE", value);
  for (const auto& field : form.fields) put_field(view, field);
}

}  // namespace metroon::web
