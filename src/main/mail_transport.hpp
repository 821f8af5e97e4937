// Where mail leaves, by the settings.
#pragma once

#include <memory>

#include "mail/transport.hpp"
#include "main/settings.hpp"

namespace metroon::main {

/// A mail server, or a folder where none is set; says in the log which. @throws StartProblem
[[nodiscard]] std::unique_ptr<mail::Transport> make_transport(const Settings& settings);

}  // namespace metroon::main
