#include "base/spreadsheet.hpp"

namespace metroon::base {
namespace {

// As spreadsheets see it: they pass over spaces, and over the quotes around a cell.
bool begins_formula(std::string_view text) {
  const auto first = text.find_first_not_of(" \"");
  return first != text.npos && std::string_view{"=+-@"}.contains(text[first]);
}

// Where a Greek Excel begins the next cell, whatever quotes stand around ours: it separates by
// semicolons, so that to it our commas and quotes are text.
bool may_end_cell(char octet) {
  return std::string_view{";\t\r\n"}.contains(octet);
}

void append_cell(std::string& row, std::string_view text) {
  row += '"';
  if (begins_formula(text) || text.starts_with('\t') || text.starts_with('\r')) row += '\'';
  while (!text.empty()) {
    const char octet = text.front();
    text.remove_prefix(1);
    if (octet == '"') row += '"';
    row += octet;
    if (may_end_cell(octet) && begins_formula(text)) row += '\'';
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
