#include "store/lists.hpp"

#include <fmt/format.h>

namespace metroon::store {

void append_json_text(std::string& json, std::string_view text) {
  json += '"';
  for (const char octet : text) {
    if (octet == '"' || octet == '\\') {
      json += '\\';
      json += octet;
    } else if (static_cast<unsigned char>(octet) < 0x20) {
      json += fmt::format("\\u{:04x}", static_cast<unsigned>(octet));
    } else {
      json += octet;
    }
  }
  json += '"';
}

}  // namespace metroon::store
