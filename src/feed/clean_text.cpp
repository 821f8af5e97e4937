#include <algorithm>

#include "base/text.hpp"
#include "feed/decoder.hpp"

namespace metroon::feed {
namespace {

constexpr std::size_t most_shown = 80;

// Octets of the Greek letter at `at`, accented ones in one piece; 0 if something else stands there.
std::size_t greek_letter(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return 0;
  const auto lead = static_cast<unsigned char>(text[at]);
  const auto trail = static_cast<unsigned char>(text[at + 1]);
  const bool letter = (lead == 0xCE && trail >= 0x88 && trail <= 0xBF) ||
                      (lead == 0xCE && trail == 0x86) ||
                      (lead == 0xCF && trail >= 0x80 && trail <= 0x8E);
  return letter ? 2 : 0;
}

// UTF-8 of which nothing has to be trimmed or composed: nearly all fields of nearly all files. Only
// marks, which are none of these, could join with the letter before them.
bool is_clean_already(std::string_view text) {
  bool after_space = true;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    const bool plain = c >= 0x20 && c < 0x7F;
    if (plain && c == ' ' && after_space) return false;
    after_space = c == ' ';
    const auto size = plain ? 1 : greek_letter(text, at);
    if (size == 0) return false;
    at += size;
  }
  return text.empty() || !after_space;
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

}  // namespace

std::optional<std::string> clean_text(std::string_view field, wire::Encoding encoding) {
  if (encoding == wire::Encoding::utf_8 && is_clean_already(field)) return std::string{field};
  auto text = wire::to_utf8(field, encoding);
  if (text && !is_clean_already(*text)) text = base::nfc(base::squeeze(*text));
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
