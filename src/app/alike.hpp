// Who may be the same person as an applicant (A3).
#pragma once

#include "app/office.hpp"

namespace metroon::app {

/// People and other applications that compare as anything but different, surest first.
[[nodiscard]] std::vector<Alike> find_alike(Ports&, const core::Application&);

/// What two have in common: `afm`, `amka`, `document_number`, `names` or
/// `akin_names`, `birth`.
[[nodiscard]] std::vector<std::string> shared_items(const core::Likeness&, const core::Likeness&);

/// The numbers of this person that another member has already (A3).
[[nodiscard]] std::vector<core::FieldProblem> numbers_of_others(Ports&, const core::Person&);

}  // namespace metroon::app
