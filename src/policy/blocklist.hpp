// Passwords that people try first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace metroon::policy {

/// The lines of a list, each already as base::fold gives it; empty lines and those that begin with
/// `#` are left out.
[[nodiscard]] std::vector<std::string> blocklist_of(std::string_view text);

/// The list inside the program, policy/blocklist.txt.
[[nodiscard]] std::vector<std::string> embedded_blocklist();

}  // namespace metroon::policy
