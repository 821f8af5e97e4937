// The last days that people are told.
#include "core/standing.hpp"

#include <gtest/gtest.h>

#include "core/claim.hpp"
#include "core/policy_for_tests.hpp"

namespace metroon::core {
namespace {

using namespace testing;

class ALastDay : public ::testing::Test {
 protected:
  [[nodiscard]] Until until(Day on) const {
    return open_until(policy.notices, *decide(policy, fellow_, on).find(wifi), on);
  }
  Policy policy{university()};
  Day last{day(2026, 8, 31)};
  Dossier fellow_{holder(day(2025, 9, 1), {as(fellow, day(2025, 9, 1), last)})};
};

TEST_F(ALastDay, is_that_of_the_rules_while_there_is_time_for_a_notice) {
  EXPECT_EQ(until(last - days{90}), Until::on(last));
  EXPECT_EQ(until(last - days{29}), Until::on(last));
}

TEST_F(ALastDay, is_the_soonest_that_a_notice_of_today_allows_until_one_is_accepted) {
  EXPECT_EQ(until(last - days{3}), Until::on(last + days{26}));
  EXPECT_EQ(until(last + days{3}), Until::on(last + days{32}));
}

TEST_F(ALastDay, stays_where_the_first_accepted_notice_has_put_it) {
  fellow_.notices = {told(last, 1, last - days{3})};
  for (const int later : {-3, 0, 20, 26, 27, 100})
    EXPECT_EQ(until(last + days{later}), Until::on(last + days{26})) << later;
}

TEST_F(ALastDay, is_none_of_what_stays) {
  fellow_.affiliations.push_back(as(faculty, day(2026, 1, 1)));
  EXPECT_EQ(until(last), Until::for_ever());
}

TEST_F(ALastDay, that_a_claim_is_about_is_the_one_that_holders_are_told) {
  const auto claimed = [&](Day on) {
    return claimable_ending(policy, decide(policy, fellow_, on), on);
  };
  policy.claims.ahead_days = 60;
  EXPECT_FALSE(claimed(last - days{61}));
  EXPECT_EQ(claimed(last - days{60}), (NextEnding{last, false}));
  EXPECT_EQ(claimed(last + days{1}), (NextEnding{last + days{30}, true}));
  fellow_.notices = {told(last, 1, last)};
  EXPECT_EQ(claimed(last + days{1}), (NextEnding{last + days{29}, false}));
  EXPECT_FALSE(claimed(last + days{30}));
}

}  // namespace
}  // namespace metroon::core
