#include "wire/cookies.hpp"

#include <algorithm>

namespace metroon::wire {
namespace {

constexpr std::size_t most_cookies = 50;

bool is_name_character(char c) {
  return c > ' ' && c < 0x7F && !std::string_view{"()<>@,;:\\\"/[]?={}"}.contains(c);
}
bool is_value_character(char c) {
  return c > ' ' && c < 0x7F && c != '"' && c != ',' && c != ';' && c != '\\';
}

}  // namespace

std::map<std::string, std::string, std::less<>> parse_cookies(std::string_view header) {
  std::map<std::string, std::string, std::less<>> cookies;
  while (!header.empty() && cookies.size() < most_cookies) {
    const auto end = header.find(';');
    auto pair = header.substr(0, end);
    header = end == header.npos ? std::string_view{} : header.substr(end + 1);
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    const auto equals = pair.find('=');
    if (equals == pair.npos || equals == 0) continue;
    const auto name = pair.substr(0, equals);
    const auto value = pair.substr(equals + 1);
    if (std::ranges::all_of(name, is_name_character) &&
        std::ranges::all_of(value, is_value_character))
      cookies.emplace(name, value);
  }
  return cookies;
}

}  // namespace metroon::wire
