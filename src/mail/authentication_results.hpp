// What our own mail system found out about a sender, out of Authentication-Results (RFC 8601).
#pragma once

#include <string>
#include <string_view>

#include "core/certificate.hpp"

namespace metroon::mail {

struct Authenticated {
  core::MailAuthentication result{core::MailAuthentication::none};
  std::string detail;  ///< `dmarc=pass header.from=example.edu`, for people.
};

/// @param value Of one header field, unfolded or not. Anybody can write such a field: the caller
///   gives the topmost one only.
/// @param trusted Authserv-id of our own server; a field of any other says nothing.
/// @param domain Of From. `dmarc` decides where it is there; else a DKIM signature or an envelope
///   of exactly that domain.
[[nodiscard]] Authenticated read_authentication_results(std::string_view value,
                                                        std::string_view trusted,
                                                        std::string_view domain);

}  // namespace metroon::mail
