// Of a campaign's list nothing is left but names: no line ends, none empty, none twice, each with
// the number of its line.
#include <set>
#include <string>

#include "app/campaign.hpp"
#include "base/text.hpp"
#include "must.hpp"

using metroon::fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace metroon;
  const auto text = fuzz::text_of(data, size);
  if (!base::is_clean_utf8(text)) return 0;
  const auto names = app::names_in(text);
  std::set<std::string> known;
  std::size_t last = 0;
  for (const auto& [name, number] : names) {
    must(known.insert(name).second && number > last);
    last = number;
    must(!name.empty() && name.size() <= text.size() && base::is_clean_utf8(name));
    must(name.find_first_of(",;\t\r\n") == name.npos);
    must(name.front() != ' ' && name.back() != ' ');
  }
  return 0;
}
