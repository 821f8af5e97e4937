#include "mail/clean.hpp"

#include <glib.h>

#include <memory>
#include <string_view>

namespace metroon::mail {

std::string clean(const char* text, std::size_t most, bool lines) {
  if (text == nullptr) return {};
  const std::unique_ptr<gchar, decltype(&g_free)> valid{g_utf8_make_valid(text, -1), &g_free};
  std::string out;
  for (const char* at = valid.get(); *at != '\0'; at = g_utf8_next_char(at)) {
    const auto c = g_utf8_get_char(at);
    if (c == '\r') continue;
    const bool kept = lines && (c == '\n' || c == '\t');
    if (!kept && g_unichar_iscntrl(c)) {
      out += ' ';
      continue;
    }
    const std::string_view letter{at, static_cast<std::size_t>(g_utf8_next_char(at) - at)};
    if (out.size() + letter.size() > most) break;
    out += letter;
  }
  return out;
}

}  // namespace metroon::mail
