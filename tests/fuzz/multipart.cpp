// The first line of the input is the content type, the rest the body. Parts that were taken are
// clean, carry no paths, and come back from writing as they were.
#include "wire/multipart.hpp"

#include <string>

#include "base/text.hpp"
#include "must.hpp"

namespace {

using metroon::fuzz::must;

void must_be_name(const std::string& text) {
  must(metroon::base::is_clean_utf8(text) && text.find_first_of("\r\n\t\"") == text.npos);
}

void must_hold(const metroon::wire::Multipart& parts) {
  must(parts.fields.size() + parts.files.size() <= metroon::wire::most_pairs);
  for (const auto& [name, value] : parts.fields) {
    must_be_name(name);
    must(metroon::base::is_clean_utf8(value) && value.find('\r') == value.npos);
  }
  for (const auto& file : parts.files) {
    must_be_name(file.field);
    must_be_name(file.file_name);
    must(file.file_name.find_first_of("/\\") == std::string::npos);
    must(file.file_name != "." && file.file_name != ".." && file.file_name.size() <= 150);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace metroon;
  const auto input = fuzz::text_of(data, size);
  const auto line = std::min(input.find('\n'), input.size());
  const auto body = input.substr(std::min(line + 1, input.size()));
  const auto boundary = wire::boundary_of(input.substr(0, line));
  if (!boundary) return 0;
  must(!boundary->empty() && boundary->size() <= 70);
  const auto parts = wire::parse_multipart(body, *boundary);
  if (!parts) return 0;
  must_hold(*parts);
  std::string fresh{"fresh"};
  while (body.contains(fresh)) fresh += 'x';
  // Writing adds to the headers of a part, which are limited.
  if (size < 3000)
    must(wire::parse_multipart(wire::encode_multipart(*parts, fresh), fresh) == parts);
  return 0;
}
