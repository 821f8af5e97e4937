// Octets without meaning: document contents, ciphertext, hashes.
#pragma once

#include <string>
#include <string_view>

namespace metroon::base {

using Bytes = std::string;
using BytesView = std::string_view;

[[nodiscard]] std::string to_hex(BytesView bytes);
/// Empty optional-like: an odd length or a character that is no hex digit gives an empty string.
[[nodiscard]] Bytes from_hex(std::string_view hex);

/// Crockford's base 32, upper case, without I L O U: codes that people read aloud and type.
[[nodiscard]] std::string to_code(BytesView bytes, std::size_t characters);
/// Undoes what people do to a code: spaces and hyphens go, case goes, O is 0, I and L are 1,
/// and Greek capitals typed on a Greek keyboard that look the same (Α Β Ε Η Κ Μ Ν Ρ Τ Χ Υ Ζ) are
/// Latin.
[[nodiscard]] std::string normalise_code(std::string_view typed);

}  // namespace metroon::base
