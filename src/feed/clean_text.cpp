#include <algorithm>

#include "base/text.hpp"
#include "feed/decoder.hpp"

namespace metroon::feed {
namespace {

constexpr std::size_t most_shown = 80;

// Nothing to trim, nothing to compose: most numbers, dates and codes.
bool is_clean_already(std::string_view field) {
  char before = ' ';
  for (const char c : field) {
    if (c < 0x20 || c >= 0x7F || (c == ' ' && before == ' ')) return false;
    before = c;
  }
  return field.empty() || before != ' ';
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

}  // namespace

std::optional<std::string> clean_text(std::string_view field, wire::Encoding encoding) {
  if (is_clean_already(field)) return std::string{field};
  auto text = wire::to_utf8(field, encoding);
  if (text) text = base::nfc(base::squeeze(*text));
  return text;
}

std::string shown(std::string_view field, wire::Encoding encoding) {
  const auto text = wire::to_utf8(field, encoding);
  auto points = base::to_code_points(text ? *text : field.substr(0, most_shown));
  std::ranges::replace_if(points, is_control, U' ');
  if (points.size() > most_shown) points.resize(most_shown);
  return base::squeeze(base::from_code_points(points));
}

}  // namespace metroon::feed
