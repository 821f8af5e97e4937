#include "policy/shapes.hpp"

#include <algorithm>
#include <string>

namespace metroon::policy {
namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_plain(char c) {
  return is_lower(c) || is_digit(c);
}
bool is_letter(char c) {
  return is_lower(c) || (c >= 'A' && c <= 'Z');
}

// Words of letters and digits, one separator between two of them.
bool is_joined(std::string_view text, std::string_view separators) {
  bool after_separator = true;
  for (const char c : text) {
    const bool separator = separators.contains(c);
    if (!separator && !is_plain(c)) return false;
    if (separator && after_separator) return false;
    after_separator = separator;
  }
  return !after_separator;
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::ranges::all_of(label, [](char c) { return is_plain(c) || c == '-'; });
}

// Length of the placeholder that `text` begins with; 0 if it begins with something else.
std::size_t placeholder_size(std::string_view text) {
  for (const std::string_view name : {"{first", "{last"}) {
    if (!text.starts_with(name)) continue;
    const auto rest = text.substr(name.size());
    if (rest.starts_with('}')) return name.size() + 1;
    if (rest.size() >= 3 && rest[0] == ':' && is_digit(rest[1]) && rest[1] != '0' && rest[2] == '}')
      return name.size() + 3;
  }
  return 0;
}

}  // namespace

bool is_key(std::string_view text) {
  return text.size() <= 40 && is_joined(text, "-") && is_lower(text.front());
}

bool is_realm_name(std::string_view text) {
  if (text.size() > 253) return false;
  std::size_t labels = 0;
  while (true) {
    const auto dot = text.find('.');
    if (!is_label(text.substr(0, dot))) return false;
    ++labels;
    if (dot == text.npos) break;
    text.remove_prefix(dot + 1);
  }
  return labels >= 2;
}

bool is_https(std::string_view text) {
  constexpr std::string_view scheme = "https://";
  if (!text.starts_with(scheme) || text.size() > 500) return false;
  const bool plain = std::ranges::all_of(
      text, [](char c) { return c > 0x20 && c < 0x7F && c != '"' && c != '<' && c != '>'; });
  const auto authority = text.substr(scheme.size());
  const auto host = authority.substr(0, authority.find_first_of("/?#"));
  return plain && is_realm_name(host.substr(0, host.find(':')));
}

bool is_endpoint(std::string_view text) {
  if (!text.starts_with("udp://") && !text.starts_with("tcp://")) return false;
  text.remove_prefix(6);
  const auto colon = text.find(':');
  if (colon == text.npos || !is_realm_name(text.substr(0, colon))) return false;
  const auto port = text.substr(colon + 1);
  return !port.empty() && port.size() <= 5 && port.front() != '0' &&
         std::ranges::all_of(port, is_digit) && std::stoul(std::string{port}) <= 65535;
}

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  if (at == text.npos || at == 0 || at > 64) return false;
  const auto local = text.substr(0, at);
  const bool plain = std::ranges::all_of(local, [](char c) {
    return is_letter(c) || is_digit(c) || std::string_view{".-_+"}.contains(c);
  });
  return plain && is_realm_name(text.substr(at + 1));
}

bool is_phone(std::string_view text) {
  const auto digits = std::ranges::count_if(text, is_digit);
  return digits >= 5 && digits <= 15 && std::ranges::all_of(text, [](char c) {
           return is_digit(c) || std::string_view{" +-()/"}.contains(c);
         });
}

bool is_time_zone(std::string_view text) {
  if (text == "UTC") return true;
  const auto slash = text.find('/');
  return text.size() <= 64 && slash != text.npos && slash != 0 && slash + 1 < text.size() &&
         std::ranges::all_of(text, [](char c) {
           return is_letter(c) || is_digit(c) || std::string_view{"/_+-"}.contains(c);
         });
}

bool is_username(std::string_view text) {
  return !text.empty() && is_joined(text, ".-") && is_lower(text.front());
}

bool is_username_pattern(std::string_view text) {
  // A placeholder stands for at least one letter: the pattern is tried with that letter.
  std::string sample;
  bool whole_name = false;
  while (!text.empty()) {
    const auto size = placeholder_size(text);
    whole_name = whole_name || (size > 0 && text[size - 3] != ':');
    sample += size > 0 ? 'x' : text.front();
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return whole_name && sample.size() <= 40 && is_username(sample);
}

std::optional<unsigned> minutes_of(std::string_view clock) {
  if (clock.size() != 5 || clock[2] != ':') return std::nullopt;
  unsigned number[2]{};
  for (const std::size_t at : {0U, 1U, 3U, 4U}) {
    if (!is_digit(clock[at])) return std::nullopt;
    auto& part = number[at / 3];
    part = part * 10 + static_cast<unsigned>(clock[at] - '0');
  }
  const unsigned minutes = number[0] * 60 + number[1];
  if (number[1] > 59 || minutes > 24 * 60) return std::nullopt;
  return minutes;
}

}  // namespace metroon::policy
