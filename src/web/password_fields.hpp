// The two fields of a new password, wherever one is chosen.
#pragma once

#include "web/words.hpp"

namespace metroon::web {

/// Fields `password` and `again`, with advice and what is wrong with each.
[[nodiscard]] std::vector<FieldView> new_password_fields(const Context&,
                                                         const std::string& wrong_password,
                                                         const std::string& wrong_again);

}  // namespace metroon::web
