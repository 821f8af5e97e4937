// From the institution's file to checked rules. Strict: what the program would not understand, or
// would understand otherwise than its writer, is an error, and nothing starts.
#pragma once

#include <expected>
#include <string_view>

#include "core/policy.hpp"
#include "policy/policy_error.hpp"

namespace metroon::policy {

/// @param toml The file's bytes, at most a megabyte.
/// @param file_name Only for the error's text.
/// @error the first of the file, in order of lines. docs/manual/policy.md explains every key.
[[nodiscard]] std::expected<core::Policy, PolicyError> load_policy(std::string_view toml,
                                                                   std::string_view file_name);

}  // namespace metroon::policy
