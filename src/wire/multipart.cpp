#include "wire/multipart.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace metroon::wire {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t longest_headers = 4096;
constexpr std::size_t longest_file_name = 150;

bool is_boundary_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view{"'()+_,-./:=? "}.contains(c);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool same_ignoring_case(std::string_view left, std::string_view right) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  return std::ranges::equal(left, right, {}, lower, lower);
}

// Tabs and line ends are clean text, but no part of a name.
bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
}

// Takes a value, quoted or bare, from the front. Browsers write %22 for a quote inside.
std::optional<std::string_view> take_value(std::string_view& rest) {
  const bool quoted = rest.starts_with('"');
  if (quoted) rest.remove_prefix(1);
  const auto end = quoted ? rest.find('"') : std::min(rest.find(';'), rest.size());
  if (end == rest.npos) return {};
  const auto value = rest.substr(0, end);
  rest = trimmed(rest.substr(end + (quoted ? 1 : 0)));
  if (quoted) return value;
  return value.contains('"') ? std::nullopt : std::optional{trimmed(value)};
}

using Parameters = std::vector<std::pair<std::string_view, std::string_view>>;

// What stands behind a header's first word. Empty if any of it is malformed: a file whose name
// cannot be read must not pass for a field.
std::optional<Parameters> parameters_of(std::string_view header) {
  Parameters found;
  auto rest = header.substr(std::min(header.find(';'), header.size()));
  while (rest.starts_with(';')) {
    rest = trimmed(rest.substr(1));
    if (rest.empty()) return found;
    const auto equals = rest.find('=');
    if (equals == rest.npos || rest.substr(0, equals).contains(';')) return {};
    const auto name = trimmed(rest.substr(0, equals));
    rest = trimmed(rest.substr(equals + 1));
    const auto value = take_value(rest);
    if (!value) return {};
    found.emplace_back(name, *value);
  }
  return rest.empty() ? std::optional{std::move(found)} : std::nullopt;
}

std::optional<std::string> value_of(const std::optional<Parameters>& all, std::string_view name) {
  if (!all) return {};
  const auto found = std::ranges::find_if(
      *all, [&](const auto& one) { return same_ignoring_case(one.first, name); });
  return found == all->end() ? std::nullopt : std::optional{std::string{found->second}};
}

std::string without_path(std::string_view name) {
  if (const auto slash = name.find_last_of("/\\"); slash != name.npos)
    name.remove_prefix(slash + 1);
  while (name.size() > longest_file_name) name.remove_suffix(1);
  // What is left must not end in the middle of a character.
  while (!name.empty() && !base::is_clean_utf8(name)) name.remove_suffix(1);
  return name == "." || name == ".." ? std::string{} : std::string{name};
}

struct Disposition {
  std::string name;
  std::optional<std::string> file_name;
};

std::expected<Disposition, MultipartError> disposition_of(std::string_view headers) {
  while (!headers.empty()) {
    const auto end = headers.find(line_end);
    const auto line = headers.substr(0, end);
    headers = end == headers.npos ? std::string_view{} : headers.substr(end + line_end.size());
    const auto colon = line.find(':');
    if (colon == line.npos) return std::unexpected{MultipartError::bad_header};
    if (!same_ignoring_case(line.substr(0, colon), "content-disposition")) continue;
    const auto value = trimmed(line.substr(colon + 1));
    const auto parameters = parameters_of(value);
    const auto name = value_of(parameters, "name");
    if (!same_ignoring_case(trimmed(value.substr(0, value.find(';'))), "form-data") || !name)
      return std::unexpected{MultipartError::bad_header};
    Disposition found{*name, value_of(parameters, "filename")};
    for (const auto& text : {found.name, found.file_name.value_or("")}) {
      if (!base::is_clean_utf8(text)) return std::unexpected{MultipartError::not_clean_utf8};
      if (has_control(text)) return std::unexpected{MultipartError::bad_header};
    }
    return found;
  }
  return std::unexpected{MultipartError::bad_header};
}

std::optional<MultipartError> take_part(Multipart& out, std::string_view part) {
  // A part without headers begins with the empty line itself.
  const auto headers_end = part.find("\r\n\r\n");
  if (headers_end > longest_headers) return MultipartError::bad_header;  // Also where none ends.
  auto disposition = disposition_of(part.substr(0, headers_end));
  if (!disposition) return disposition.error();
  const auto contents = part.substr(headers_end + 4);
  if (disposition->file_name) {
    out.files.push_back({std::move(disposition->name), without_path(*disposition->file_name),
                         std::string{contents}});
    return {};
  }
  if (!base::is_clean_utf8(contents)) return MultipartError::not_clean_utf8;
  out.fields.emplace_back(std::move(disposition->name), unix_lines(std::string{contents}));
  return {};
}

}  // namespace

std::expected<std::string, MultipartError> boundary_of(std::string_view content_type) {
  const auto sort = trimmed(content_type.substr(0, content_type.find(';')));
  const auto boundary = value_of(parameters_of(content_type), "boundary");
  const bool fit = boundary && !boundary->empty() && boundary->size() <= 70 &&
                   boundary->back() != ' ' && std::ranges::all_of(*boundary, is_boundary_character);
  if (!same_ignoring_case(sort, "multipart/form-data") || !fit)
    return std::unexpected{MultipartError::no_boundary};
  return *boundary;
}

std::expected<Multipart, MultipartError> parse_multipart(std::string_view body,
                                                         std::string_view boundary,
                                                         std::size_t most_parts) {
  Multipart out;
  const auto delimiter = "\r\n--" + std::string{boundary};
  // The first delimiter has no line before it.
  if (!body.starts_with(std::string_view{delimiter}.substr(2)))
    return std::unexpected{MultipartError::not_framed};
  body.remove_prefix(delimiter.size() - 2);
  while (!body.starts_with("--")) {
    if (!body.starts_with(line_end)) return std::unexpected{MultipartError::not_framed};
    body.remove_prefix(line_end.size());
    const auto end = body.find(delimiter);
    if (end == body.npos) return std::unexpected{MultipartError::not_framed};
    if (out.fields.size() + out.files.size() == most_parts)
      return std::unexpected{MultipartError::too_many_parts};
    if (const auto error = take_part(out, body.substr(0, end))) return std::unexpected{*error};
    body.remove_prefix(end + delimiter.size());
  }
  const auto tail = body.substr(2);
  if (!tail.empty() && tail != line_end) return std::unexpected{MultipartError::not_framed};
  return out;
}

std::string encode_multipart(const Multipart& parts, std::string_view boundary) {
  std::string out;
  const auto begin = [&](std::string_view name) {
    out += "--" + std::string{boundary} + "\r\nContent-Disposition: form-data; name=\"" +
           std::string{name} + "\"";
  };
  for (const auto& [name, value] : parts.fields) {
    begin(name);
    out += "\r\n\r\n" + value + "\r\n";
  }
  for (const auto& file : parts.files) {
    begin(file.field);
    out += "; filename=\"" + file.file_name +
           "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + file.bytes + "\r\n";
  }
  return out + "--" + std::string{boundary} + "--\r\n";
}

}  // namespace metroon::wire
