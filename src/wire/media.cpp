#include "wire/media.hpp"

#include <cstddef>
#include <cstdint>

namespace metroon::wire {
namespace {

using namespace std::string_view_literals;

std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t index = 0; index < count; ++index)
    value = value << 8 | static_cast<unsigned char>(bytes[at + index]);
  return value;
}

bool is_pdf(std::string_view bytes) {
  if (!bytes.starts_with("%PDF-1."sv) && !bytes.starts_with("%PDF-2."sv)) return false;
  const auto tail = bytes.size() > 1024 ? bytes.substr(bytes.size() - 1024) : bytes;
  return tail.find("%%EOF"sv) != tail.npos;
}

bool is_png(std::string_view bytes) {
  if (!bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return false;
  bool first = true;
  for (std::size_t at = 8; at + 12 <= bytes.size();) {
    const auto length = big_endian(bytes, at, 4);
    const auto kind = bytes.substr(at + 4, 4);
    if (length > bytes.size() - at - 12) return false;
    if (first != (kind == "IHDR"sv) || (first && length != 13)) return false;
    first = false;
    at += length + 12;
    if (kind == "IEND"sv) return at == bytes.size();
  }
  return false;
}

bool is_jpeg(std::string_view bytes) {
  if (!bytes.starts_with("\xff\xd8\xff"sv)) return false;
  for (std::size_t at = 2; at + 4 <= bytes.size();) {
    if (bytes[at] != '\xff') return false;
    const auto marker = static_cast<unsigned char>(bytes[at + 1]);
    if (marker == 0xFF) {  // Fill octets.
      ++at;
      continue;
    }
    const auto length = big_endian(bytes, at + 2, 2);
    if (length < 2 || length > bytes.size() - at - 2) return false;
    at += 2 + length;
    if (marker == 0xDA) {  // The scan begins: what follows is picture.
      const auto tail = bytes.size() > at + 64 ? bytes.substr(bytes.size() - 64) : bytes.substr(at);
      return tail.rfind("\xff\xd9"sv) != tail.npos;
    }
  }
  return false;
}

}  // namespace

std::string_view media_type_of(std::string_view bytes) {
  if (is_pdf(bytes)) return "application/pdf";
  if (is_png(bytes)) return "image/png";
  if (is_jpeg(bytes)) return "image/jpeg";
  return {};
}

}  // namespace metroon::wire
