// The time line of a member: capacities, then services, past and ahead.
#pragma once

#include "app/office.hpp"
#include "web/plot.hpp"

namespace metroon::web {

/// Fills `[[>plot_intervals]]` within PLOT; nothing for somebody without affiliations. A service is
/// drawn from its capacity's first day, or from activation if that was later.
void put_person_plot(View& page, const Context&, const app::PersonView&);

}  // namespace metroon::web
