// One row of the table [facts] of a declaration.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "feed/declaration.hpp"
#include "policy/reader.hpp"

namespace metroon::feed {

/// Empty where the registry does not know the fact, or where what is said of it is wrong.
/// @param kinds What the registry may assert.
[[nodiscard]] std::optional<FactRule> read_fact(policy::TableReader& facts, std::string_view word,
                                                Fact fact, const core::Policy& policy,
                                                std::span<const core::KindIndex> kinds);

}  // namespace metroon::feed
