// Rows that a registry's own program posts.
#pragma once

#include <expected>
#include <memory>
#include <string_view>

#include "app/delivery.hpp"
#include "feed/declaration.hpp"
#include "feed/refusal.hpp"

namespace metroon::feed {

/// Of a key file nothing counts but its first line; a shorter one opens nothing.
inline constexpr std::size_t shortest_key = 32;

/// Whether an Authorization field shows the key: `Bearer …`. Takes as long for a wrong one.
/// Throws std::runtime_error where the key file cannot be read or is too short.
[[nodiscard]] bool shows_key(const PostSource& source, std::string_view authorization);

/// @param body JSON as wire::parse_posted_rows takes it. @param received When it came: its `made`.
/// @error not_rows. A row that lacks a declared column is a bad row.
[[nodiscard]] std::expected<std::unique_ptr<app::Delivery>, Refusal> open_posted(
    const Declaration& declaration, std::string_view body, base::Instant received);

}  // namespace metroon::feed
