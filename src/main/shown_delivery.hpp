// A delivery that says how far it has been read, to whoever waits in front of a terminal.
#pragma once

#include <ostream>

#include "app/registry.hpp"

namespace metroon::main {

/// What `open` opens, with a line on `terminal` that is written over and gone in the end. The first
/// time it counts rows; later it is a share of what was counted: a run looks first, then applies.
/// @param terminal Outlives what is opened.
[[nodiscard]] app::OpenDelivery shown(app::OpenDelivery open, std::string name,
                                      std::ostream& terminal);

}  // namespace metroon::main
