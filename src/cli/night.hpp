#pragma once

#include "app/night.hpp"
#include "cli/output.hpp"

namespace metroon::cli {

/// @param preview Only says what is due.
[[nodiscard]] Output night(app::House&, const app::Call&, bool preview, Format);

}  // namespace metroon::cli
