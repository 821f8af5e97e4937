#include "core/identifiers.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

#include "base/text.hpp"

namespace metroon::core {
namespace {

using Number = std::expected<std::string, NumberError>;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
int value(char digit) {
  return digit - '0';
}

std::string without_spaces(std::string_view typed) {
  auto text = base::squeeze(typed);
  std::erase(text, ' ');
  return text;
}

Number digits_of(std::string_view typed, std::size_t length) {
  auto text = without_spaces(typed);
  if (!std::ranges::all_of(text, is_digit)) return std::unexpected{NumberError::not_digits};
  if (text.size() != length) return std::unexpected{NumberError::wrong_length};
  return text;
}

bool passes_luhn(std::string_view digits) {
  int sum = 0;
  bool doubled = false;
  for (auto at = digits.rbegin(); at != digits.rend(); ++at, doubled = !doubled) {
    const int twice = value(*at) * 2;
    sum += doubled ? twice / 10 + twice % 10 : value(*at);
  }
  return sum % 10 == 0;
}

// Whether DDMMYY is a day of some century: 2000 was a leap year, 1900 was not.
bool is_some_day(std::string_view digits) {
  const auto two = [&](std::size_t at) {
    return static_cast<unsigned>(value(digits[at]) * 10 + value(digits[at + 1]));
  };
  const auto exists = [&](int century) {
    return std::chrono::year_month_day{std::chrono::year{century + static_cast<int>(two(4))},
                                       std::chrono::month{two(2)}, std::chrono::day{two(0)}}
        .ok();
  };
  return exists(1900) || exists(2000);
}

// Capitals without hyphens, Greek letters as the Latin ones they look like; empty if a letter has
// no twin.
std::optional<std::string> latin_capitals(std::string_view typed) {
  static constexpr std::u32string_view greek = U"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
  static constexpr std::string_view latin = "ABEZHIKMNOPTYX";
  std::string out;
  for (const char32_t c : base::to_code_points(base::to_upper_greek(without_spaces(typed)))) {
    if (c == U'-') continue;
    if (const auto at = greek.find(c); at != greek.npos)
      out += latin[at];
    else if (c < 0x80)
      out += static_cast<char>(c);
    else
      return {};
  }
  return out;
}

bool is_twin(char c) {
  return std::string_view{"ABEZHIKMNOPTYX"}.contains(c);
}

}  // namespace

Number parse_afm(std::string_view typed) {
  auto digits = digits_of(typed, 9);
  if (!digits) return digits;
  int sum = 0;
  for (std::size_t at = 0; at < 8; ++at) sum += value((*digits)[at]) << (8 - at);
  const bool all_zero = std::ranges::all_of(*digits, [](char c) { return c == '0'; });
  if (all_zero || sum % 11 % 10 != value(digits->back()))
    return std::unexpected{NumberError::wrong_check_digit};
  return digits;
}

Number parse_amka(std::string_view typed) {
  auto digits = digits_of(typed, 11);
  if (!digits) return digits;
  if (!is_some_day(*digits)) return std::unexpected{NumberError::no_such_date};
  if (!passes_luhn(*digits)) return std::unexpected{NumberError::wrong_check_digit};
  return digits;
}

bool amka_matches(std::string_view amka, base::Day birth) {
  const auto iso = base::to_iso(birth);
  return amka.substr(0, 6) == iso.substr(8, 2) + iso.substr(5, 2) + iso.substr(2, 2);
}

Number parse_identity_card(std::string_view typed) {
  const auto folded = latin_capitals(typed);
  if (!folded) return std::unexpected{NumberError::wrong_shape};
  const auto letters =
      static_cast<std::size_t>(std::ranges::find_if_not(*folded, is_twin) - folded->begin());
  const auto number = std::string_view{*folded}.substr(letters);
  const bool all_digits = std::ranges::all_of(number, is_digit);
  const bool old_card = (letters == 1 || letters == 2) && number.size() == 6;
  const bool new_card = letters == 2 && number.size() == 7;
  if (!all_digits || !(old_card || new_card)) return std::unexpected{NumberError::wrong_shape};
  return *folded;
}

Number parse_passport(std::string_view typed) {
  const auto folded = latin_capitals(typed);
  if (!folded) return std::unexpected{NumberError::wrong_shape};
  if (folded->size() < 5 || folded->size() > 15) return std::unexpected{NumberError::wrong_length};
  const bool plain =
      std::ranges::all_of(*folded, [](char c) { return is_digit(c) || is_capital(c); });
  if (!plain || std::ranges::none_of(*folded, is_digit))
    return std::unexpected{NumberError::wrong_shape};
  return *folded;
}

}  // namespace metroon::core
