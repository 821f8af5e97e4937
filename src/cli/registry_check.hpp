// `metroon registry check`: a declaration, and a delivery read by it.
#pragma once

#include "app/delivery.hpp"
#include "cli/output.hpp"
#include "core/observation.hpp"

namespace metroon::cli {

/// What the declaration says, in a few words.
[[nodiscard]] Output registry_declared(const core::Policy& policy, const core::Registry& registry,
                                       Format format);

/// Reads the delivery to its end and changes nothing. The first 20 bad rows are listed, all are
/// counted by reason. Exit code 1 if a row is bad, if two rows have one key, if there are no rows,
/// or if the delivery was cut.
[[nodiscard]] Output registry_check(const core::Policy& policy, const core::Registry& registry,
                                    app::Delivery& delivery, Format format);

}  // namespace metroon::cli
