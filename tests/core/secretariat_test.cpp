#include "core/secretariat.hpp"

#include <gtest/gtest.h>

#include "support/sample_policy.hpp"

namespace metroon::core {
namespace {

constexpr Day day{std::chrono::local_days{std::chrono::year{2026} / 9 / 20}};
constexpr std::chrono::days one{1};
const std::vector<std::string> units{"chemistry", "physics"};

Dossier student() {
  Dossier made;
  made.account.emplace();
  made.affiliations = {{.kind = support::undergraduate, .unit = "chemistry", .from = day}};
  return made;
}

Secretariat asked(const Dossier& dossier, Day on = day) {
  return may_hand_over(support::sample_policy(), dossier, units, on);
}

TEST(MayHandOver, ToAStudentOfTheUnitFromTheFirstDayToTheLast) {
  auto dossier = student();
  dossier.affiliations[0].ends = day + 2 * one;
  EXPECT_EQ(asked(dossier, day - one), Secretariat::not_of_the_unit);
  EXPECT_EQ(asked(dossier, day), Secretariat::may_hand_over);
  EXPECT_EQ(asked(dossier, day + one), Secretariat::may_hand_over);
  EXPECT_EQ(asked(dossier, day + 2 * one), Secretariat::not_of_the_unit);
}

TEST(MayHandOver, NotToAStudentOfAnotherUnitOrOfNone) {
  auto dossier = student();
  for (const auto* unit : {"history", "", "chem", "chemistry "}) {
    dossier.affiliations[0].unit = unit;
    EXPECT_EQ(asked(dossier), Secretariat::not_of_the_unit) << unit;
  }
  EXPECT_EQ(may_hand_over(support::sample_policy(), student(), {}, day),
            Secretariat::not_of_the_unit);
}

TEST(MayHandOver, NotToAMemberOfTheUnitWhoAppliesForTheAccount) {
  auto dossier = student();
  dossier.affiliations[0].kind = support::faculty;
  EXPECT_EQ(asked(dossier), Secretariat::not_of_the_unit);
  dossier.affiliations.push_back(student().affiliations[0]);
  EXPECT_EQ(asked(dossier), Secretariat::office_hands_over);
}

TEST(MayHandOver, NotWhatIsClosedOrActiveOrNotThere) {
  auto dossier = student();
  dossier.account->activated = day;
  EXPECT_EQ(asked(dossier), Secretariat::activated);
  dossier.account->closed = day;
  EXPECT_EQ(asked(dossier), Secretariat::no_account);
  dossier.account.reset();
  EXPECT_EQ(asked(dossier), Secretariat::no_account);
}

// Whoever is of another unit learns nothing of the account.
TEST(MayHandOver, AForeignSecretaryIsToldNothingMore) {
  auto dossier = student();
  dossier.affiliations[0].unit = "history";
  dossier.account->activated = day;
  EXPECT_EQ(asked(dossier), Secretariat::not_of_the_unit);
  dossier.account.reset();
  EXPECT_EQ(asked(dossier), Secretariat::not_of_the_unit);
}

}  // namespace
}  // namespace metroon::core
