// Rows that a program posts: {"rows": [{"column": "value", …}, …]}. @source RFC 8259.
#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace metroon::wire {

inline constexpr std::size_t longest_post = std::size_t{16} << 20;  ///< Octets.
inline constexpr std::size_t most_posted_rows = 100'000;

enum class PostedRowsError : std::uint8_t {
  too_long,
  not_json,
  not_rows,  ///< JSON of another shape, or deeper than it needs.
  too_many_rows,
};

/// What is wrong with one row; the others can be used.
enum class PostedRowFault : std::uint8_t {
  none,
  not_an_object,
  missing_column,
  not_a_text,  ///< A value that is a list, an object, or a number with a fraction.
};

struct PostedRow {
  std::vector<std::string> values;  ///< As many as columns were asked for; empty if at fault.
  PostedRowFault fault{PostedRowFault::none};
  bool operator==(const PostedRow&) const = default;
};

/// The values of the named columns, in their order. Whole numbers, true and false are texts as JSON
/// writes them, null is empty; columns that nobody asked for are passed over.
[[nodiscard]] std::expected<std::vector<PostedRow>, PostedRowsError> parse_posted_rows(
    std::string_view json, std::span<const std::string> columns);

}  // namespace metroon::wire
