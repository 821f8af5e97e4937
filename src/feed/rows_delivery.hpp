// Rows of any source as the use cases read them.
#pragma once

#include <expected>
#include <memory>

#include "app/delivery.hpp"
#include "feed/declaration.hpp"
#include "feed/refusal.hpp"
#include "feed/rows.hpp"

namespace metroon::feed {

/// Keeps a copy of the declaration. @error missing_column, column_twice.
[[nodiscard]] std::expected<std::unique_ptr<app::Delivery>, Refusal> deliver(
    const Declaration& declaration, std::unique_ptr<Rows> rows);

/// What a row without text of its own is known by: its values, each behind its length.
void join_values(std::span<const std::string_view> values, std::string& into);

}  // namespace metroon::feed
