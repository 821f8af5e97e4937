// What a campaign makes of one affiliation.
#include "core/campaign.hpp"

#include <gtest/gtest.h>

#include "core/policy_for_tests.hpp"

namespace metroon::core {
namespace {

using namespace testing;

const Day today = day(2026, 11, 26), ends = day(2027, 1, 26);

class EndedByCampaign : public ::testing::Test {
 protected:
  [[nodiscard]] Affiliation ended(const Affiliation& one) const {
    return ended_by(university(), holder(day(2022, 9, 1), {one}), campaign, one, today);
  }
  Campaign campaign{
      .id = {1}, .name = "Left without", .ends = ends, .ending = Ending::lapsed, .by = "x"};
};

TEST_F(EndedByCampaign, ends_on_the_campaigns_day_unless_its_own_is_sooner) {
  const Day sooner = ends - days{9};
  EXPECT_EQ(ended(as(undergraduate, day(2022, 9, 1))).ends, ends);
  EXPECT_EQ(ended(as(undergraduate, day(2022, 9, 1), sooner)).ends, sooner + days{1});
}

TEST_F(EndedByCampaign, ends_on_no_day_that_was_announced_before) {
  const auto one = as(undergraduate, day(2022, 9, 1));
  auto dossier = holder(day(2022, 9, 1), {one});
  dossier.notices = {told(ends - days{1}, 60, today - days{30})};  // Taken back since.
  EXPECT_EQ(ended_by(university(), dossier, campaign, one, today).ends, ends + days{1});
}

// A hold may have carried the day of a degree past the campaign's own.
TEST_F(EndedByCampaign, keeps_a_degree_that_is_on_record_whatever_its_day) {
  for (const Day last : {today - days{9}, today + days{9}, ends + days{9}}) {
    const auto one = ended(graduating(undergraduate, day(2022, 9, 1), last));
    EXPECT_EQ(one.ending, Ending::graduation);
    EXPECT_EQ(one.ends, std::min(ends, last + days{1}));
  }
  EXPECT_EQ(ended(as(undergraduate, day(2022, 9, 1))).ending, Ending::lapsed);
}

TEST_F(EndedByCampaign, is_not_over_because_rules_have_withdrawn_a_service_of_it) {
  Policy policy = university();
  policy.withdrawals = {{.kind = undergraduate,
                         .service = wifi,
                         .former = {.opens = true, .on = true},
                         .since = today - days{90},
                         .ends = today - days{30}}};
  policy.entitlements[undergraduate * policy.services.size() + wifi] = {};
  auto student = holder(day(2022, 9, 1), {as(undergraduate, day(2022, 9, 1), ends - days{1}),
                                          as(faculty, day(2022, 9, 1))});
  policy.entitlements[faculty * policy.services.size() + wifi] = {};
  student.affiliations[0].id = {7};
  student.notices = {told(today - days{31}, 60, today - days{90})};
  EXPECT_NE(member_state(policy, student, campaign, {7}, {.begun = true}, today),
            MemberState::ended);
}

}  // namespace
}  // namespace metroon::core
