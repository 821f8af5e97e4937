#include "base/bytes.hpp"

#include <array>
#include <cassert>

namespace metroon::base {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view code_digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

struct LookAlike {
  std::string_view greek;
  char latin;
};
// Capitals and small letters of a Greek keyboard whose capitals look like Latin ones.
constexpr std::array look_alikes{
    LookAlike{"Α", 'A'}, LookAlike{"Β", 'B'}, LookAlike{"Ε", 'E'}, LookAlike{"Ζ", 'Z'},
    LookAlike{"Η", 'H'}, LookAlike{"Ι", 'I'}, LookAlike{"Κ", 'K'}, LookAlike{"Μ", 'M'},
    LookAlike{"Ν", 'N'}, LookAlike{"Ο", 'O'}, LookAlike{"Ρ", 'P'}, LookAlike{"Τ", 'T'},
    LookAlike{"Υ", 'Y'}, LookAlike{"Χ", 'X'}, LookAlike{"α", 'A'}, LookAlike{"β", 'B'},
    LookAlike{"ε", 'E'}, LookAlike{"ζ", 'Z'}, LookAlike{"η", 'H'}, LookAlike{"ι", 'I'},
    LookAlike{"κ", 'K'}, LookAlike{"μ", 'M'}, LookAlike{"ν", 'N'}, LookAlike{"ο", 'O'},
    LookAlike{"ρ", 'P'}, LookAlike{"τ", 'T'}, LookAlike{"υ", 'Y'}, LookAlike{"χ", 'X'}};

char plain(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') return '0';
  if (c == 'I' || c == 'L') return '1';
  return c;
}

}  // namespace

std::string to_hex(BytesView bytes) {
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto octet = static_cast<unsigned char>(c);
    hex += hex_digits[octet >> 4];
    hex += hex_digits[octet & 15];
  }
  return hex;
}

Bytes from_hex(std::string_view hex) {
  Bytes bytes;
  if (hex.size() % 2 != 0) return bytes;
  for (std::size_t at = 0; at < hex.size(); at += 2) {
    const int high = hex_value(hex[at]);
    const int low = hex_value(hex[at + 1]);
    if (high < 0 || low < 0) return {};
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string to_code(BytesView bytes, std::size_t characters) {
  assert(bytes.size() * 8 >= characters * 5);
  std::string code;
  unsigned pending = 0;
  unsigned bits = 0;
  for (std::size_t at = 0; code.size() < characters;) {
    if (bits < 5) {
      pending = (pending << 8 | static_cast<unsigned char>(bytes[at++])) & 0xFFFF;
      bits += 8;
    }
    bits -= 5;
    code += code_digits[pending >> bits & 31];
  }
  return code;
}

std::string normalise_code(std::string_view typed) {
  std::string code;
  while (!typed.empty()) {
    std::size_t length = 1;
    char c = typed.front();
    for (const auto& [greek, latin] : look_alikes)
      if (typed.starts_with(greek)) {
        c = latin;
        length = greek.size();
      }
    typed.remove_prefix(length);
    if (c != ' ' && c != '-' && c != '\t' && c != '\n' && c != '\r') code += plain(c);
  }
  return code;
}

}  // namespace metroon::base
