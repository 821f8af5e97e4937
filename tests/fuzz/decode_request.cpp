// Any octets after the accept: the scanner of heads, the judge of framing, the decoder of requests
// must neither fault nor hand on text that is not clean.
#include "main/decode_request.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "main/request_head.hpp"
#include "must.hpp"

namespace {

using metroon::fuzz::must;
using metroon::main::HeadScanner;
using metroon::main::RequestHead;

/// Splits like a careless parser would, so that everything gets past it.
RequestHead split(std::string_view head) {
  RequestHead request;
  const auto next = [&head](char end) {
    const auto at = std::min(head.find(end), head.size());
    std::string part{head.substr(0, at)};
    head.remove_prefix(std::min(at + 1, head.size()));
    return part;
  };
  request.method = next(' ');
  request.target = next(' ');
  next('\n');
  while (!head.empty()) {
    auto name = next(':');
    auto value = next('\n');
    if (value.ends_with('\r')) value.pop_back();
    if (value.starts_with(' ')) value.erase(0, 1);
    if (!value.empty()) request.fields.emplace_back(std::move(name), std::move(value));
  }
  return request;
}

void must_be_clean(const metroon::web::Fields& fields) {
  for (const auto& [name, value] : fields.pairs)
    must(metroon::base::is_clean_utf8(name) && metroon::base::is_clean_utf8(value));
}

void must_be_clean(const metroon::web::Request& request) {
  using metroon::base::is_clean_utf8;
  must(request.path.starts_with('/') && is_clean_utf8(request.path));
  must(request.path.find("/../") == std::string::npos);
  must_be_clean(request.query);
  must_be_clean(request.form);
  for (const auto& file : request.files) {
    must(is_clean_utf8(file.field) && is_clean_utf8(file.name));
    must(file.name.find('/') == std::string::npos);
  }
  for (const auto& [name, value] : request.cookies)
    must(is_clean_utf8(name) && is_clean_utf8(value));
  for (const auto& text : {request.accept_language, request.user_agent, request.origin,
                           request.fetch_site, request.if_none_match})
    must(is_clean_utf8(text));
}

/// However the octets come, the scanner says the same.
void must_scan_alike(std::string_view bytes, std::size_t length) {
  HeadScanner drip;
  for (std::size_t came = 1; came <= length; ++came) {
    const auto progress = drip.scan(bytes.substr(0, came));
    must((progress == HeadScanner::Progress::complete) == (came == length));
  }
  must(drip.length() == length);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = metroon::fuzz::text_of(data, size);
  HeadScanner scanner;
  if (scanner.scan(bytes) != HeadScanner::Progress::complete) return 0;
  must_scan_alike(bytes, scanner.length());
  const auto head = split(bytes.substr(0, scanner.length()));
  const auto framing = metroon::main::judge_head(head, {});
  if (framing) must(framing->body_bytes == 0 || head.method == "POST");
  static const metroon::main::Proxies proxies{{"0.0.0.0/1"}};
  const auto peer = metroon::main::parse_address("10.0.0.1").value();
  const auto client = proxies.client(peer, head);
  must(metroon::main::parse_address(client.address).has_value());
  const auto body = bytes.substr(scanner.length());
  const auto request = metroon::main::decode_request(head, body, client);
  if (request) must_be_clean(*request);
  return 0;
}
