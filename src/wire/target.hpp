// The target of a request: `/path?query`. @source RFC 9112 section 3.2.1 (origin-form only).
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace metroon::wire {

struct Target {
  std::string path;   ///< Decoded once; begins with '/', clean UTF-8, no `.` or `..` part, no empty
                      ///< part but at the end.
  std::string query;  ///< As sent.
  bool operator==(const Target&) const = default;
};

enum class TargetError : std::uint8_t {
  not_origin_form,
  bad_percent,
  not_clean_utf8,
  forbidden_character,
  dot_segment
};

/// An encoded slash or backslash is refused: it would be taken for a part's end further on.
[[nodiscard]] std::expected<Target, TargetError> parse_target(std::string_view target);

}  // namespace metroon::wire
