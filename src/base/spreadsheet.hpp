// Tables that people open in a spreadsheet.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace metroon::base {

/// One row with its line end, separated by commas, every cell in quotes. A cell that begins like a
/// formula, and would be one in the reader's spreadsheet, gets an apostrophe before it; so does
/// what follows a semicolon, tab or line end in a cell, where other spreadsheets begin another.
[[nodiscard]] std::string spreadsheet_row(std::span<const std::string> cells);
[[nodiscard]] inline std::string spreadsheet_row(std::initializer_list<std::string> cells) {
  return spreadsheet_row(std::span{cells.begin(), cells.size()});
}

}  // namespace metroon::base
