// A policy comes into force.
#pragma once

#include "app/house.hpp"

namespace metroon::app {

/// Puts on record what the house's policy gives, for the day on which another one gives less; does
/// nothing where it is on record already. The night does it, and whoever begins to serve.
void adopt_policy(House&, const Call&);

}  // namespace metroon::app
