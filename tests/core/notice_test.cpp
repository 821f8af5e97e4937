// What a notice counts for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace metroon::core
