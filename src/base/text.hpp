// Text as people write it. The only code that knows ICU is text.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace metroon::base {

/// Well-formed UTF-8 without NUL or other C0 controls except tab, line feed, carriage return.
[[nodiscard]] bool is_clean_utf8(std::string_view text);
/// Unicode normal form C. Input must be well-formed UTF-8.
[[nodiscard]] std::string nfc(std::string_view text);
/// Unicode normal form D: letters and their marks apart.
[[nodiscard]] std::string nfd(std::string_view text);
/// Unicode normal form KC, as NIST SP 800-63B-4 section 3.1.1.2 wants before hashing a password.
[[nodiscard]] std::string nfkc(std::string_view text);
[[nodiscard]] std::size_t code_points(std::string_view text);
/// Upper case by Greek rules: accents go, diaeresis stays (Γεώργιος → ΓΕΩΡΓΙΟΣ, Μαΐου → ΜΑΪΟΥ).
[[nodiscard]] std::string to_upper_greek(std::string_view text);
[[nodiscard]] std::string to_lower(std::string_view text);
/// Trims ends and makes every run of white space one space.
[[nodiscard]] std::string squeeze(std::string_view text);
/// Key for comparing words irrespective of case, accents, final sigma: lower case without marks.
/// `Γεώργιος` and `ΓΕΩΡΓΙΟΣ` give the same key. Scripts are not crossed here.
[[nodiscard]] std::string fold(std::string_view text);
/// Sort key of the Greek collation (Greek before Latin does not matter; accents are secondary).
[[nodiscard]] std::string collation_key(std::string_view text);
[[nodiscard]] bool has_greek(std::string_view text);
/// True if all letters are Latin letters.
[[nodiscard]] bool is_latin(std::string_view text);
/// True if no two letters are of different scripts; letters that any script uses fit with all.
[[nodiscard]] bool is_one_script(std::string_view text);
[[nodiscard]] bool is_letter(char32_t c);
[[nodiscard]] std::vector<char32_t> to_code_points(std::string_view text);
[[nodiscard]] std::string from_code_points(const std::vector<char32_t>& text);

}  // namespace metroon::base
