// Strangers' words made fit for our pages and our database.
#pragma once

#include <cstddef>
#include <string>

namespace metroon::mail {

/// Well-formed, without control characters but for line ends and tabs where `lines`.
/// @param most Octets; the rest is left out.
[[nodiscard]] std::string clean(const char* text, std::size_t most, bool lines);

}  // namespace metroon::mail
