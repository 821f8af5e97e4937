// Style, script and mark: embedded, served under names that change with their contents.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "web/http.hpp"

namespace metroon::web {

/// `/static/metroon-1a2b3c4d.css` of `metroon.css`. Throws std::logic_error for a file that is not
/// embedded.
[[nodiscard]] const std::string& static_url(std::string_view name);
/// The file behind such a path; empty if there is none.
[[nodiscard]] std::optional<Response> static_file(std::string_view path);

}  // namespace metroon::web
