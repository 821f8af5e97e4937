// What the applicant's use cases share.
#pragma once

#include "app/apply.hpp"

namespace metroon::app {

/// The application that a live tracking token opens.
[[nodiscard]] std::optional<core::Application> application_behind(Ports&, const Call&,
                                                                  const base::Secret& track_token);
/// Mints a link and posts it to the applicant's address.
void send_confirmation(Ports&, House&, const Call&, const core::Application&);

}  // namespace metroon::app
