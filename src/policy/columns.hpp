// Text in columns, for terminals.
#pragma once

#include <string>
#include <vector>

namespace metroon::policy {

/// Rows of cells, the first row underlined, each column as wide as its widest cell; the last column
/// runs free. Widths count code points: Greek and Latin letters are one cell wide each.
[[nodiscard]] std::string in_columns(const std::vector<std::vector<std::string>>& rows);

}  // namespace metroon::policy
