// On a person's page: the office holds what would end, or lifts its hold.
#pragma once

#include "app/hold.hpp"
#include "web/context.hpp"

namespace metroon::web {

/// Fills HELD or FREE, and the form HOLD.
void put_hold(View&, Context&, const core::Dossier&, std::optional<app::HoldProblem>);

/// What was posted with it.
[[nodiscard]] std::expected<void, app::HoldProblem> place_hold(Context&);
[[nodiscard]] std::expected<void, app::HoldProblem> lift_hold(Context&);

}  // namespace metroon::web
