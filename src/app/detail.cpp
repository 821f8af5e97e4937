#include "app/detail.hpp"

#include <algorithm>
#include <charconv>

namespace metroon::app {
namespace {

constexpr std::string_view arrow = " → ";

bool stands_by_itself(std::string_view value) {
  return !value.empty() && value.find_first_of("\",;:\\\n\r\t") == value.npos &&
         !value.starts_with(' ') && !value.ends_with(' ');
}

std::string quoted(std::string_view value) {
  std::string text{'"'};
  for (const char sign : value) {
    if (sign == '"' || sign == '\\') text += '\\';
    text += sign;
  }
  return text += '"';
}

std::optional<std::string> unquoted(std::string_view text) {
  if (!text.starts_with('"')) return std::string{text};
  if (text.size() < 2 || !text.ends_with('"')) return {};
  std::string value;
  for (std::size_t at = 1; at + 1 < text.size(); ++at) {
    if (text[at] == '\\') ++at;
    if (at + 1 >= text.size()) return {};
    value += text[at];
  }
  return value;
}

// Where `sign` stands outside quotes; the end if nowhere.
std::size_t find_outside(std::string_view text, std::string_view sign) {
  bool inside = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (inside && text[at] == '\\')
      ++at;
    else if (text[at] == '"')
      inside = !inside;
    else if (!inside && text.substr(at).starts_with(sign))
      return at;
  }
  return text.size();
}

std::vector<std::string_view> split(std::string_view text, std::string_view sign) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = find_outside(text, sign);
    parts.push_back(text.substr(0, end));
    if (end == text.size()) return parts;
    text.remove_prefix(end + sign.size());
  }
}

std::optional<Detail::Item> read_item(std::string_view text) {
  const auto space = text.find(' ');
  if (space == text.npos || space == 0) return {};
  const auto written = text.substr(space + 1);
  auto value = unquoted(written);
  if (!value) return {};
  return Detail::Item{std::string{text.substr(0, space)}, std::move(*value)};
}

std::string or_nothing(std::string_view value) {
  return std::string{value.empty() ? nothing : value};
}

std::string or_empty(std::string_view value) {
  return std::string{value == nothing ? std::string_view{} : value};
}

}  // namespace

void Detail::add(std::string_view name, std::string value) {
  items.push_back({std::string{name}, std::move(value)});
}

void Detail::add_change(std::string_view name, std::string_view before, std::string_view after) {
  add(name, or_nothing(before).append(arrow).append(or_nothing(after)));
}

const std::string* Detail::find(std::string_view name) const {
  const auto found = std::ranges::find(items, name, &Item::name);
  return found == items.end() ? nullptr : &found->value;
}

std::string to_text(const Detail& detail) {
  std::string text = detail.head;
  std::string_view before = ": ";
  for (const auto& [name, value] : detail.items) {
    text.append(before).append(name).append(" ");
    text += stands_by_itself(value) ? value : quoted(value);
    before = ", ";
  }
  return text;
}

std::string to_text(const std::vector<Detail>& details) {
  std::string text;
  for (const auto& one : details) text += (text.empty() ? "" : "; ") + to_text(one);
  return text;
}

std::optional<Detail> read_detail(std::string_view text) {
  const auto colon = find_outside(text, ": ");
  Detail detail{.head = std::string{text.substr(0, colon)}, .items = {}};
  if (colon == text.size()) return detail;
  for (const auto part : split(text.substr(colon + 2), ", ")) {
    auto item = read_item(part);
    if (!item) return {};
    detail.items.push_back(std::move(*item));
  }
  return detail;
}

std::optional<std::vector<Detail>> read_details(std::string_view text) {
  std::vector<Detail> details;
  if (text.empty()) return details;
  for (const auto part : split(text, "; ")) {
    auto one = read_detail(part);
    if (!one) return {};
    details.push_back(std::move(*one));
  }
  return details;
}

std::optional<ReadChange> read_change(std::string_view value) {
  const auto at = value.find(arrow);
  if (at == value.npos) return {};
  return ReadChange{or_empty(value.substr(0, at)), or_empty(value.substr(at + arrow.size()))};
}

std::optional<std::optional<base::Day>> read_maybe_day(std::string_view text) {
  if (text.empty() || text == nothing) return std::optional<base::Day>{};
  const auto day = base::parse_day(text);
  if (!day) return {};
  return day;
}

std::optional<std::int64_t> read_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

}  // namespace metroon::app
