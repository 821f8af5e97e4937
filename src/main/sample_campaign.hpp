// A campaign under way in the made-up university: students who graduate, some told, some whose
// notice bounced, one who claims to stay, and a mailed certificate that names no claim; and a few
// endings of others in the months ahead.
#pragma once

#include "app/house.hpp"

namespace metroon::main {

/// Does nothing under a policy whose students do not collect their accounts from a secretariat.
/// @throws std::logic_error if a step is refused.
void make_sample_campaign(app::House& house, const base::Now& now);

}  // namespace metroon::main
