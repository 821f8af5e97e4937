#include "web/http.hpp"

#include <algorithm>

namespace metroon::web {

std::string_view Fields::get(std::string_view name) const {
  const auto found = std::ranges::find(pairs, name, &std::pair<std::string, std::string>::first);
  return found == pairs.end() ? std::string_view{} : std::string_view{found->second};
}

bool Fields::has(std::string_view name) const {
  return std::ranges::find(pairs, name, &std::pair<std::string, std::string>::first) != pairs.end();
}

std::vector<std::string_view> Fields::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : pairs)
    if (key == name) values.emplace_back(value);
  return values;
}

}  // namespace metroon::web
