// Whatever has a type has it from its first octet on; a PNG also to its very last.
#include "wire/media.hpp"

#include <string>

#include "must.hpp"

using metroon::fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = metroon::fuzz::text_of(data, size);
  const auto type = metroon::wire::media_type_of(bytes);
  if (type.empty()) return 0;
  must(type == "application/pdf" || type == "image/png" || type == "image/jpeg");
  must(metroon::wire::media_type_of(" " + std::string{bytes}).empty());
  if (type == "image/png") {
    must(metroon::wire::media_type_of(bytes.substr(0, bytes.size() - 1)).empty());
    must(metroon::wire::media_type_of(std::string{bytes} + '\n').empty());
  }
  return 0;
}
