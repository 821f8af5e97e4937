// Rows that a PostgreSQL database answers with.
#pragma once

#include <expected>
#include <memory>

#include "feed/declaration.hpp"
#include "feed/refusal.hpp"
#include "feed/rows.hpp"

namespace metroon::feed {

/// One statement in a transaction that may only read; its answer is one moment of that database,
/// and comes row by row. Dates come as 2026-12-31, true and false as t and f.
/// @error query_failed. A fault once rows have come throws std::runtime_error.
[[nodiscard]] std::expected<std::unique_ptr<Rows>, Refusal> open_query(const QuerySource& source,
                                                                       base::Instant now);

}  // namespace metroon::feed
