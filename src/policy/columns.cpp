#include "policy/columns.hpp"

#include <algorithm>
#include <string_view>

namespace metroon::policy {
namespace {

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::vector<std::size_t> widths_of(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t column = 0; column < row.size(); ++column)
      widths[column] = std::max(widths[column], width_of(row[column]));
  }
  return widths;
}

void add_line(std::string& text, const std::vector<std::string>& row,
              const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t column = 0; column < row.size(); ++column) {
    line += row[column];
    line.append(widths[column] - width_of(row[column]) + 2, ' ');
  }
  line.erase(line.find_last_not_of(' ') + 1);
  text += line + '\n';
}

}  // namespace

std::string in_columns(const std::vector<std::vector<std::string>>& rows) {
  const auto widths = widths_of(rows);
  std::string text;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    add_line(text, rows[row], widths);
    if (row != 0) continue;
    std::vector<std::string> rule;
    for (const auto width : widths) rule.emplace_back(width, '-');
    add_line(text, rule, widths);
  }
  return text;
}

}  // namespace metroon::policy
