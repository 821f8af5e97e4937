// A loaded policy, for people and for programs to read.
#pragma once

#include <string>

#include "core/policy.hpp"

namespace metroon::policy {

/// Every row as text in columns, with its source; texts of the institution in `language`.
[[nodiscard]] std::string show_text(const core::Policy& policy, core::Language language);

/// `{"realms":[…],"affiliations":[…],"services":[…]}`, all data of each row, in the file's words
/// and order; texts as `{"el":…,"en":…}`. One line.
[[nodiscard]] std::string show_json(const core::Policy& policy);

}  // namespace metroon::policy
