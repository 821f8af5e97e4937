// Whether a password will do. @source NIST SP 800-63B-4 section 3.1.1.2.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/policy.hpp"

namespace metroon::core {

enum class PasswordProblem : std::uint8_t {
  too_short,
  too_long,
  too_common,    ///< On the blocklist, or a blocklisted word with a tail of digits or signs.
  repetitive,    ///< One short pattern again and again, or a run along the alphabet or keyboard.
  contains_you,  ///< Little else than the holder's own names, username or the institution's words.
};

/// @param password In NFKC already, as it will be hashed.
/// @param about The holder's names, username and birth year.
/// @param is_common Looks a folded text up in the blocklist.
[[nodiscard]] std::vector<PasswordProblem> check_password(
    const PasswordRules& rules, std::string_view password, const std::vector<std::string>& about,
    const std::function<bool(std::string_view)>& is_common);

}  // namespace metroon::core
