// What the build put inside: templates, static files, compiled catalogues.
#pragma once

#include "base/embedded.hpp"

namespace metroon::web {

[[nodiscard]] std::span<const base::EmbeddedFile> embedded_templates();
[[nodiscard]] std::span<const base::EmbeddedFile> embedded_static();
[[nodiscard]] std::span<const base::EmbeddedFile> embedded_catalogues();

}  // namespace metroon::web
