// The head of an answer: status line, the fields every answer carries, the page's own fields.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "web/http.hpp"

namespace metroon::main {

struct Sending {
  bool keep_alive{true};
  std::chrono::sys_seconds now;
};

/// The one place that sets the fields by which browsers protect our users: what may be loaded, who
/// may frame us, what a referrer tells, and that nothing is stored. A field that the page sets
/// itself wins. Control characters in values are left out, and fields whose name is no token, so
/// that no text of a user can begin a line of its own.
[[nodiscard]] std::string response_head(const web::Response& response, const Sending& sending);

/// True if the status has no body by its nature (1xx, 204, 304).
[[nodiscard]] bool is_without_body(int status);

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 section 5.6.7).
[[nodiscard]] std::string http_date(std::chrono::sys_seconds instant);

}  // namespace metroon::main
