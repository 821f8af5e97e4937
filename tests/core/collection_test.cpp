// An account that nobody collects.
#include "core/collection.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/decide.hpp"
#include "core/policy_for_tests.hpp"
#include "core/timeline.hpp"

namespace metroon::core {
namespace {

using namespace testing;

class Collection : public ::testing::Test {
 protected:
  Collection() {
    policy.collection = {.reminders = {14, 45}, .close_after = 180, .source = "test"};
    dossier = holder(made, {as(undergraduate, made)});
    dossier.account->made = made;
    dossier.account->proof = dossier.account->activated = std::nullopt;
  }
  [[nodiscard]] Standing on(int days_after) const {
    return decide(policy, dossier, made + days{days_after});
  }
  void remind(int days_after) {
    const auto due = on(days_after).reminder.value();
    dossier.notices.push_back({.ending = due.ending,
                               .days_before = due.days_before,
                               .accepted = {},
                               .services = ServiceSet{}});
  }
  const Day made{day(2026, 9, 1)};
  Policy policy{university()};
  Dossier dossier;
};

TEST_F(Collection, TheNextChangeIsTheNextReminderAndThenTheClosing) {
  EXPECT_EQ(on(0).next_change, made + days{14});
  EXPECT_EQ(on(14).next_change, made + days{45});
  EXPECT_EQ(on(45).next_change, made + days{180});
  EXPECT_FALSE(on(180).next_change);
}

TEST_F(Collection, EachReminderIsDueOnceAndALaterOneStandsForAnEarlierOne) {
  EXPECT_FALSE(on(13).reminder);
  EXPECT_EQ(on(14).reminder, (NoticeDue{made + days{179}, 166}));
  EXPECT_EQ(on(50).reminder, (NoticeDue{made + days{179}, 135}));
  remind(50);
  EXPECT_FALSE(on(50).reminder);
  EXPECT_FALSE(on(179).reminder);
}

TEST_F(Collection, ItIsClosedOnItsDayWhateverNoticeWasAccepted) {
  EXPECT_EQ(on(179).state, AccountState::not_handed_over);
  EXPECT_EQ(on(180).state, AccountState::not_collected);
  EXPECT_FALSE(on(180).reminder);
  for (const auto& service : on(180).services) EXPECT_EQ(service.gate, Gate::account_closed);
}

TEST_F(Collection, AHandOverBeginsTheWaitingAnewAndAnActivationEndsIt) {
  dossier.account->proof = made + days{200};
  EXPECT_EQ(on(199).state, AccountState::not_collected);
  EXPECT_EQ(on(200).state, AccountState::not_activated);
  EXPECT_EQ(on(380).state, AccountState::not_collected);
  dossier.account->activated = made + days{210};
  EXPECT_EQ(on(380).state, AccountState::active);
  EXPECT_FALSE(on(380).collect_before);
}

TEST_F(Collection, WithoutRulesForItAnAccountWaitsForEver) {
  policy.collection.reset();
  EXPECT_EQ(on(5000).state, AccountState::not_handed_over);
  EXPECT_FALSE(on(0).next_change);
}

TEST_F(Collection, TheTimelineHasTheRemindersAndTheClosing) {
  using What = TimelineEvent::What;
  const auto events = timeline(policy, dossier, made, 10);
  EXPECT_NE(std::ranges::find(events, TimelineEvent{made + days{14}, What::reminder, {}}),
            events.end());
  EXPECT_NE(std::ranges::find(events, TimelineEvent{made + days{45}, What::reminder, {}}),
            events.end());
  EXPECT_NE(std::ranges::find(events, TimelineEvent{made + days{180}, What::not_collected, {}}),
            events.end());
}

}  // namespace
}  // namespace metroon::core
