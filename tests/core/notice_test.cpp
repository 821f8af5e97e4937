// What a notice counts for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "core/decide.hpp"
#include "core/policy_for_tests.hpp"

namespace metroon::core {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ANotice, counts_only_for_the_services_that_it_named) {
  const auto policy = university();
  const Day last = day(2026, 8, 31);
  Dossier dossier = holder(day(2025, 9, 1), {as(fellow, day(2025, 9, 1), last)});
  const auto before = decide(policy, dossier, day(2026, 8, 10));
  auto named = ending_on(before, last, day(2026, 8, 10));
  ASSERT_GT(named.count(), 1U);
  auto notice = told(last, 30, day(2026, 7, 4));
  notice.services = named;
  dossier.notices = {notice};
  EXPECT_THAT(decide(policy, dossier, day(2026, 8, 10)).notices, IsEmpty());

  const ServiceIndex unheard = before.services.front().service;
  dossier.notices.front().services = named.reset(unheard);
  EXPECT_THAT(decide(policy, dossier, day(2026, 8, 10)).notices, ElementsAre(NoticeDue{last, 30}));
  const auto after = decide(policy, dossier, day(2027, 1, 1));
  for (const auto& service : after.services)
    EXPECT_EQ(service.waits_for_notice, service.service == unheard);
}

TEST(ANotice, that_came_late_is_followed_by_others_shortly_before_the_day_that_it_promised) {
  const auto policy = university();
  const Day last = day(2026, 8, 31), first = last - days{3}, shuts = first + days{30};
  Dossier dossier = holder(day(2025, 9, 1), {as(fellow, day(2025, 9, 1), last)});
  std::vector<std::pair<Day, int>> sent;
  for (Day on = first; on <= shuts + days{9}; on += days{1})
    for (const auto& due : decide(policy, dossier, on).notices) {
      EXPECT_EQ(due.ending, last);
      sent.emplace_back(on, due.days_before);
      dossier.notices.push_back(told(last, due.days_before, on));
    }
  EXPECT_THAT(sent, ElementsAre(std::pair{first, 7}, std::pair{shuts - days{7}, 7},
                                std::pair{shuts - days{1}, 1}));
  EXPECT_EQ(decide(policy, dossier, shuts).find(email)->gate, Gate::ended);
}

// As under other rules, which end on a past day what was not to end then.
TEST(AHold, reaches_what_no_notice_has_named_though_all_else_of_that_day_is_over) {
  const auto policy = university();
  const Day last = day(2026, 8, 31), later = day(2027, 3, 1);
  Dossier dossier = holder(day(2025, 9, 1), {as(fellow, day(2025, 9, 1), last)});
  auto notice = told(last, 30, day(2026, 7, 4));
  notice.services = ending_on(decide(policy, dossier, day(2026, 8, 10)), last, day(2026, 8, 10));
  const auto unheard = ServiceIndex{0};
  notice.services->reset(unheard);
  dossier.notices = {notice};
  dossier.holds = {{.from = later, .until = day(2027, 6, 1)}};
  for (const auto& service : decide(policy, dossier, later).services)
    EXPECT_EQ(service.until, Until::on(service.service == unheard ? day(2027, 5, 31) : last));
}

Notice naming(const Policy& policy, const Dossier& dossier, Day last, Day accepted) {
  auto notice = told(last, 30, accepted);
  notice.services = ending_on(decide(policy, dossier, accepted), last, accepted);
  return notice;
}

// Of the fellow's services only spss was announced when that ended: a lecturer has the others.
TEST(AHold, opens_nothing_again_that_another_capacity_had_carried_to_its_end) {
  const auto policy = university();
  const Day first = day(2025, 8, 31), last = day(2026, 8, 31), later = day(2027, 3, 1);
  Dossier dossier = holder(
      day(2024, 9, 1), {as(fellow, day(2024, 9, 1), first), as(lecturer, day(2025, 3, 1), last)});
  dossier.notices.push_back(naming(policy, dossier, first, day(2025, 8, 1)));
  ASSERT_EQ(dossier.notices.front().services, ServiceSet{}.set(spss));
  dossier.notices.push_back(naming(policy, dossier, last, day(2026, 8, 1)));
  const auto before = decide(policy, dossier, later);
  ASSERT_TRUE(std::ranges::all_of(
      before.services, [](const ServiceStanding& service) { return service.gate == Gate::ended; }));
  dossier.holds = {{.from = later, .until = day(2027, 6, 1)}};
  EXPECT_EQ(decide(policy, dossier, later).services, before.services);
  EXPECT_EQ(rights(policy, dossier, email, later).front().until, Until::on(last));

  // It holds what has not ended yet.
  auto again = as(lecturer, day(2027, 4, 1), day(2027, 4, 30));
  again.id = {3};
  dossier.affiliations.push_back(again);
  const auto held = decide(policy, dossier, day(2027, 5, 10));
  EXPECT_EQ(held.find(email)->until, Until::on(day(2027, 5, 31)));
  EXPECT_TRUE(held.opens(email));
  EXPECT_EQ(held.find(spss)->gate, Gate::ended);
}

// The first ending was never announced, for a hold carried it on in time.
TEST(AHold, that_comes_after_another_one_has_run_out_and_all_was_over_opens_nothing_again) {
  const auto policy = university();
  const Day last = day(2026, 8, 31), carried_to = day(2026, 12, 31);
  Dossier dossier = holder(day(2025, 9, 1), {as(fellow, day(2025, 9, 1), last)});
  dossier.holds = {{.from = day(2026, 8, 1), .until = carried_to + std::chrono::days{1}}};
  dossier.notices = {told(carried_to, 30, day(2026, 12, 1))};
  const Day later = day(2027, 3, 1);
  const auto before = decide(policy, dossier, later);
  ASSERT_EQ(before.services.front().gate, Gate::ended);

  dossier.holds.push_back({.from = later, .until = day(2027, 6, 1)});
  EXPECT_EQ(decide(policy, dossier, later).services, before.services);
  std::ranges::reverse(dossier.holds);
  EXPECT_EQ(decide(policy, dossier, later).services, before.services);
}

}  // namespace
}  // namespace metroon::core
