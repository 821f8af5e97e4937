// application/x-www-form-urlencoded: query strings and plain forms. @source WHATWG URL, section 5.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace metroon::wire {

using Pairs = std::vector<std::pair<std::string, std::string>>;

enum class FormError : std::uint8_t { too_many_pairs, bad_percent, not_clean_utf8 };

inline constexpr std::size_t most_pairs = 200;

/// Names and values, decoded: `+` is a space, CR LF becomes LF. Stricter than browsers need: a
/// stray `%`, a NUL or another control character, and text that is no UTF-8 are errors.
[[nodiscard]] std::expected<Pairs, FormError> parse_form(std::string_view encoded,
                                                         std::size_t most = most_pairs);

/// The other way, for tests and links.
[[nodiscard]] std::string encode_form(const Pairs& pairs);

/// Undoes `%XX`, and `+` if asked. Empty optional by error: a `%` that two hexadecimal digits do
/// not follow.
[[nodiscard]] std::expected<std::string, FormError> percent_decode(std::string_view encoded,
                                                                   bool plus_is_space);

/// CR LF and lone CR become LF, as text fields are kept.
[[nodiscard]] std::string unix_lines(std::string text);

}  // namespace metroon::wire
