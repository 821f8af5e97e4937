// Octets of a request -> what the pages see.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "main/proxies.hpp"
#include "main/request_head.hpp"
#include "web/http.hpp"

namespace metroon::main {

/// The decoded path of a request target, for questions that come before the body is read.
/// @return 400 if the target cannot be decoded.
[[nodiscard]] std::expected<std::string, int> decode_path(std::string_view target);

/// @param body Complete; empty for GET and HEAD.
/// @return 400 if target, query, cookies or body cannot be decoded or a body is no form.
[[nodiscard]] std::expected<web::Request, int> decode_request(const RequestHead& head,
                                                              std::string_view body,
                                                              const Proxies::Client& client);

}  // namespace metroon::main
