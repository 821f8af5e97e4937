#include "base/spreadsheet.hpp"

namespace metroon::base {
namespace {

void append_cell(std::string& row, std::string_view text) {
  constexpr std::string_view begins_formula = "=+-@\t\r";
  row += '"';
  if (!text.empty() && begins_formula.contains(text.front())) row += '\'';
  for (const char octet : text) {
    if (octet == '"') row += '"';
    row += octet;
  }
  row += '"';
}

}  // namespace

std::string spreadsheet_row(std::span<const std::string> cells) {
  std::string row;
  for (const auto& cell : cells) {
    if (!row.empty()) row += ',';
    append_cell(row, cell);
  }
  return row += "\r\n";
}

}  // namespace metroon::base
