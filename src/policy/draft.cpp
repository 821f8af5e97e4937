#include "policy/draft.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "policy/shapes.hpp"

namespace metroon::policy {

void Register::enter(TableReader& row, const Text& key) {
  if (key.value.empty()) complete_ = false;
  if (const auto place = place_of(key.value); place && !key.value.empty())
    row.report(PolicyProblem::duplicate, key.at,
               fmt::format("{} {} a second time", what_, quoted(key.value)),
               fmt::format("each once; the first is on line {}", lines_[*place]));
  keys_.push_back(key.value);
  lines_.push_back(key.at.line);
}

std::optional<std::size_t> Register::place_of(std::string_view key) const {
  const auto at = std::ranges::find(keys_, key);
  if (at == keys_.end()) return std::nullopt;
  return static_cast<std::size_t>(at - keys_.begin());
}

std::optional<std::size_t> Register::find(TableReader& row, const Text& key) {
  if (key.value.empty()) return std::nullopt;
  const auto place = place_of(key.value);
  if (!place && complete_)
    row.report(PolicyProblem::unknown_reference, key.at,
               fmt::format("unknown {} {}", what_, quoted(key.value)), "one of: " + joined(keys_),
               nearest(key.value, keys_));
  return place;
}

Text read_key(TableReader& row, std::string_view sort, Register& keys) {
  const Text key = row.text(
      "key", Need::required,
      {is_key, "lower-case Latin words joined by hyphens, at most 40 letters: phd-candidate"});
  if (!key.value.empty()) row.name_it(fmt::format("{} {}", sort, quoted(key.value)));
  keys.enter(row, key);
  return key;
}

std::string read_source(TableReader& row) {
  return row.text("source").value;
}

void refuse_more_than(std::size_t most, std::string_view what, std::vector<TableReader>& rows) {
  if (rows.size() <= most) return;
  rows[most].report(PolicyProblem::too_many, rows[most].position(""),
                    fmt::format("{} {}", rows.size(), what), fmt::format("at most {}", most));
}

}  // namespace metroon::policy
