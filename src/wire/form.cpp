#include "wire/form.hpp"

#include "base/bytes.hpp"
#include "base/text.hpp"

namespace metroon::wire {
namespace {

using Text = std::expected<std::string, FormError>;

Text decode_text(std::string_view encoded) {
  auto text = percent_decode(encoded, true);
  if (!text) return text;
  if (!base::is_clean_utf8(*text)) return std::unexpected{FormError::not_clean_utf8};
  return unix_lines(std::move(*text));
}

void append_encoded(std::string& out, std::string_view text) {
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.' || c == '*';
    if (plain)
      out += c;
    else if (c == ' ')
      out += '+';
    else
      out += "%" + base::to_hex({&c, 1});
  }
}

}  // namespace

Text percent_decode(std::string_view encoded, bool plus_is_space) {
  std::string out;
  out.reserve(encoded.size());
  for (std::size_t at = 0; at < encoded.size(); ++at) {
    if (encoded[at] == '+' && plus_is_space) {
      out += ' ';
    } else if (encoded[at] == '%') {
      const auto octet = base::from_hex(encoded.substr(at + 1, 2));
      if (octet.size() != 1) return std::unexpected{FormError::bad_percent};
      out += octet;
      at += 2;
    } else {
      out += encoded[at];
    }
  }
  return out;
}

std::string unix_lines(std::string text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r')
      out += text[at];
    else if (at + 1 == text.size() || text[at + 1] != '\n')
      out += '\n';
  }
  return out;
}

std::expected<Pairs, FormError> parse_form(std::string_view encoded, std::size_t most) {
  Pairs pairs;
  while (!encoded.empty()) {
    const auto end = encoded.find('&');
    const auto pair = encoded.substr(0, end);
    encoded = end == encoded.npos ? std::string_view{} : encoded.substr(end + 1);
    if (pair.empty()) continue;
    if (pairs.size() == most) return std::unexpected{FormError::too_many_pairs};
    const auto equals = pair.find('=');
    auto name = decode_text(pair.substr(0, equals));
    auto value = decode_text(equals == pair.npos ? std::string_view{} : pair.substr(equals + 1));
    if (!name) return std::unexpected{name.error()};
    if (!value) return std::unexpected{value.error()};
    pairs.emplace_back(std::move(*name), std::move(*value));
  }
  return pairs;
}

std::string encode_form(const Pairs& pairs) {
  std::string out;
  for (const auto& [name, value] : pairs) {
    if (!out.empty()) out += '&';
    append_encoded(out, name);
    out += '=';
    append_encoded(out, value);
  }
  return out;
}

}  // namespace metroon::wire
