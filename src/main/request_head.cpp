#include "main/request_head.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace metroon::main {
namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Is the token in the comma-separated list?
bool lists(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    if (same_name(trimmed(list.substr(0, comma)), token)) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

/// Plain digits only: "+3", "-1", "0x10", "3, 3" and numbers past 18 digits are no length.
std::optional<std::uint64_t> parse_length(std::string_view text) {
  const bool plain = !text.empty() && text.size() <= 18 &&
                     std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (!plain) return std::nullopt;
  std::uint64_t length = 0;
  std::from_chars(text.data(), text.data() + text.size(), length);
  return length;
}

std::string_view without_port(std::string_view host) {
  const auto colon = host.rfind(':');
  const bool is_port = colon != std::string_view::npos &&
                       host.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
  return is_port ? host.substr(0, colon) : host;
}

bool is_host(std::string_view host) {
  constexpr std::string_view letters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]";
  return !host.empty() && host.find_first_not_of(letters) == std::string_view::npos;
}

bool is_our_host(std::string_view host, const std::vector<std::string>& allowed) {
  if (allowed.empty()) return true;
  return std::ranges::any_of(allowed, [&](std::string_view ours) {
    return same_name(host, ours) || same_name(without_port(host), ours);
  });
}

bool is_known(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "POST";
}

bool keeps_alive(const RequestHead& head) {
  const std::string connection = head.joined("Connection");
  return head.version >= 11 ? !lists(connection, "close") : lists(connection, "keep-alive");
}

/// The status to refuse the length with, or the length.
std::expected<std::uint64_t, int> body_length(const RequestHead& head) {
  if (head.count("Transfer-Encoding") > 0) return std::unexpected{411};
  const auto lengths = head.count("Content-Length");
  if (lengths == 0) return 0;
  const auto length = parse_length(head.field("Content-Length"));
  if (lengths > 1 || !length) return std::unexpected{400};
  return *length;
}

}  // namespace

bool same_name(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, lower, lower);
}

std::string_view RequestHead::field(std::string_view name) const {
  for (const auto& [key, value] : fields)
    if (same_name(key, name)) return value;
  return {};
}

std::string RequestHead::joined(std::string_view name) const {
  std::string all;
  for (const auto& [key, value] : fields)
    if (same_name(key, name)) all += (all.empty() ? "" : ", ") + value;
  return all;
}

std::size_t RequestHead::count(std::string_view name) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      fields, [&](const auto& field) { return same_name(field.first, name); }));
}

bool HeadScanner::is_malformed(std::string_view bytes, std::size_t at) {
  const char here = bytes[at];
  const char before = at > 0 ? bytes[at - 1] : '\n';
  if (here == '\0') return true;
  if (here == '\n') return before != '\r';
  if (before == '\r') return true;
  return before == '\n' && (here == ' ' || here == '\t');
}

HeadScanner::Progress HeadScanner::scan(std::string_view bytes) {
  for (; at_ < bytes.size(); ++at_) {
    if (is_malformed(bytes, at_)) return Progress::malformed;
    if (bytes[at_] == '\n' && bytes.substr(0, at_ + 1).ends_with("\r\n\r\n")) {
      ++at_;
      return Progress::complete;
    }
  }
  return Progress::unfinished;
}

bool drop_blank_lines(std::string& bytes) {
  std::size_t blank = 0;
  while (std::string_view{bytes}.substr(blank).starts_with("\r\n")) blank += 2;
  bytes.erase(0, blank);
  return blank > 0;
}

std::expected<Framing, int> judge_head(const RequestHead& head, const HeadRules& rules) {
  if (head.fields.size() > rules.fields) return std::unexpected{431};
  const auto length = body_length(head);
  if (!length) return std::unexpected{length.error()};
  const auto host = head.field("Host");
  if (head.count("Host") != 1 || !is_host(host) || !is_our_host(host, rules.allowed_hosts))
    return std::unexpected{400};
  if (!is_known(head.method)) return std::unexpected{405};
  if (head.method != "POST" && *length > 0) return std::unexpected{400};
  if (head.method == "POST" && head.count("Content-Length") == 0) return std::unexpected{411};
  return Framing{
      .body_bytes = *length,
      .without_body = head.method == "HEAD",
      .keep_alive = keeps_alive(head),
      .expects_continue = head.version >= 11 && same_name(head.field("Expect"), "100-continue")};
}

}  // namespace metroon::main
