// The fields about a person, as applicants and the office fill them in.
#pragma once

#include "core/application.hpp"
#include "web/words.hpp"

namespace metroon::web {

/// What was posted, character for character; `language` is the page's.
[[nodiscard]] core::ApplicationForm typed_person(const Context&);

/// One field of the form, with its label, hint, and what is wrong with it.
[[nodiscard]] FieldView field_view(const Context&, core::Field, const std::string& value,
                                   const std::vector<core::FieldProblem>&);

/// Names, birth, contact and identifiers.
[[nodiscard]] std::vector<FieldView> person_fields(const Context&, const core::ApplicationForm&,
                                                   const std::vector<core::FieldProblem>&);

}  // namespace metroon::web
