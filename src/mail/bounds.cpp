#include "mail/bounds.hpp"

namespace metroon::mail {
namespace {

constexpr std::size_t longest_head = 32 * 1024;
constexpr std::size_t most_head_lines = 500;

// With its end.
std::string_view take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  const auto line = rest.substr(0, end == rest.npos ? end : end + 1);
  rest.remove_prefix(line.size());
  return line;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

// `Name:`; blanks before the colon are forgiven, as GMime forgives them.
bool is_field(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && line[at] > ' ' && line[at] < 0x7f && line[at] != ':') ++at;
  if (at == 0) return false;
  while (at < line.size() && is_blank(line[at])) ++at;
  return at < line.size() && line[at] == ':';
}

}  // namespace

bool is_bounded(std::string_view octets) {
  std::size_t part_lines = 0, fields = 0, size = 0;
  bool in_field = false;
  while (!octets.empty()) {
    const auto line = take_line(octets);
    const bool begins = is_field(line);
    in_field = begins || (in_field && is_blank(line.front()));
    if (line.starts_with("--")) ++part_lines;
    if (begins) ++fields;
    if (in_field) size += line.size();
    if (part_lines > most_part_lines || fields > most_fields || size > longest_fields) return false;
  }
  return true;
}

std::string_view bounded_head(std::string_view octets) {
  auto rest = octets.substr(0, longest_head);
  std::size_t taken = 0;
  for (std::size_t lines = 0; lines < most_head_lines && !rest.empty(); ++lines) {
    const auto line = take_line(rest);
    if (!line.ends_with('\n') || line == "\n" || line == "\r\n") break;
    taken += line.size();
  }
  return octets.substr(0, taken);
}

}  // namespace metroon::mail
