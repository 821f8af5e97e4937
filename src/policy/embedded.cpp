#include "policy/embedded.hpp"

#include <algorithm>

namespace metroon::policy {

std::optional<std::string_view> embedded_file(std::string_view name) {
  const auto files = embedded_files();
  const auto at = std::ranges::find(files, name, &base::EmbeddedFile::name);
  if (at == files.end()) return std::nullopt;
  return at->bytes;
}

}  // namespace metroon::policy
