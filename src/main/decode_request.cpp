#include "main/decode_request.hpp"

#include <algorithm>
#include <utility>

#include "wire/cookies.hpp"
#include "wire/form.hpp"
#include "wire/media.hpp"
#include "wire/multipart.hpp"
#include "wire/target.hpp"

namespace metroon::main {
namespace {

constexpr std::unexpected<int> bad_request{400};

/// Field values go into logs and databases, which take nothing but text.
std::string printable(std::string_view value) {
  std::string text;
  std::ranges::copy_if(value, std::back_inserter(text),
                       [](char c) { return c >= 0x20 && c <= 0x7e; });
  return text;
}

/// Browsers send one Cookie field; proxies from HTTP/2 may hand on several (RFC 9113 8.2.3).
std::string cookies_of(const RequestHead& head) {
  std::string all;
  for (const auto& [name, value] : head.fields)
    if (same_name(name, "Cookie")) all += (all.empty() ? "" : "; ") + value;
  return all;
}

std::string_view media_type(std::string_view content_type) {
  content_type = content_type.substr(0, content_type.find(';'));
  while (content_type.ends_with(' ') || content_type.ends_with('\t')) content_type.remove_suffix(1);
  return content_type;
}

bool decode_fields(std::string_view encoded, web::Fields& into) {
  auto pairs = wire::parse_form(encoded);
  if (pairs) into.pairs = std::move(*pairs);
  return pairs.has_value();
}

bool decode_multipart(std::string_view content_type, std::string_view body, web::Request& into) {
  const auto boundary = wire::boundary_of(content_type);
  if (!boundary) return false;
  auto parts = wire::parse_multipart(body, *boundary);
  if (!parts) return false;
  into.form.pairs = std::move(parts->fields);
  for (auto& file : parts->files) {
    if (file.file_name.empty() && file.bytes.empty()) continue;  // The visitor chose none.
    const auto media_type = wire::media_type_of(file.bytes);
    into.files.push_back({std::move(file.field), std::move(file.file_name), std::string{media_type},
                          std::move(file.bytes)});
  }
  return true;
}

bool decode_body(const RequestHead& head, std::string_view body, web::Request& into) {
  const auto content_type = head.field("Content-Type");
  if (head.count("Content-Type") > 1) return false;
  if (body.empty()) return true;
  const auto type = media_type(content_type);
  if (same_name(type, "application/x-www-form-urlencoded")) return decode_fields(body, into.form);
  return same_name(type, "multipart/form-data") && decode_multipart(content_type, body, into);
}

void take_as_it_came(const RequestHead& head, std::string_view body, web::Request& into) {
  into.body = body;
  into.content_type = printable(media_type(head.field("Content-Type")));
  if (head.count("Authorization") == 1) into.authorization = printable(head.field("Authorization"));
}

}  // namespace

std::expected<std::string, int> decode_path(std::string_view target) {
  auto parts = wire::parse_target(target);
  if (!parts) return bad_request;
  return std::move(parts->path);
}

std::expected<web::Request, int> decode_request(const RequestHead& head, std::string_view body,
                                                const Proxies::Client& client) {
  auto target = wire::parse_target(head.target);
  if (!target) return bad_request;
  web::Request request;
  request.method = head.method == "POST" ? web::Method::post : web::Method::get;
  request.path = std::move(target->path);
  if (!decode_fields(target->query, request.query)) return bad_request;
  if (request.path.starts_with(web::programs_door))
    take_as_it_came(head, body, request);
  else if (!decode_body(head, body, request))
    return bad_request;
  request.cookies = wire::parse_cookies(cookies_of(head));
  request.accept_language = printable(head.joined("Accept-Language"));
  request.user_agent = printable(head.field("User-Agent"));
  request.origin = printable(head.field("Origin"));
  request.fetch_site = printable(head.field("Sec-Fetch-Site"));
  request.if_none_match = printable(head.joined("If-None-Match"));
  request.client = client.address;
  request.secure = client.secure;
  return request;
}

}  // namespace metroon::main
