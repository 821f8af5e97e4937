// Numbers that states give to people.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "base/day.hpp"

namespace metroon::core {

enum class NumberError { wrong_length, not_digits, no_such_date, wrong_check_digit, wrong_shape };

/// Tax number (ΑΦΜ): 9 digits; the ninth is the sum of digit i × 2^(9−i) mod 11 mod 10.
/// Spaces go. @return the 9 digits. @error wrong_length, not_digits, wrong_check_digit (also all
/// zero).
/// @source domain.md section 1.
[[nodiscard]] std::expected<std::string, NumberError> parse_afm(std::string_view typed);

/// Social security number (ΑΜΚΑ): DDMMYY, a real date in some century, then 5 digits; Luhn over
/// all.
/// @return the 11 digits. @error wrong_length, not_digits, no_such_date, wrong_check_digit.
[[nodiscard]] std::expected<std::string, NumberError> parse_amka(std::string_view typed);
/// Whether an AMKA's first six digits are that birthday, the century aside.
[[nodiscard]] bool amka_matches(std::string_view amka, base::Day birth);

/// Police identity card: one or two Greek capitals that have a Latin twin and 6 digits, or two
/// letters and 7 digits; in either alphabet and case, with spaces or hyphens. @return folded to
/// Latin capitals: `AK123456`.
[[nodiscard]] std::expected<std::string, NumberError> parse_identity_card(std::string_view typed);

/// Passport: 5 to 15 Latin letters and digits, at least one digit. @return upper case, without
/// spaces.
[[nodiscard]] std::expected<std::string, NumberError> parse_passport(std::string_view typed);

}  // namespace metroon::core
