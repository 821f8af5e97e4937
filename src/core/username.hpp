// Names for accounts.
#pragma once

#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/person.hpp"

namespace metroon::core {

enum class UsernameProblem : std::uint8_t { too_short, too_long, wrong_characters, reserved };

/// Lower-case letters, digits, single dots and hyphens inside; begins with a letter; within the
/// policy's lengths.
[[nodiscard]] std::expected<void, UsernameProblem> check_username(const UsernameRules& rules,
                                                                  std::string_view username);

/// Candidates in the order of the policy's patterns, then the first pattern with 2, 3, 4 … at its
/// end; `count` of them, each well-formed, none reserved, none twice.
[[nodiscard]] std::vector<std::string> propose_usernames(const UsernameRules& rules,
                                                         const Names& names, std::size_t count);

}  // namespace metroon::core
