// A path that was taken is clean, leads nowhere but down, and is the same when every octet of it
// comes percent-encoded.
#include "wire/target.hpp"

#include <string>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "must.hpp"

using metroon::fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace metroon;
  const auto target = wire::parse_target(fuzz::text_of(data, size));
  if (!target) return 0;
  must(target->path.starts_with('/') && base::is_clean_utf8(target->path));
  must(target->path.find_first_of("\\\t\r\n") == std::string::npos);
  must(!target->path.contains("//"));
  for (const auto part : {"/./", "/../"}) must(!(target->path + "/").contains(part));
  must(target->query.find_first_of("\r\n #") == std::string::npos);
  std::string encoded;
  for (const char c : target->path)
    encoded += c == '/' ? std::string{c} : "%" + base::to_hex({&c, 1});
  must(wire::parse_target(encoded + "?" + target->query) == target);
  return 0;
}
