// Sets as one argument of a statement: a JSON array, which `json_each($1)` lists on both engines.
#pragma once

#include <concepts>
#include <ranges>
#include <span>
#include <string>
#include <string_view>

#include "base/id.hpp"

namespace metroon::store {

void append_json_text(std::string& json, std::string_view text);

/// `["a","b"]`. Text must be well-formed UTF-8.
template <std::ranges::input_range R>
  requires std::convertible_to<std::ranges::range_reference_t<R>, std::string_view>
[[nodiscard]] std::string json_list(R&& texts) {
  std::string json{"["};
  for (const std::string_view text : texts) {
    if (json.size() > 1) json += ',';
    append_json_text(json, text);
  }
  return json += ']';
}

/// `[1,2]`
template <class Tag>
[[nodiscard]] std::string json_list(std::span<const base::Id<Tag>> ids) {
  std::string json{"["};
  for (const auto id : ids) {
    if (json.size() > 1) json += ',';
    json += std::to_string(id.value);
  }
  return json += ']';
}

}  // namespace metroon::store
