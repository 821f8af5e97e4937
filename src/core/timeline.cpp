#include "core/timeline.hpp"

#include <algorithm>

namespace metroon::core {
namespace {

using What = TimelineEvent::What;

// The dossier as it will be if every notice due until `day` goes out and is accepted.
void send_notices(Dossier& dossier, const Standing& standing, Day day) {
  for (const auto& due : standing.notices)
    dossier.notices.push_back({.ending = due.ending,
                               .days_before = due.days_before,
                               .accepted = day,
                               .services = ending_on(standing, due.ending, day)});
  if (const auto& due = standing.reminder)
    dossier.notices.push_back({.ending = due->ending,
                               .days_before = due->days_before,
                               .accepted = day,
                               .services = ServiceSet{}});
}

void add(std::vector<TimelineEvent>& events, Day day, What what, ServiceIndex service) {
  const auto same = std::ranges::find_if(
      events, [&](const TimelineEvent& event) { return event.day == day && event.what == what; });
  if (same == events.end())
    events.push_back({day, what, {service}});
  else
    same->services.push_back(service);
}

void compare(const Standing& before, const Standing& after, Day day,
             std::vector<TimelineEvent>& events) {
  for (const auto& service : after.services) {
    const auto* earlier = before.find(service.service);
    const bool was_over = !earlier || earlier->gate == Gate::ended;
    const bool is_over = service.gate == Gate::ended;
    if (was_over && !is_over) add(events, day, What::service_opens, service.service);
    if (!was_over && is_over) add(events, day, What::service_shuts, service.service);
  }
  if (before.state != AccountState::not_collected && after.state == AccountState::not_collected)
    events.push_back({day, What::not_collected, {}});
  if (before.state != AccountState::ended && after.state == AccountState::ended)
    events.push_back({day, What::account_ends, {}});
}

}  // namespace

std::vector<TimelineEvent> timeline(const Policy& policy, const Dossier& dossier, Day day,
                                    std::size_t most) {
  std::vector<TimelineEvent> events;
  Dossier ahead = dossier;
  auto standing = decide(policy, ahead, day);
  for (const auto& service : standing.services)
    if (service.until.kind == Until::Kind::for_ever && service.gate != Gate::ended)
      add(events, day, What::kept_for_ever, service.service);
  // Each round moves to a later day, or sends notices that are then sent: the number of rounds is
  // bounded all the same.
  for (int round = 0; round < 200 && events.size() < most; ++round) {
    if (!standing.notices.empty() || standing.reminder) {
      if (standing.reminder) events.push_back({day, What::reminder, {}});
      for (const auto& due : standing.notices) {
        TimelineEvent notice{day, What::notice, {}};
        const auto named = ending_on(standing, due.ending, day);
        for (const auto& service : standing.services)
          if (named.test(service.service)) notice.services.push_back(service.service);
        events.push_back(std::move(notice));
      }
      send_notices(ahead, standing, day);
      standing = decide(policy, ahead, day);
      continue;
    }
    if (!standing.next_change) break;
    day = *standing.next_change;
    auto after = decide(policy, ahead, day);
    compare(standing, after, day, events);
    standing = std::move(after);
  }
  if (events.size() > most) events.resize(most);
  return events;
}

}  // namespace metroon::core
