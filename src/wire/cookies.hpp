// The Cookie header. @source RFC 6265 section 5.4, read leniently: browsers share it with every
// other site's habits.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace metroon::wire {

/// The first cookie of each name; at most 50. What is no `name=value` of printable ASCII is passed
/// over.
[[nodiscard]] std::map<std::string, std::string, std::less<>> parse_cookies(
    std::string_view header);

}  // namespace metroon::wire
