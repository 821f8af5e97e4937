#include "mail/bounds.hpp"

#include <glib.h>

#include <algorithm>
#include <array>

namespace metroon::mail {
namespace {

constexpr std::size_t longest_head = 16 * 1024;
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

// Of `Name:`, else empty; blanks before the colon are forgiven, as GMime forgives them.
std::string_view name_of_field(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && line[at] > ' ' && line[at] < 0x7f && line[at] != ':') ++at;
  const auto name = line.substr(0, at);
  while (at < line.size() && is_blank(line[at])) ++at;
  return at < line.size() && line[at] == ':' ? name : std::string_view{};
}

bool holds_addresses(std::string_view name) {
  static constexpr std::array<std::string_view, 6> all{"from", "sender", "reply-to",
                                                       "to",   "cc",     "bcc"};
  return std::ranges::any_of(all, [&](std::string_view one) {
    return std::ranges::equal(name, one, {}, g_ascii_tolower);
  });
}

// What one mail has come to, line by line.
class Measure {
 public:
  void add(std::string_view line) {
    const auto name = name_of_field(line);
    if (!name.empty()) {
      ++fields_;
      in_addresses_ = holds_addresses(name);
    }
    in_field_ = !name.empty() || (in_field_ && is_blank(line.front()));
    if (line.starts_with("--")) ++part_lines_;
    if (in_field_) size_ += line.size();
    if (!in_field_ || !in_addresses_) return;
    addresses_ += line.size();
    commas_ += static_cast<std::size_t>(std::ranges::count(line, ','));
  }
  [[nodiscard]] bool is_bounded() const {
    return part_lines_ <= most_part_lines && fields_ <= most_fields && size_ <= longest_fields &&
           addresses_ <= longest_addresses && commas_ <= most_commas;
  }

 private:
  std::size_t part_lines_{0}, fields_{0}, size_{0}, addresses_{0}, commas_{0};
  bool in_field_{false}, in_addresses_{false};
};

}  // namespace

bool is_bounded(std::string_view octets) {
  Measure measure;
  while (!octets.empty() && measure.is_bounded()) measure.add(take_line(octets));
  return measure.is_bounded();
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
