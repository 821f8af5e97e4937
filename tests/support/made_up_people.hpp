// As many people as a test wants, each with numbers of their own that are well-formed.
#pragma once

#include <array>
#include <string>

#include "base/day.hpp"
#include "core/application.hpp"

namespace metroon::support {

namespace made_up {

inline std::string digits(unsigned value, std::size_t width) {
  auto text = std::to_string(value);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

inline char luhn(std::string_view digits) {
  int sum = 0;
  bool doubled = true;
  for (auto at = digits.rbegin(); at != digits.rend(); ++at, doubled = !doubled) {
    const int digit = *at - '0';
    sum += doubled ? digit * 2 / 10 + digit * 2 % 10 : digit;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

}  // namespace made_up

inline std::string afm(unsigned n) {
  auto digits = made_up::digits(10'000'000 + n, 8);
  int sum = 0;
  for (std::size_t at = 0; at < 8; ++at) sum += (digits[at] - '0') << (8 - at);
  return digits + static_cast<char>('0' + sum % 11 % 10);
}

inline std::string amka(base::Day birth, unsigned n) {
  const auto iso = base::to_iso(birth);
  const auto digits =
      iso.substr(8, 2) + iso.substr(5, 2) + iso.substr(2, 2) + made_up::digits(n % 10'000, 4);
  return digits + made_up::luhn(digits);
}

inline std::string identity_card(unsigned n) {
  return "ΑΚ" + made_up::digits(100'000 + n, 6);
}

inline base::Day birth(unsigned n) {
  return base::Day{std::chrono::year{1960 + static_cast<int>(n % 40)} /
                   static_cast<int>(1 + n % 12) / static_cast<int>(1 + n % 28)};
}

/// What the n-th person types about themselves; capacity, unit and period are left empty.
inline core::ApplicationForm personal_form(unsigned n) {
  constexpr std::array firsts{"Γεώργιος", "Μαρία",   "Ευάγγελος", "Ελένη",    "Νικόλαος",
                              "Αγγελική", "Χρήστος", "Σοφία",     "Θεόδωρος", "Ουρανία"};
  constexpr std::array lasts{"Παπαδόπουλος", "Γκίκας",   "Τζαβέλλας", "Μπουμπούλης", "Ξανθάκης",
                             "Φωτίου",       "Ψαρράς",   "Χατζής",    "Αυγερινός",   "Ντίνου",
                             "Ευθυμίου",     "Μαυρίδης", "Ζέρβας"};
  core::ApplicationForm form;
  form.first_name = firsts[n % firsts.size()];
  form.last_name = lasts[n % lasts.size()];
  form.father_name = "Ιωάννης";
  form.birth = base::to_iso(birth(n));
  form.email = "person" + std::to_string(n) + "@example.org";
  form.phone = "69" + made_up::digits(10'000'000 + n, 8);
  form.document = "identity-card";
  form.document_number = identity_card(n);
  form.afm = afm(n);
  form.amka = amka(birth(n), n);
  return form;
}

}  // namespace metroon::support
