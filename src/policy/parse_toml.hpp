// The first step of every strict file: TOML, or one line that says where it is none.
#pragma once

#include <toml++/toml.h>

#include <expected>
#include <string_view>

#include "policy/policy_error.hpp"

namespace metroon::policy {

/// @param toml The file's bytes, at most a megabyte.
/// @param file_name Only for the error's text.
/// @error too_large, not_toml, duplicate: a key a second time.
[[nodiscard]] std::expected<toml::table, PolicyError> parse_toml(std::string_view toml,
                                                                 std::string_view file_name);

}  // namespace metroon::policy
