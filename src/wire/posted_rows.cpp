#include "wire/posted_rows.hpp"

#include <boost/json.hpp>
#include <optional>

namespace metroon::wire {
namespace {

namespace json = boost::json;

constexpr std::size_t deepest = 8;  // Rows are on the third level; their own lists are passed over.

std::optional<std::string> text_of(const json::value& value) {
  switch (value.kind()) {
    case json::kind::null:
      return "";
    case json::kind::bool_:
      return value.get_bool() ? "true" : "false";
    case json::kind::int64:
      return std::to_string(value.get_int64());
    case json::kind::uint64:
      return std::to_string(value.get_uint64());
    case json::kind::string:
      return std::string{value.get_string()};
    case json::kind::double_:
    case json::kind::array:
    case json::kind::object:
      return {};
  }
  return {};
}

PostedRow row_of(const json::value& value, std::span<const std::string> columns) {
  const auto* object = value.if_object();
  if (object == nullptr) return {{}, PostedRowFault::not_an_object};
  PostedRow row;
  row.values.reserve(columns.size());
  for (const auto& column : columns) {
    const auto* field = object->if_contains(column);
    if (field == nullptr) return {{}, PostedRowFault::missing_column};
    auto text = text_of(*field);
    if (!text) return {{}, PostedRowFault::not_a_text};
    row.values.push_back(std::move(*text));
  }
  return row;
}

// Nothing but rows: who writes "row" instead must not be told that all went well.
const json::array* rows_in(const json::value& whole) {
  const auto* object = whole.if_object();
  if (object == nullptr || object->size() != 1) return nullptr;
  const auto* rows = object->if_contains("rows");
  return rows == nullptr ? nullptr : rows->if_array();
}

}  // namespace

std::expected<std::vector<PostedRow>, PostedRowsError> parse_posted_rows(
    std::string_view text, std::span<const std::string> columns) {
  if (text.size() > longest_post) return std::unexpected{PostedRowsError::too_long};
  json::error_code error;
  const auto whole = json::parse({text.data(), text.size()}, error, {}, {.max_depth = deepest});
  if (error == json::error::too_deep) return std::unexpected{PostedRowsError::not_rows};
  if (error) return std::unexpected{PostedRowsError::not_json};
  const auto* listed = rows_in(whole);
  if (listed == nullptr) return std::unexpected{PostedRowsError::not_rows};
  if (listed->size() > most_posted_rows) return std::unexpected{PostedRowsError::too_many_rows};
  std::vector<PostedRow> rows;
  rows.reserve(listed->size());
  for (const auto& one : *listed) rows.push_back(row_of(one, columns));
  return rows;
}

}  // namespace metroon::wire
