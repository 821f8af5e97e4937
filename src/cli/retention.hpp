// `metroon retention list`
#pragma once

#include "app/retention.hpp"
#include "cli/output.hpp"

namespace metroon::cli {

/// @param on A day, YYYY-MM-DD; empty: today.
[[nodiscard]] Output retention_list(app::House&, const app::Call&, std::string_view on, Format);

}  // namespace metroon::cli
