// Tables on narrow windows: there each row is a stack of lines, and each cell says its column's
// head itself (`[data-label]` in metroon.css).
#pragma once

#include <string>
#include <string_view>

namespace metroon::web {

/// A template with `data-label` on every cell of its tables, from the heads above it, and with the
/// roles that a browser forgets when a table's parts are shown as blocks. A cell that has a
/// `data-label` keeps it. Throws std::logic_error for a cell without a head.
[[nodiscard]] std::string label_tables(std::string_view source);

}  // namespace metroon::web
