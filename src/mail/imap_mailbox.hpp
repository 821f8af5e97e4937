// Reads the helpdesk's mailbox (D5). Nothing is deleted on the server.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/house.hpp"
#include "base/secret.hpp"
#include "mail/signature.hpp"

namespace metroon::mail {

struct ImapSettings {
  std::string url;  ///< `imaps://mail.example.edu/INBOX`, or `imap://` with STARTTLS.
  std::string user;
  base::Secret password;
  std::string trusted_authserv_id;
  /// Of signatures; asked each time that mails came. Without, and where it has none: none is
  /// trusted.
  std::function<std::shared_ptr<const TrustAnchors>()> anchors;
  bool protection_required{true};  ///< Off only for a server on this very machine.
  std::string authorities_file;    ///< PEM; empty: the system's.
  std::chrono::milliseconds timeout{60'000};
  std::size_t largest_mail{40'000'000};  ///< Octets; of a larger one only the head is read.
};

struct NewMails {
  std::int64_t uid_validity{0};
  std::vector<std::int64_t> uids;  ///< Ascending.
};

/// One connection. Each call throws std::runtime_error with what the server or libcurl said.
class ImapMailbox {
 public:
  explicit ImapMailbox(const ImapSettings&);
  ~ImapMailbox();
  ImapMailbox(const ImapMailbox&) = delete;
  ImapMailbox& operator=(const ImapMailbox&) = delete;

  [[nodiscard]] NewMails after(std::int64_t uid);
  /// The server marks it as read. Empty if it is larger than the settings allow.
  [[nodiscard]] std::optional<std::string> fetch(std::int64_t uid);
  [[nodiscard]] std::string fetch_head(std::int64_t uid);

 private:
  struct Answer;
  Answer ask(const std::string& url, const std::string& command);
  const ImapSettings& settings_;
  void* curl_;
};

struct ReadMails {
  std::size_t filed{0};
  std::size_t unread{0};  ///< Of these: nothing is known of them but that they are there.
};
/// A mail that fails so often is filed unread: a mailbox is read every minute.
inline constexpr std::int64_t most_failures = 15;  // @choice

/// Files every mail that has come since the last time. Each is filed in a transaction of its own
/// that also remembers how far the mailbox was read: nothing is filed twice or lost. A mailbox
/// whose UIDVALIDITY changed is read from its beginning.
/// A mail that cannot be read keeps the later ones waiting until it has failed `most_failures`
/// times; one at which the process died while taking it apart is not taken apart again. Then it is
/// filed as too large, without a word of it.
/// @throws std::runtime_error of the first mail that failed; those before it are filed.
ReadMails read_mailbox(app::House&, const ImapSettings&, const app::Call&);

/// `* SEARCH 3 5 8` → 3 5 8; other lines give nothing.
[[nodiscard]] std::vector<std::int64_t> search_result(std::string_view answer);
/// `* OK [UIDVALIDITY 1700000000] …` → 1700000000
[[nodiscard]] std::optional<std::int64_t> uid_validity_in(std::string_view answer);

}  // namespace metroon::mail
