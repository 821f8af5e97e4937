// A form that was taken is clean text, and says the same when written and read once more.
#include "wire/form.hpp"

#include "base/text.hpp"
#include "must.hpp"

using metroon::fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace metroon;
  const auto pairs = wire::parse_form(fuzz::text_of(data, size));
  if (!pairs) return 0;
  must(pairs->size() <= wire::most_pairs);
  for (const auto& [name, value] : *pairs)
    for (const auto& text : {name, value})
      must(base::is_clean_utf8(text) && text.find('\r') == text.npos);
  must(wire::parse_form(wire::encode_form(*pairs)) == pairs);
  return 0;
}
