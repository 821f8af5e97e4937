// From a mail of the outbox to the octets that go over the wire.
#pragma once

#include <expected>
#include <string>

#include "app/records.hpp"

namespace metroon::mail {

/// Who our mail comes from.
struct Sender {
  std::string address;  ///< `accounts@example.edu`; its domain is that of the Message-IDs.
  std::string name;     ///< Shown beside it, in UTF-8; may be empty.
};

/// A message with its envelope.
struct Letter {
  std::string message_id;  ///< `m42@example.edu`, without the angle brackets.
  std::string from;        ///< Where bounces go.
  std::string to;
  base::Bytes bytes;  ///< RFC 5322, lines end in CR LF.
};

enum class ComposeProblem { sender_malformed, recipient_malformed, reply_to_malformed };

/// One address, `local@domain` in printable ASCII without quoting: nothing in it can end a header
/// line or an SMTP command.
[[nodiscard]] bool is_mail_address(std::string_view text);

/// The same mail gives the same octets, always: a second sending is recognised by its Message-ID,
/// and even by its contents. Line breaks and other controls in subject and name become spaces.
/// Text that is not UTF-8 is mended, never refused.
/// @error in the order of the enum.
/// @source RFC 5322, RFC 2047, RFC 3834 section 5 (Auto-Submitted).
[[nodiscard]] std::expected<Letter, ComposeProblem> compose(const app::Mail&, const Sender&);

}  // namespace metroon::mail
