// What all decisions on an application share.
#pragma once

#include "app/office.hpp"

namespace metroon::app {

/// The application as the officer saw it, if `step` may be taken. @error no_such_application,
/// someone_was_first, not_now.
[[nodiscard]] std::expected<core::Application, OfficeProblem> application_to_decide(
    Ports&, core::ApplicationId, std::int64_t version, core::Step);
/// Stores it with its audit entry and grows its version. @return false if somebody else was first.
[[nodiscard]] bool write_decision(Ports&, House&, const Call&, core::Application&,
                                  std::string_view action, std::string detail);

}  // namespace metroon::app
