// The policy files that the build put inside the program: it runs without any file beside it.
#pragma once

#include <optional>
#include <string_view>

#include "base/embedded.hpp"

namespace metroon::policy {

/// Everything of the folder policy/, by name: `patras.toml`, `patras.table`, …
[[nodiscard]] std::span<const base::EmbeddedFile> embedded_files();

[[nodiscard]] std::optional<std::string_view> embedded_file(std::string_view name);

}  // namespace metroon::policy
