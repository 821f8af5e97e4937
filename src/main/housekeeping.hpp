// What the server does by itself: delivers mail, drops what has run out.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/auditing.hpp"
#include "mail/compose.hpp"
#include "mail/imap_mailbox.hpp"
#include "mail/transport.hpp"
#include "main/clock.hpp"

namespace metroon::main {

/// A thread from construction to destruction. The outbox and running campaigns are looked into
/// every second, and once a minute whether the night has to be run; the rest is done every ten
/// minutes. A fault is logged and does not stop it.
class Housekeeping {
 public:
  Housekeeping(app::House&, const Clock&, mail::Transport&, mail::Sender, int night_hour,
               std::optional<mail::ImapSettings> helpdesk = {});
  ~Housekeeping();
  Housekeeping(const Housekeeping&) = delete;
  Housekeeping& operator=(const Housekeeping&) = delete;

 private:
  void run(std::stop_token);
  void deliver();
  void campaigns();
  void read_helpdesk();
  void fetch_registries();
  void tidy();
  void sign_audit();
  void night();

  app::House& house_;
  const Clock& clock_;
  mail::Transport& transport_;
  mail::Sender sender_;
  std::optional<app::Checkpoint> signed_;  ///< Seen by this process: out of a forger's reach.
  int night_hour_;
  std::optional<mail::ImapSettings> helpdesk_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;
};

}  // namespace metroon::main
