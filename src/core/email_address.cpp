#include "core/email_address.hpp"

#include <algorithm>

namespace metroon::core {
namespace {

constexpr std::size_t longest_local_part = 64;
constexpr std::size_t longest_label = 63;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter_or_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_atom_character(char c) {
  return is_letter_or_digit(c) || std::string_view{"!#$%&'*+-/=?^_`{|}~"}.contains(c);
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= longest_label && label.front() != '-' &&
         label.back() != '-' &&
         std::ranges::all_of(label, [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

// Parts between full stops; an empty text is one empty part.
template <class IsPart>
bool all_parts(std::string_view text, IsPart is_part) {
  for (;;) {
    const auto dot = text.find('.');
    if (!is_part(text.substr(0, dot))) return false;
    if (dot == text.npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_local_part(std::string_view local) {
  return local.size() <= longest_local_part && all_parts(local, [](std::string_view atom) {
           return !atom.empty() && std::ranges::all_of(atom, is_atom_character);
         });
}

bool is_domain(std::string_view domain) {
  const auto last = domain.rfind('.');
  return last != domain.npos && all_parts(domain, is_label) &&
         !std::ranges::all_of(domain.substr(last + 1), is_digit);
}

}  // namespace

std::optional<std::string> parse_email_address(std::string_view typed) {
  const auto at = typed.rfind('@');
  if (at == typed.npos || typed.size() > longest_email_address) return {};
  if (!is_local_part(typed.substr(0, at)) || !is_domain(typed.substr(at + 1))) return {};
  std::string address{typed};
  std::ranges::transform(address.begin() + static_cast<std::ptrdiff_t>(at), address.end(),
                         address.begin() + static_cast<std::ptrdiff_t>(at), [](char c) {
                           return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
                         });
  return address;
}

}  // namespace metroon::core
