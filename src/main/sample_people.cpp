#include "main/sample_people.hpp"

#include <fmt/format.h>

namespace metroon::main {
namespace {

// Luhn's check digit of what stands before it.
char luhn(std::string_view digits) {
  int sum = 0;
  bool doubled = true;
  for (auto at = digits.rbegin(); at != digits.rend(); ++at, doubled = !doubled) {
    const int digit = *at - '0';
    sum += doubled ? digit * 2 / 10 + digit * 2 % 10 : digit;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

}  // namespace

std::string sample_identity_card(unsigned n) {
  return fmt::format("ΑΚ{:06}", 100'000 + n * 7919 % 900'000);
}

std::string sample_afm(unsigned n) {
  auto digits = fmt::format("{:08}", 10'000'000 + n * 104'729 % 80'000'000);
  int sum = 0;
  for (std::size_t at = 0; at < 8; ++at) sum += (digits[at] - '0') << (8 - at);
  return digits + static_cast<char>('0' + sum % 11 % 10);
}

std::string sample_amka(base::Day birth, unsigned n) {
  const auto iso = base::to_iso(birth);
  auto digits = iso.substr(8, 2) + iso.substr(5, 2) + iso.substr(2, 2) +
                fmt::format("{:04}", 1000 + n % 9000);
  return digits + luhn(digits);
}

}  // namespace metroon::main
