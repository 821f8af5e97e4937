// multipart/form-data: forms with files. @source RFC 7578; RFC 2046 section 5.1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "wire/form.hpp"

namespace metroon::wire {

struct FilePart {
  std::string field;
  std::string
      file_name;  ///< Clean UTF-8 without path parts; empty where the visitor chose no file.
  std::string bytes;
  bool operator==(const FilePart&) const = default;
};

struct Multipart {
  Pairs fields;
  std::vector<FilePart> files;
  bool operator==(const Multipart&) const = default;
};

enum class MultipartError : std::uint8_t {
  no_boundary,  ///< The content type names none, or one that RFC 2046 does not allow.
  not_framed,   ///< Does not begin with the boundary, or is cut off before the last one.
  bad_header,   ///< A part without a form-data name, with a line end in it, or headers past 4 kB.
  not_clean_utf8,  ///< In a name or a text field.
  too_many_parts,
};

/// The boundary of a `multipart/form-data; boundary=…` content type.
[[nodiscard]] std::expected<std::string, MultipartError> boundary_of(std::string_view content_type);

[[nodiscard]] std::expected<Multipart, MultipartError> parse_multipart(
    std::string_view body, std::string_view boundary, std::size_t most_parts = most_pairs);

/// The other way, for tests. The boundary must not occur in any part.
[[nodiscard]] std::string encode_multipart(const Multipart&, std::string_view boundary);

}  // namespace metroon::wire
