// Names of enumerators as commands print them: the same snake_case words as in the code.
#pragma once

#include <string>
#include <string_view>

#include "core/application.hpp"
#include "core/decide.hpp"

namespace metroon::cli {

[[nodiscard]] std::string_view to_word(core::Stage);
[[nodiscard]] std::string_view to_word(core::AccountState);
[[nodiscard]] std::string_view to_word(core::Gate);
[[nodiscard]] std::string_view to_word(core::Why);
[[nodiscard]] std::string to_word(core::Until);  ///< `for-ever`, `open`, `not-started`, or a day.

}  // namespace metroon::cli
