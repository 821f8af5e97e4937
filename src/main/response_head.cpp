#include "main/response_head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "main/request_head.hpp"

namespace metroon::main {
namespace {

struct Field {
  std::string_view name;
  std::string_view value;
};

/// Documents are shown beside the form in a frame of our own origin, hence frame-src and
/// object-src; everything else is forbidden unless named.
constexpr std::array protections{
    Field{"Content-Security-Policy",
          "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
          "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
          "object-src 'self'; frame-src 'self'"},
    Field{"X-Content-Type-Options", "nosniff"},
    Field{"Referrer-Policy", "same-origin"},
    Field{"Cross-Origin-Opener-Policy", "same-origin"},
    Field{"Cross-Origin-Resource-Policy", "same-origin"},
    Field{"Permissions-Policy",
          "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"},
    Field{"Cache-Control", "no-store"},
};

/// What the listener alone may say: a page that said it too could make two answers of one.
constexpr std::array<std::string_view, 4> ours{"Content-Length", "Transfer-Encoding", "Connection",
                                               "Date"};

bool is_token(std::string_view name) {
  constexpr std::string_view letters =
      "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return !name.empty() && name.find_first_not_of(letters) == std::string_view::npos;
}

bool is_ours(std::string_view name) {
  return std::ranges::any_of(ours, [&](std::string_view one) { return same_name(one, name); });
}

void append(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ");
  std::ranges::copy_if(value, std::back_inserter(head),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
  head.append("\r\n");
}

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "";  // The number is what counts (RFC 9112 section 4).
  }
}

}  // namespace

bool is_without_body(int status) {
  return status < 200 || status == 204 || status == 304;
}

std::string http_date(std::chrono::sys_seconds instant) {
  constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto midnight = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::hh_mm_ss time{instant - midnight};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                     days.at(std::chrono::weekday{midnight}.c_encoding()), unsigned{date.day()},
                     months.at(unsigned{date.month()} - 1), int{date.year()}, time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

std::string response_head(const web::Response& response, const Sending& sending) {
  std::string head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason(response.status));
  head.reserve(1024);
  append(head, "Date", http_date(sending.now));
  append(head, "Connection", sending.keep_alive ? "keep-alive" : "close");
  if (!is_without_body(response.status)) {
    append(head, "Content-Type", response.content_type);
    append(head, "Content-Length", fmt::to_string(response.body.size()));
  }
  for (const auto& [name, value] : protections) {
    const auto by_page = std::ranges::any_of(
        response.headers, [&](const auto& field) { return same_name(field.first, name); });
    if (!by_page) append(head, name, value);
  }
  for (const auto& [name, value] : response.headers)
    if (is_token(name) && !is_ours(name)) append(head, name, value);
  return head += "\r\n";
}

}  // namespace metroon::main
