#include "app/foresee_delivery.hpp"

#include <gmock/gmock.h>

#include "app/registry_fixture.hpp"

namespace metroon::app {
namespace {

using testing::Contains;
using testing::Field;

// The fixture's own database stands for the copy.
class AForeseenDelivery : public ARegistry {
 protected:
  ForeseenDelivery foresee(std::vector<DeliveredRow> rows) {
    made += 24h;
    return foresee_delivery(house, call("operator"), students, opening(std::move(rows)));
  }
  std::string studies_of(unsigned n) {
    return "undergraduate " + std::to_string(dossier_at(n).affiliations.front().id.value);
  }
  static const ForeseenPerson& of(const ForeseenDelivery& seen, const std::string& last) {
    return *std::ranges::find(seen.people, last,
                              [](const ForeseenPerson& one) { return one.names.last; });
  }
};

testing::Matcher<const ForeseenPerson::Act&> act(const std::string& action,
                                                 const std::string& detail) {
  return AllOf(Field(&ForeseenPerson::Act::action, action),
               Field(&ForeseenPerson::Act::detail, detail));
}

TEST_F(AForeseenDelivery, who_is_new_changes_and_ends_is_named) {
  (void)deliver(students_of(30));
  auto rows = students_of(31);
  rows.erase(rows.begin() + 4);
  rows[3].observation.unit = "physics";
  const auto seen = foresee(rows);
  EXPECT_FALSE(seen.confirmed);
  ASSERT_EQ(seen.people.size(), 3U);
  const auto& ends = of(seen, name_of(4));
  EXPECT_THAT(ends.acts, Contains(act("affiliation_ended", studies_of(4) + ": ends – → " +
                                                               base::to_iso(today()) +
                                                               ", ending – → graduation")));
  EXPECT_EQ(ends.username, dossier_at(4).account->username);
  EXPECT_THAT(of(seen, name_of(3)).acts,
              Contains(act("affiliation_changed", studies_of(3) + ": unit chemistry → physics")));
  const auto& comes = of(seen, name_of(30));
  EXPECT_THAT(comes.acts, Contains(Field(&ForeseenPerson::Act::action, "person_created")));
  EXPECT_THAT(comes.acts, Contains(act("account_created", comes.username)));
}

TEST_F(AForeseenDelivery, what_the_guard_would_stop_is_shown_as_if_it_were_let_through) {
  (void)deliver(students_of(100));
  const auto seen = foresee(students_of(80));
  EXPECT_EQ(seen.run.verdict, DeliveryVerdict::too_many_endings);
  EXPECT_TRUE(seen.confirmed);
  EXPECT_EQ(seen.people.size(), 20U);
}

TEST_F(AForeseenDelivery, what_is_never_applied_does_nothing_here_either) {
  (void)deliver(students_of(100));
  const auto seen = foresee({});
  EXPECT_EQ(seen.run.verdict, DeliveryVerdict::emptied);
  EXPECT_FALSE(seen.run.applied);
  EXPECT_TRUE(seen.people.empty());
}

TEST_F(AForeseenDelivery, who_is_held_is_named_with_the_reason) {
  (void)deliver(students_of(30));
  auto rows = students_of(30);
  auto twin = student(5);
  twin.key = twin.observation.key = "2090005";
  twin.observation.identifiers = {};
  rows.push_back(twin);
  const auto seen = foresee(rows);
  EXPECT_TRUE(seen.people.empty());
  ASSERT_EQ(seen.bad.size(), 1U);
  EXPECT_EQ(seen.bad.front().reason, "perhaps_somebody_known");
}

}  // namespace
}  // namespace metroon::app
