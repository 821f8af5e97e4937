// How commands print what has no word of its own.
#pragma once

#include <string>

#include "core/words.hpp"

namespace metroon::cli {

using core::to_word;
[[nodiscard]] std::string to_word(core::Until);  ///< `for-ever`, `open`, `not-started`, or a day.

}  // namespace metroon::cli
