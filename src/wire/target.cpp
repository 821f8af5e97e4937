#include "wire/target.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "wire/form.hpp"

namespace metroon::wire {
namespace {

bool is_visible(char c) {
  return c > ' ' && c < 0x7F;
}

// Decoded slashes, and what proxies and file systems read differently.
bool has_forbidden(std::string_view encoded, std::string_view decoded) {
  return decoded.find('\\') != decoded.npos ||
         std::ranges::count(encoded, '/') != std::ranges::count(decoded, '/') ||
         decoded.find_first_of("\t\r\n") != decoded.npos;
}

bool has_dot_segment(std::string_view path) {
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto part = path.substr(0, path.find('/'));
    if (part == "." || part == "..") return true;
    path.remove_prefix(part.size());
  }
  return false;
}

}  // namespace

std::expected<Target, TargetError> parse_target(std::string_view target) {
  if (!target.starts_with('/') || !std::ranges::all_of(target, is_visible) ||
      target.find('#') != target.npos)
    return std::unexpected{TargetError::not_origin_form};
  const auto question = target.find('?');
  const auto encoded = target.substr(0, question);
  auto path = percent_decode(encoded, false);
  if (!path) return std::unexpected{TargetError::bad_percent};
  if (!base::is_clean_utf8(*path)) return std::unexpected{TargetError::not_clean_utf8};
  if (has_forbidden(encoded, *path) || path->find("//") != std::string::npos)
    return std::unexpected{TargetError::forbidden_character};
  if (has_dot_segment(*path)) return std::unexpected{TargetError::dot_segment};
  return Target{std::move(*path),
                question == target.npos ? "" : std::string{target.substr(question + 1)}};
}

}  // namespace metroon::wire
