// What is foretold is what comes.
#include "core/timeline.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/generators.hpp"
#include "core/policy_for_tests.hpp"

namespace metroon::core {
namespace {

using namespace testing;
using What = TimelineEvent::What;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Policy policy = university();

TEST(Timeline, foretells_notices_and_the_end_of_a_fellowship) {
  const Day last = day(2026, 8, 31);
  const auto dossier = holder(day(2025, 9, 1), {as(fellow, day(2025, 9, 1), last)});
  const std::vector<ServiceIndex> all{email, lists, wifi, spss};
  EXPECT_THAT(timeline(policy, dossier, day(2026, 1, 1), 10),
              ElementsAre(TimelineEvent{day(2026, 7, 3), What::notice, all},
                          TimelineEvent{day(2026, 8, 2), What::notice, all},
                          TimelineEvent{day(2026, 8, 25), What::notice, all},
                          TimelineEvent{day(2026, 8, 31), What::notice, all},
                          TimelineEvent{day(2026, 9, 1), What::service_shuts, all},
                          TimelineEvent{day(2026, 9, 1), What::account_ends, {}}));
}

TEST(Timeline, tells_what_a_graduate_keeps_and_what_opens) {
  const auto dossier =
      holder(day(2021, 9, 20), {graduating(undergraduate, day(2021, 9, 1), day(2026, 7, 15))});
  const auto events = timeline(policy, dossier, day(2026, 7, 1), 10);
  ASSERT_FALSE(events.empty());
  EXPECT_EQ(events.front(), (TimelineEvent{day(2026, 7, 1), What::kept_for_ever, {email}}));
  EXPECT_THAT(events,
              ::testing::Contains(TimelineEvent{day(2026, 7, 16), What::service_opens, {alumni}}));
}

TEST(Timeline, of_faculty_has_no_dates_ahead) {
  const auto dossier = holder(day(2021, 9, 20), {as(faculty, day(2021, 9, 1))});
  const auto events = timeline(policy, dossier, day(2026, 7, 1), 10);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].what, What::kept_for_ever);
}

TEST(Timeline, is_no_longer_than_asked) {
  const auto dossier = holder(day(2025, 9, 1), {as(fellow, day(2025, 9, 1), day(2026, 8, 31))});
  EXPECT_EQ(timeline(policy, dossier, day(2026, 1, 1), 2).size(), 2U);
  EXPECT_THAT(timeline(policy, dossier, day(2026, 1, 1), 0), IsEmpty());
}

RC_GTEST_PROP(Timeline, is_in_order_of_day, ()) {
  const auto life = *any_life();
  const auto events = timeline(life.policy, life.dossier, life.day, 1000);
  RC_ASSERT(std::ranges::is_sorted(events, {}, &TimelineEvent::day));
  RC_ASSERT((events.empty() || events.front().day >= life.day));
}

using Foretold = std::map<std::pair<Day, What>, std::multiset<ServiceIndex>>;

Foretold gathered(const std::vector<TimelineEvent>& events) {
  Foretold found;
  for (const auto& event : events)
    found[{event.day, event.what}].insert(event.services.begin(), event.services.end());
  return found;
}

void send_due_notices(const Life& life, Dossier& dossier, Day on, Foretold& found) {
  const auto standing = decide(life.policy, dossier, on);
  for (const auto& due : standing.notices) {
    auto notice = told(due.ending, due.days_before, on);
    notice.services = ending_on(standing, due.ending, on);
    for (ServiceIndex service = 0; service < life.policy.services.size(); ++service)
      if (notice.services->test(service)) found[{on, What::notice}].insert(service);
    dossier.notices.push_back(notice);
  }
}

bool lasts(const Standing& standing, ServiceIndex service) {
  const auto* found = standing.find(service);
  return found && found->gate != Gate::ended;
}

// Lives through every single day, where the timeline leaps from change to change.
Foretold lived_through(const Life& life, int days_ahead) {
  Foretold found;
  Dossier dossier = life.dossier;
  auto yesterday = decide(life.policy, dossier, life.day);
  for (const auto& service : yesterday.services)
    if (service.until == Until::for_ever() && lasts(yesterday, service.service))
      found[{life.day, What::kept_for_ever}].insert(service.service);
  send_due_notices(life, dossier, life.day, found);
  for (Day on = life.day + days{1}; on <= life.day + days{days_ahead}; on += days{1}) {
    auto today = decide(life.policy, dossier, on);
    for (ServiceIndex service = 0; service < life.policy.services.size(); ++service)
      if (lasts(today, service) != lasts(yesterday, service))
        found[{on, lasts(today, service) ? What::service_opens : What::service_shuts}].insert(
            service);
    if (today.state == AccountState::ended && yesterday.state != AccountState::ended)
      found[{on, What::account_ends}];
    send_due_notices(life, dossier, on, found);
    yesterday = decide(life.policy, dossier, on);
  }
  return found;
}

RC_GTEST_PROP(Timeline, agrees_with_living_every_day, ()) {
  const auto life = *any_life();
  RC_ASSERT(gathered(timeline(life.policy, life.dossier, life.day, 10'000)) ==
            lived_through(life, span + 150));
}

}  // namespace
}  // namespace metroon::core
