// Cookies that were taken are printable and few; saying all of them twice changes nothing.
#include "wire/cookies.hpp"

#include <algorithm>
#include <string>

#include "must.hpp"

using metroon::fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace metroon;
  const auto header = std::string{fuzz::text_of(data, size)};
  const auto cookies = wire::parse_cookies(header);
  must(cookies.size() <= 50);
  const auto printable = [](char c) { return c > ' ' && c < 0x7F && c != ';' && c != '"'; };
  std::string again;
  for (const auto& [name, value] : cookies) {
    must(!name.empty() && name.find('=') == name.npos);
    must(std::ranges::all_of(name + value, printable));
    again += (again.empty() ? "" : "; ") + name + "=" + value;
  }
  must(wire::parse_cookies(again) == cookies);
  must(wire::parse_cookies(header + "; " + header) == cookies);
  return 0;
}
