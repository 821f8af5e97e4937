// The head of a request as it came, and whether we go on with it. Knows no sockets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace metroon::main {

/// Request line and fields, split but not decoded.
struct RequestHead {
  std::string method;
  std::string target;
  unsigned version{11};  ///< 10 or 11.
  std::vector<std::pair<std::string, std::string>> fields;

  /// The first value of that field, names compared without case; empty text if absent.
  [[nodiscard]] std::string_view field(std::string_view name) const;
  /// All values of that field joined by ", ", as RFC 9110 section 5.2 reads repeated fields.
  [[nodiscard]] std::string joined(std::string_view name) const;
  [[nodiscard]] std::size_t count(std::string_view name) const;
};

/// Looks for the blank line that ends a head, and at every octet before it only once, so that
/// octets that drip in cost no more than octets that pour in.
/// Stricter than any parser must be: a line feed alone, a carriage return alone, a NUL, and a line
/// that goes on in the next one (obs-fold) are where proxies and servers come to read two different
/// requests (RFC 9112 sections 2.2, 5.2).
class HeadScanner {
 public:
  enum class Progress { unfinished, complete, malformed };

  /// @param bytes Everything that came so far, beginning with the request line.
  [[nodiscard]] Progress scan(std::string_view bytes);
  /// Octets of the head with its blank line, once complete.
  [[nodiscard]] std::size_t length() const { return at_; }

 private:
  [[nodiscard]] static bool is_malformed(std::string_view bytes, std::size_t at);
  std::size_t at_{0};
};

/// Takes away the empty lines that some clients send before a request (RFC 9112 section 2.2).
/// @return true if there were any; a scanner that saw part of one must begin anew.
[[nodiscard]] bool drop_blank_lines(std::string& bytes);

struct HeadRules {
  std::size_t fields{64};
  /// Names (or name:port) that `Host` may have; all names if empty.
  std::vector<std::string> allowed_hosts;
};

/// What a sound head says of the octets that follow it and of the connection.
struct Framing {
  std::uint64_t body_bytes{0};
  bool without_body{false};  ///< HEAD: the answer goes without its body.
  bool keep_alive{true};
  bool expects_continue{false};
};

/// @return how to go on, or the status to refuse with: 431 too many fields, 411 any
/// Transfer-Encoding (chunked bodies are not taken at all) or a POST without length, 400 a length
/// that is repeated or no plain number, no or two or a foreign Host, a body where none belongs, and
/// 405 another method, in this order.
[[nodiscard]] std::expected<Framing, int> judge_head(const RequestHead& head,
                                                     const HeadRules& rules);

/// Equal without regard to the case of ASCII letters.
[[nodiscard]] bool same_name(std::string_view left, std::string_view right);

}  // namespace metroon::main
