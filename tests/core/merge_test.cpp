#include "core/merge.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "core/decide.hpp"
#include "core/generators.hpp"

namespace metroon::core {
namespace {

using namespace testing;
using std::chrono::days;

const Day after_all = first_day + days{span + 150};

MergeSide side(std::int64_t id, std::optional<Account> account = {}) {
  MergeSide made;
  made.person.id = {id};
  made.person.names = {"Μαρία", "Παπαδοπούλου", "", "Maria", "Papadopoulou"};
  made.dossier.person = {id};
  made.dossier.account = std::move(account);
  return made;
}

Account working(std::int64_t id) {
  return {
      .id = {id}, .username = "u" + std::to_string(id), .proof = first_day, .activated = first_day};
}

Account waiting(std::int64_t id) {
  return {.id = {id}, .username = "u" + std::to_string(id)};
}

TEST(MergeObstacle, OtherTaxOrInsuranceNumbersAreNeverMadeOne) {
  auto one = side(1);
  auto other = side(2);
  EXPECT_EQ(merge_obstacle(one, other, first_day), std::nullopt);
  one.person.identifiers.afm = "094259216";
  EXPECT_EQ(merge_obstacle(one, other, first_day), std::nullopt);
  other.person.identifiers.afm = "090000045";
  EXPECT_EQ(merge_obstacle(one, other, first_day), MergeObstacle::afm_differs);
  other.person.identifiers.afm = one.person.identifiers.afm;
  one.person.identifiers.amka = "01013099997";
  other.person.identifiers.amka = "01018012342";
  EXPECT_EQ(merge_obstacle(one, other, first_day), MergeObstacle::amka_differs);
  EXPECT_EQ(merge_obstacle(one, one, first_day), MergeObstacle::same_record);
}

TEST(MergeObstacle, AWorkingAccountIsNotGivenUpForOneThatDoesNotWork) {
  const auto works = side(1, working(10));
  EXPECT_EQ(merge_obstacle(side(2, waiting(20)), works, first_day),
            MergeObstacle::working_account_must_stay);
  EXPECT_EQ(merge_obstacle(works, side(2, waiting(20)), first_day), std::nullopt);
  EXPECT_EQ(merge_obstacle(side(2), works, first_day), std::nullopt);  // It moves as it is.
  auto closed = waiting(20);
  closed.closed = first_day;
  EXPECT_EQ(merge_obstacle(side(2, closed), side(1, waiting(10)), first_day),
            MergeObstacle::working_account_must_stay);
}

TEST(WhichStays, AnActivatedAccountBeatsOneThatIsNotElseTheOlder) {
  EXPECT_TRUE(should_stay(side(2, working(20)), side(1, waiting(10)), first_day));
  EXPECT_TRUE(should_stay(side(2, waiting(20)), side(1), first_day));
  EXPECT_TRUE(should_stay(side(1, working(20)), side(2, working(10)), first_day));
  EXPECT_FALSE(should_stay(side(2), side(1), first_day));
}

TEST(MergedPerson, HasTheNamesThatWereProvedLastAndTheNumbersOfBoth) {
  auto keep = side(1);
  auto other = side(2);
  keep.person.contact.email = "keep@example.org";
  keep.person.identifiers = {IdentityDocument::identity_card, "AB123456", "", "01013099997"};
  keep.proved = base::Instant{std::chrono::milliseconds{5}};
  other.person.names.last = "Ξανθάκη";
  other.person.identifiers = {IdentityDocument::passport, "AK1", "094259216", ""};
  EXPECT_EQ(merged_person(keep, other).names.last, "Παπαδοπούλου");
  other.proved = base::Instant{std::chrono::milliseconds{6}};
  const auto merged = merged_person(keep, other);
  EXPECT_EQ(merged.id, PersonId{1});
  EXPECT_EQ(merged.names.last, "Ξανθάκη");
  EXPECT_EQ(merged.contact.email, "keep@example.org");
  EXPECT_EQ(merged.identifiers,
            (Identifiers{IdentityDocument::passport, "AK1", "094259216", "01013099997"}));
}

TEST(MergedPerson, OneNameInTwoAlphabetsStaysGreek) {
  auto greek = side(1);
  auto latin = side(2);
  latin.person.names = {"Maria", "Papadopoulou", "", "Maria", "Papadopoulou"};
  latin.proved = base::Instant{std::chrono::milliseconds{6}};
  EXPECT_EQ(merged_person(greek, latin).names, greek.person.names);
  EXPECT_EQ(merged_person(latin, greek).names, greek.person.names);
}

TEST(Merge, ASuspensionOfEitherStays) {
  auto stolen = working(20);
  stolen.suspended = Suspension{first_day, "stolen"};
  const Policy policy;
  const auto merged = merge(policy, side(1, working(10)), side(2, stolen), first_day);
  EXPECT_TRUE(merged.suspension_taken);
  EXPECT_EQ(merged.dossier.account->suspended, stolen.suspended);
  EXPECT_EQ(merged.dossier.account->id, AccountId{10});
}

// Two random lives under one policy, as the office may make them one.
struct Two {
  Life keep;
  MergeSide one, other;
};

// Both as lives, so that a counterexample can be read.
void showValue(const Two& two, std::ostream& out) {
  for (const auto* one : {&two.one, &two.other}) {
    Life life = two.keep;
    life.dossier = one->dossier;
    testing::showValue(life, out);
    out << "\n";
  }
}

Two some_two() {
  Two two{.keep = *any_life(), .one = side(1), .other = side(2)};
  two.one.dossier = two.keep.dossier;
  two.other.dossier = some_dossier(two.keep.policy);
  two.other.dossier.person = {2};
  for (auto& one : two.other.dossier.affiliations) one.id.value += 100;
  for (auto& hold : two.other.dossier.holds)
    if (hold.affiliation) hold.affiliation.value += 100;
  if (two.other.dossier.account) two.other.dossier.account->id = {2};
  // Nobody holds anything yet that will be held, or knows what will happen to the two accounts.
  for (auto* dossier : {&two.one.dossier, &two.other.dossier})
    std::erase_if(dossier->holds, [&](const Hold& hold) { return hold.from > two.keep.day; });
  for (auto* account : {&two.one.dossier.account, &two.other.dossier.account})
    if (*account)
      for (auto* fact : {&(*account)->proof, &(*account)->activated, &(*account)->closed})
        if (*fact && **fact > two.keep.day) fact->reset();
  if (merge_obstacle(two.one, two.other, two.keep.day)) std::swap(two.one, two.other);
  return two;
}

rc::Gen<Two> any_two() {
  return rc::gen::exec(some_two);
}

// What opens at the end of some years opens later where the years are counted from a later
// activation: who stays longer has the affiliation itself meanwhile.
bool opens_at_the_end_of_years(const Policy& policy, const Dossier& dossier,
                               const ServiceStanding& had) {
  const bool kept = had.why == Why::kept_after_end || had.why == Why::kept_after_graduation;
  const auto kind = dossier.affiliations[had.because].kind;
  return kept && policy.affiliations[kind].term.kind == Term::Kind::from_activation;
}

// The union of rights, the longest winning.
RC_GTEST_PROP(MergeLaws, nobody_loses_a_service_that_either_account_had, ()) {
  const auto two = *any_two();
  const auto& policy = two.keep.policy;
  RC_ASSERT(!merge_obstacle(two.one, two.other, two.keep.day));
  auto merged = merge(policy, two.one, two.other, two.keep.day).dossier;
  if (merged.account) merged.account->suspended.reset();
  for (auto before : {two.one.dossier, two.other.dossier}) {
    const bool stays = before.person == two.one.dossier.person;
    if (before.account) before.account->suspended.reset();
    for (Day on = two.keep.day; on < after_all; on += days{1}) {
      const auto after = decide(policy, merged, on);
      for (const auto& had : decide(policy, before, on).services) {
        if (had.gate != Gate::open && had.gate != Gate::switched_off) continue;
        if (opens_at_the_end_of_years(policy, before, had)) continue;
        const auto* has = after.find(had.service);
        RC_ASSERT((has != nullptr));
        RC_ASSERT(has->until >= had.until);
        RC_ASSERT((has->gate == Gate::open || has->gate == Gate::switched_off));
        if (stays) RC_ASSERT((!had.open() || has->open()));
      }
    }
  }
}

RC_GTEST_PROP(MergeLaws, everything_of_both_is_there_but_what_is_told_anew, ()) {
  const auto two = *any_two();
  const auto merged = merge(two.keep.policy, two.one, two.other, two.keep.day);
  const auto& all = merged.dossier;
  RC_ASSERT(all.person == two.one.person.id);
  for (const auto& side : {two.one, two.other}) {
    for (const auto& one : side.dossier.affiliations)
      RC_ASSERT((std::ranges::find(all.affiliations, one) != all.affiliations.end()));
    for (const auto& one : side.dossier.holds)
      RC_ASSERT((std::ranges::find(all.holds, one) != all.holds.end()));
    for (const auto& one : side.dossier.notices) {
      const bool anew = std::ranges::find(merged.told_anew, one.ending) != merged.told_anew.end();
      RC_ASSERT(anew == (std::ranges::find(all.notices, one) == all.notices.end()));
    }
  }
}

}  // namespace
}  // namespace metroon::core
