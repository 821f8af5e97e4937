#include "core/standing.hpp"

#include <algorithm>

namespace metroon::core {

using std::chrono::days;

const ServiceStanding* Standing::find(ServiceIndex service) const {
  const auto found = std::ranges::find(services, service, &ServiceStanding::service);
  return found == services.end() ? nullptr : &*found;
}

bool Standing::opens(ServiceIndex service) const {
  const auto* standing = find(service);
  return standing && standing->open();
}

ServiceSet ending_on(const Standing& standing, Day last, Day today) {
  ServiceSet ending;
  for (const auto& service : standing.services)
    if (service.until == Until::on(last) && !(service.shuts && *service.shuts <= today))
      ending.set(service.service);
  return ending;
}

// What a notice of other rules has settled, one that is accepted today may still bring forward.
Until open_until(const Notices& rules, const ServiceStanding& service, Day today) {
  if (service.until.kind != Until::Kind::day) return service.until;
  const Day soonest = std::max(service.until.last, today + days{rules.minimum_days - 1});
  return Until::on(service.shuts ? std::min(*service.shuts - days{1}, soonest) : soonest);
}

}  // namespace metroon::core
