// A mail as it came, taken apart. Everything in it is a stranger's word, but for what our own
// server wrote above it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/authentication_results.hpp"
#include "mail/signature.hpp"

namespace metroon::mail {

struct Attachment {
  std::string file_name;   ///< Clean UTF-8 without path; never empty.
  std::string media_type;  ///< By content; `application/octet-stream` for what we do not take.
  std::string bytes;
  Signature signature;  ///< Of a PDF; at the S/MIME signature itself: of the whole mail.
  bool in_text{false};  ///< Shown as part of the text: another version of it, or a picture in it.
};

struct ParsedMail {
  std::string from;  ///< The address alone; empty unless there is exactly one.
  std::string subject;
  std::string message_id;
  std::vector<std::string> references;  ///< In-Reply-To first, without brackets.
  std::vector<std::string> recipients;  ///< Addresses of To and Cc; empty if one stands twice.
  std::optional<base::Instant> date;    ///< Empty unless there is exactly one.
  bool by_program{false};               ///< The head says that nobody sat down and wrote it.
  Authenticated authenticated;
  std::string text;  ///< Of the parts that are plain text; clean UTF-8.
  std::vector<Attachment> attachments;
  bool too_large{false};  ///< More than bounds.hpp allows: only who and what about, unproven.
};

inline constexpr std::size_t most_attachments = 20;     ///< More are left out.
inline constexpr std::size_t most_recipients = 200;     ///< The same.
inline constexpr std::size_t longest_text = 64 * 1024;  ///< Octets; the rest is left out.

/// Total: whatever the octets are, there is an answer.
[[nodiscard]] ParsedMail parse_mail(std::string_view octets, std::string_view trusted_authserv_id,
                                    const Trust& = {});

}  // namespace metroon::mail
