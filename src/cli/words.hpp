// How commands print what has no word of its own.
#pragma once

#include <string>

#include "core/words.hpp"

namespace metroon::cli {

using core::to_word;
[[nodiscard]] std::string to_word(core::Until);  ///< `for-ever`, `open`, `not-started`, or a day.
/// Until when the service is really open, and what the rules alone say where that is another day.
[[nodiscard]] std::string until_text(const core::Notices&, const core::ServiceStanding&,
                                     base::Day today);

}  // namespace metroon::cli
