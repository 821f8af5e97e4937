// Tables that people open in a spreadsheet.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace metroon::base {

/// One row with its line end, every cell in quotes. A cell that begins like a formula, and would be
/// one in the reader's spreadsheet, gets an apostrophe before it.
[[nodiscard]] std::string spreadsheet_row(std::span<const std::string> cells);
[[nodiscard]] inline std::string spreadsheet_row(std::initializer_list<std::string> cells) {
  return spreadsheet_row(std::span{cells.begin(), cells.size()});
}

}  // namespace metroon::base
