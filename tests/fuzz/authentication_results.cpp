// Nothing passes that does not begin with our own server's name; and none passes for two domains.
#include "mail/authentication_results.hpp"

#include <algorithm>
#include <string>

#include "must.hpp"

using metroon::fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace metroon;
  using enum core::MailAuthentication;
  const auto text = fuzz::text_of(data, size);
  const auto found = mail::read_authentication_results(text, "mx.example.edu", "example.edu");
  if (found.result == none) return 0;
  must(mail::read_authentication_results(text, "mx.other.example", "example.edu").result == none);
  if (found.result != pass) return 0;
  std::string low{text};
  std::ranges::transform(low, low.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  must(low.contains("pass") || low.contains('\\') || low.contains('"'));
  return 0;
}
