// Empties the outbox.
#pragma once

#include "app/ports.hpp"
#include "mail/transport.hpp"

namespace metroon::mail {

struct DeliveryCounts {
  std::size_t accepted{0};
  std::size_t try_again{0};
  std::size_t refused{0};
  bool operator==(const DeliveryCounts&) const = default;
};

/// Few, and so soon done that nobody can take us for dead: ten letters at 30 seconds each
/// (SmtpSettings::timeout) are five minutes, half of `taken_for_dead_after`.
inline constexpr std::size_t batch_size = 10;
inline constexpr std::chrono::minutes taken_for_dead_after{10};
/// One minute after the first failure, then twice as long each time …
inline constexpr std::chrono::minutes first_delay{1};
/// … but never longer than this …
inline constexpr std::chrono::hours longest_delay{4};
/// … and no more once the mail is so old. @choice RFC 5321 section 4.5.4.1 says four to five days;
/// a link in the mail is of no use by then, and the office should hear of it earlier.
inline constexpr std::chrono::days given_up_after{3};

/// Sends one batch of what is due. Call again as long as a whole batch was sent.
///
/// Nothing is lost or sent twice to a reader's eye, wherever the process dies:
/// - the mail was put into the outbox in the transaction of the fact it tells, so either both are
///   there or none;
/// - claiming marks it `sending` in a transaction of its own. Who dies before the server said yes
///   leaves it `sending`; another run claims it after `taken_for_dead_after` and sends it;
/// - who dies between the server's yes and our mark leaves it `sending` too, and it is sent again,
///   for nobody can make two systems agree at one instant. It is then the same message: same
///   Message-ID, same octets (see compose.hpp), which mailboxes show once. A folder has one file.
/// The database is not touched while a server is being talked to.
/// What the transport throws goes through; the rest of the batch is claimed again as above.
DeliveryCounts deliver_due(app::Store&, Transport&, const Sender& from, const app::Now&);

}  // namespace metroon::mail
