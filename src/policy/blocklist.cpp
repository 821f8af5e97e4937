#include "policy/blocklist.hpp"

#include "policy/embedded.hpp"

namespace metroon::policy {

std::vector<std::string> blocklist_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    if (!line.empty() && !line.starts_with('#')) lines.emplace_back(line);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return lines;
}

std::vector<std::string> embedded_blocklist() {
  return blocklist_of(embedded_file("blocklist.txt").value_or(""));
}

}  // namespace metroon::policy
