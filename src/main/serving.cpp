#include "main/serving.hpp"

#include <exception>

#include "main/decode_request.hpp"

namespace metroon::main {
namespace {

constexpr std::string_view seconds_to_retry{"5"};

}  // namespace

void Serving::report(std::string_view what) const {
  if (settings.report) settings.report(what);
}

web::Response Serving::refusal(int status, std::string_view language) const {
  web::Response response;
  try {
    response = pages.refusal(status, language);
  } catch (const std::exception& fault) {
    report(fault.what());
    response = {};
  }
  response.status = status;
  if (status == 405) response.headers.emplace_back("Allow", "GET, HEAD, POST");
  if (status == 503) response.headers.emplace_back("Retry-After", seconds_to_retry);
  return response;
}

web::Response Serving::answer(const RequestHead& head, std::string_view body,
                              const Address& peer) const {
  const auto language = head.field("Accept-Language");
  try {
    const auto request = decode_request(head, body, proxies.client(peer, head));
    return request ? pages.answer(*request) : refusal(request.error(), language);
  } catch (const std::exception& fault) {
    report(fault.what());
    return refusal(500, language);
  }
}

}  // namespace metroon::main
