// A form as every page shows it: label, hint and error by each field, what was typed kept, a
// summary of errors above. In a template: `{{#FORM}}[[>form]]{{/FORM}}`, or any other section name
// given to put_form.
#pragma once

#include <string>
#include <vector>

#include "web/view.hpp"

namespace metroon::web {

enum class Input : std::uint8_t {
  text,
  email,
  phone,
  date,
  password,
  new_password,
  number,
  area,
  select,
  radio,
  checkbox,
  file
};

struct Option {
  std::string value;
  std::string label;
  std::string hint;  ///< Radio buttons only.
};

struct FieldView {
  std::string name;
  std::string label;
  Input input{Input::text};
  std::string value;  ///< What was typed; never shown back for passwords.
  std::string hint;
  std::string error;
  std::string autocomplete;  ///< As HTML has it, e.g. `given-name`; empty: none.
  bool required{true};  ///< Others say so beside their label, but for files: papers may come later.
  bool numeric{false};  ///< A phone shows digits.
  std::vector<Option> options;
  std::string accept;   ///< Files: MIME types.
  unsigned minimum{0};  ///< New passwords: the fewest characters, for the hint while typing.
  std::string nothing;  ///< Selects: what choosing nothing means; empty: that one has to choose.
  std::string heading;  ///< Stands above the field, where a new part of a long form begins.
};

struct FormView {
  std::string action;
  std::string submit;  ///< Label of the button.
  std::vector<FieldView> fields;
  std::vector<std::pair<std::string, std::string>> hidden;
  std::string problem;    ///< About the whole form, e.g. a wrong password.
  bool secondary{false};  ///< A quiet button.
  bool danger{false};     ///< Something is taken away.
};

/// @param token The anti-forgery token (Context::token).
void put_form(View& page, std::string_view section, const FormView&, const std::string& token);

}  // namespace metroon::web
