// Where mail leaves, by the settings.
#pragma once

#include <memory>

#include "mail/imap_mailbox.hpp"
#include "mail/transport.hpp"
#include "main/settings.hpp"

namespace metroon::main {

/// A mail server, or a folder where none is set; says in the log which. @throws StartProblem
[[nodiscard]] std::unique_ptr<mail::Transport> make_transport(const Settings& settings);

/// Whether smtp_url and imap_url are addresses of servers, without reading a file or asking anyone.
/// @throws StartProblem, which tells nothing of what is written there.
void check_mail_servers(const Settings& settings);

/// The helpdesk's mailbox, if one is set. @throws StartProblem
[[nodiscard]] std::optional<mail::ImapSettings> helpdesk_of(const Settings& settings);

}  // namespace metroon::main
