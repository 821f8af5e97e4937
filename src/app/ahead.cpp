#include "app/ahead.hpp"

#include <algorithm>
#include <set>

#include "app/everybody.hpp"
#include "core/decide.hpp"

namespace metroon::app {
namespace {

using std::chrono::days;

constexpr std::size_t at_once = 1000;

// What waits has no day to come: the office sees since when.
std::optional<Day> ending_of(const core::Policy& policy, const core::ServiceStanding& service,
                             Day today) {
  if (service.until.kind != core::Until::Kind::day) return {};
  if (service.waits_for_notice) return service.until.last;
  if (service.shuts && *service.shuts <= today) return {};
  return core::open_until(policy.notices, service, today).last;
}

void add_endings(const core::Policy& policy, const core::Dossier& dossier, Day today, Day until,
                 std::vector<EndingAhead>& endings) {
  if (!dossier.account || dossier.account->closed) return;
  const auto standing = core::decide(policy, dossier, today);
  const auto begin = static_cast<std::ptrdiff_t>(endings.size());
  for (const auto& service : standing.services) {
    const auto last = ending_of(policy, service, today);
    if (!last || *last > until) continue;
    const auto kind = dossier.affiliations[service.because].kind;
    const auto same =
        std::find_if(endings.begin() + begin, endings.end(),
                     [&](const EndingAhead& one) { return one.last == *last && one.kind == kind; });
    auto& ending = same != endings.end()
                       ? *same
                       : endings.emplace_back(EndingAhead{.person = dossier.person,
                                                          .username = dossier.account->username,
                                                          .last = *last,
                                                          .kind = kind,
                                                          .services = {}});
    ending.services.push_back(service.service);
    ending.waits = ending.waits || service.waits_for_notice;
  }
}

}  // namespace

std::vector<EndingAhead> endings_ahead(House& house, const Call& call, Day until) {
  std::vector<EndingAhead> endings;
  house.store.read([&](Ports& ports) {
    endings.clear();
    std::set<core::PersonId> seen;
    const auto look = [&](std::vector<core::PersonId> people) {
      std::erase_if(people, [&](core::PersonId one) { return !seen.insert(one).second; });
      for (const auto& dossier : ports.people.dossiers(people))
        add_endings(house.policy, dossier, call.now.day, until, endings);
    };
    // The night comes on the day after a last day at the latest.
    for (DueAfter last{};;) {
      const auto due = ports.nights.due(until + days{1}, last, at_once);
      if (due.empty()) break;
      std::vector<core::PersonId> people;
      for (const auto& one : due) people.push_back(one.person);
      look(std::move(people));
      last = {due.back().next_change.value(), due.back().account};
    }
    for (core::PersonId last{};;) {
      const auto people = ports.nights.unheard(call.now.day, last, at_once);
      if (people.empty()) break;
      last = people.back();
      look(people);
    }
  });
  std::ranges::sort(endings, {}, [](const EndingAhead& one) {
    return std::tuple{one.last, one.person, one.kind};
  });
  return endings;
}

bool is_sought(const EndingsSought& sought, const EndingAhead& one) {
  if (one.waits != sought.waiting) return false;
  if (sought.kind && one.kind != *sought.kind) return false;
  if (sought.service && std::ranges::find(one.services, *sought.service) == one.services.end())
    return false;
  return (!sought.from || one.last >= *sought.from) && (!sought.until || one.last <= *sought.until);
}

Day week_of(Day day) {
  const std::chrono::weekday weekday{day};
  return day - days{weekday.iso_encoding() - 1};
}

std::vector<core::Person> people_of(House& house, std::span<const core::PersonId> ids) {
  return house.store.read([&](Ports& ports) {
    std::vector<core::Person> people;
    for (const auto id : ids)
      if (auto person = ports.people.find(id)) people.push_back(std::move(*person));
    return people;
  });
}

std::vector<BouncedNotice> bounced_notices(House& house, std::size_t limit) {
  return house.store.read([&](Ports& ports) { return ports.nights.bounced(limit); });
}

Numbers count_everybody(House& house, const Call& call) {
  return house.store.read([&](Ports& ports) {
    Numbers numbers{.at = call.now.instant};
    each_page_of_everybody(ports, 2 * at_once, [&](const auto& page) {
      for (const auto& dossier : page) {
        ++numbers.people;
        for (const auto& one : dossier.affiliations)
          if (core::in_force(house.policy, dossier, one, call.now.day)) {
            ++numbers.kinds[one.kind];
            ++numbers.units[one.unit];
          }
        if (dossier.account)
          ++numbers.states[core::decide(house.policy, dossier, call.now.day).state];
      }
    });
    numbers.shared = ports.accounts.all_shared().size();
    return numbers;
  });
}

}  // namespace metroon::app
