// What is pasted or delivered as a campaign's list.
#include <algorithm>
#include <unordered_set>

#include "app/campaign.hpp"
#include "base/text.hpp"

namespace metroon::app {
namespace {

// The first column, as spreadsheets write it.
std::string first_column(std::string_view line) {
  const auto column = line.substr(0, line.find_first_of(",;\t"));
  auto text = base::squeeze(column);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
    text = base::squeeze(std::string_view{text}.substr(1, text.size() - 2));
  return text;
}

}  // namespace

std::vector<ListedName> names_in(std::string_view lines) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (lines.starts_with(byte_order_mark)) lines.remove_prefix(byte_order_mark.size());
  std::vector<ListedName> names;
  std::unordered_set<std::string> known;
  for (std::size_t number = 1; !lines.empty(); ++number) {
    const auto end = std::min(lines.find('\n'), lines.size());
    if (auto name = first_column(lines.substr(0, end)); !name.empty() && known.insert(name).second)
      names.push_back({std::move(name), number});
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return names;
}

}  // namespace metroon::app
