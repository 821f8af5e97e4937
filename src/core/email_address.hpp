// Mail addresses as people type them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace metroon::core {

inline constexpr std::size_t longest_email_address = 254;

/// An address that mail from here can reach: a dot-atom of at most 64 characters, and a domain of
/// two or more labels whose last is no number. No quoted local parts, no address literals and no
/// letters beyond ASCII: nobody here has them, and a slip of the keyboard looks just like them.
/// @return with the domain in lower case; the part before it is the receiver's own matter.
/// Empty for anything else.
/// @source RFC 5321 sections 2.4, 4.1.2 and 4.5.3.1; RFC 5322 section 3.2.3; RFC 1035 section
/// 2.3.1.
[[nodiscard]] std::optional<std::string> parse_email_address(std::string_view typed);

}  // namespace metroon::core
