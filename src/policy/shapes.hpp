// What single values of the policy file have to look like.
#pragma once

#include <optional>
#include <string_view>

namespace metroon::policy {

/// `phd-candidate`: lower-case words of letters and digits with single hyphens, a letter first.
[[nodiscard]] bool is_key(std::string_view text);
/// Lower-case domain name of at least two labels. @source RFC 1035 section 2.3.1.
[[nodiscard]] bool is_realm_name(std::string_view text);
[[nodiscard]] bool is_https(std::string_view text);
/// Where a VPN client connects: `udp://vpn.example.edu:1194`.
[[nodiscard]] bool is_endpoint(std::string_view text);
[[nodiscard]] bool is_email(std::string_view text);
[[nodiscard]] bool is_phone(std::string_view text);
/// Shape only, `Area/City` or `UTC`: the zones themselves are known in `main`.
[[nodiscard]] bool is_time_zone(std::string_view text);
/// A username as the program gives them; the lengths are the policy's.
[[nodiscard]] bool is_username(std::string_view text);
/// Placeholders {first}, {last}, or their first letters {first:1} to {last:9}, with letters,
/// digits, dots and hyphens between; one whole name at least, or too many people would share a
/// username.
[[nodiscard]] bool is_username_pattern(std::string_view text);
/// `HH:MM` in minutes after midnight; 24:00 is the end of the day.
[[nodiscard]] std::optional<unsigned> minutes_of(std::string_view clock);

}  // namespace metroon::policy
