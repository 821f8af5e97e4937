#include "core/restated.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/campaign.hpp"
#include "core/generators.hpp"
#include "core/lifetime.hpp"
#include "core/policy_for_tests.hpp"

namespace metroon::core {
namespace {

using namespace testing;
using std::chrono::days;

const Policy policy = university();
const Day today = day(2026, 7, 1);
const Affiliation student = as(undergraduate, day(2022, 9, 1));

// Of a holder who has nothing but `before`.
Restated restated_as(Affiliation before, const Affiliation& said,
                     std::optional<Day> said_before = {}) {
  const auto dossier = holder(day(2022, 9, 10), {before});
  return restated(policy, dossier, dossier.affiliations.front(), said, said_before, today);
}

TEST(Restated, what_has_begun_does_not_begin_later_again) {
  const auto later = as(undergraduate, day(2026, 9, 1));
  EXPECT_EQ(restated_as(student, later).affiliation.from, student.from);
  // What has not begun may, and a day that is past may be put right.
  EXPECT_EQ(restated_as(as(undergraduate, day(2026, 8, 1)), later).affiliation.from, later.from);
  const auto earlier = as(undergraduate, day(2023, 9, 1));
  EXPECT_EQ(restated_as(student, earlier).affiliation.from, earlier.from);
}

TEST(Restated, who_has_graduated_has_graduated) {
  const auto graduate = graduating(undergraduate, student.from, day(2026, 5, 31));
  const auto lapsed = as(undergraduate, student.from, day(2026, 5, 31));
  EXPECT_EQ(restated_as(graduate, lapsed, graduate.ends).affiliation.ending, Ending::graduation);
  EXPECT_EQ(restated_as(lapsed, graduate, graduate.ends).affiliation.ending, Ending::graduation);
  // Before the day it is only announced.
  const auto soon = graduating(undergraduate, student.from, day(2026, 9, 30));
  const auto not_so = as(undergraduate, student.from, day(2026, 9, 30));
  EXPECT_EQ(restated_as(soon, not_so, soon.ends).affiliation.ending, Ending::lapsed);
}

// The end is recorded for after a hold, as `recorded_end` does.
TEST(Restated, degree_that_was_put_off_stays_a_degree_whatever_is_said_meanwhile) {
  const auto put_off = graduating(undergraduate, student.from, day(2026, 9, 30));
  const Day conferred = day(2026, 6, 15);
  EXPECT_TRUE(restated_as(put_off, student, conferred).another);
  EXPECT_TRUE(
      restated_as(put_off, as(undergraduate, student.from, day(2027, 9, 30)), conferred).another);
  const auto lapsed = as(undergraduate, student.from, day(2026, 6, 14));
  const auto corrected = restated_as(put_off, lapsed, conferred);
  EXPECT_FALSE(corrected.another);
  EXPECT_EQ(corrected.affiliation.ending, Ending::graduation);
}

std::optional<Affiliation> left_out_of(const Affiliation& one, std::optional<Day> said_before) {
  const auto dossier = holder(day(2022, 9, 10), {one});
  return left_out(policy, dossier, dossier.affiliations.front(), said_before, today,
                  Ending::lapsed);
}

TEST(LeftOut, ends_today_as_the_registry_says_by_its_silence) {
  EXPECT_EQ(left_out_of(student, {})->ends, today);
  EXPECT_EQ(left_out_of(student, {})->ending, Ending::lapsed);
  EXPECT_EQ(left_out_of(as(undergraduate, student.from, day(2026, 5, 31)), {}), std::nullopt);
}

TEST(LeftOut, takes_back_no_degree_but_one_that_lies_ahead_by_the_registrys_own_word) {
  const auto ahead = graduating(undergraduate, student.from, day(2026, 9, 30));
  EXPECT_EQ(left_out_of(ahead, ahead.ends)->ending, Ending::lapsed);
  // A hold has put it off; a campaign has recorded it.
  EXPECT_EQ(left_out_of(ahead, day(2026, 6, 15))->ending, Ending::graduation);
  EXPECT_EQ(left_out_of(ahead, {})->ending, Ending::graduation);
  EXPECT_EQ(left_out_of(ahead, {})->ends, today);
}

TEST(Restated, graduate_who_comes_back_under_the_same_key_keeps_what_was_left_for_ever) {
  const auto graduate = graduating(undergraduate, student.from, day(2026, 5, 31));
  EXPECT_TRUE(restated_as(graduate, student, graduate.ends).another);
  // Where nobody has ever signed in, nothing was left.
  auto dossier = holder(day(2022, 9, 10), {graduate});
  dossier.account->activated = {};
  EXPECT_FALSE(
      restated(policy, dossier, dossier.affiliations.front(), student, graduate.ends, today)
          .another);
  const auto lapsed = as(undergraduate, student.from, day(2026, 5, 31));
  EXPECT_FALSE(restated_as(lapsed, student, lapsed.ends).another);
}

TEST(Restated, end_that_is_not_the_registrys_own_stays_until_it_gives_another) {
  const auto ended = graduating(undergraduate, student.from, day(2026, 8, 31));
  auto moved = student;
  moved.unit = "physics";
  const auto after = restated_as(ended, moved).affiliation;
  EXPECT_EQ(after.unit, "physics");
  EXPECT_EQ(after.ends, ended.ends);
  EXPECT_EQ(after.ending, Ending::graduation);
  // The registry's own later end has not changed.
  const auto far = as(undergraduate, student.from, day(2027, 8, 31));
  EXPECT_EQ(restated_as(ended, far, far.ends).affiliation.ends, ended.ends);
  EXPECT_EQ(restated_as(ended, far, far.ends).affiliation.ending, Ending::graduation);
  // It says another one than before, or takes back its own.
  EXPECT_EQ(restated_as(ended, far).affiliation.ends, far.ends);
  EXPECT_EQ(restated_as(ended, student, ended.ends).affiliation.ends, std::nullopt);
}

TEST(EndedBy, campaign_takes_no_graduation_back) {
  Campaign campaign{.ends = today, .ending = Ending::lapsed};
  const auto graduate = graduating(undergraduate, student.from, day(2026, 5, 31));
  const auto ended = [&](const Affiliation& one) {
    return ended_by(university(), holder(student.from, {one}), campaign, one, today);
  };
  EXPECT_EQ(ended(graduate), graduate);
  EXPECT_EQ(ended(student).ending, Ending::lapsed);
}

struct Word {
  Life life;
  Affiliation before;
  Affiliation said;
  std::optional<Day> said_before;
};

Word some_word() {
  Word word{.life = *any_life(), .before = {}, .said = {}, .said_before = {}};
  if (word.life.dossier.affiliations.empty())
    word.life.dossier.affiliations.push_back(detail::affiliation(word.life.policy, 1));
  word.before = detail::one_of(word.life.dossier.affiliations);
  word.said = detail::affiliation(word.life.policy, 9);
  word.said.kind = word.before.kind;
  if (detail::one_in(2)) word.said.from = word.before.from;
  if (detail::one_in(3)) word.said.ends = word.before.ends;
  if (detail::one_in(2)) word.said_before = word.before.ends;
  return word;
}

void showValue(const Word& word, std::ostream& out) {
  showValue(word.life, out);
  auto said = word.life;
  said.dossier = {};
  said.dossier.affiliations = {word.before, word.said};
  out << "\nbefore and said: ";
  showValue(said, out);
}

// Invariants 3 and 4: whatever a registry says of what it said before, nothing that was open this
// morning is shut by it at noon.
RC_GTEST_PROP(RestatedLaws, word_of_a_registry_shuts_nothing_on_the_spot, ()) {
  const auto word = *rc::gen::exec(some_word);
  const auto& [life, before, said, said_before] = word;
  auto after = life.dossier;
  auto made = restated(life.policy, life.dossier, before, said, said_before, life.day);
  if (made.another) {
    auto& one = made.affiliation;
    one.id = {99};
    if (one.ends) one.ends = recorded_end(life.policy, life.dossier, nullptr, *one.ends, life.day);
    after.affiliations.push_back(one);
  } else {
    for (auto& one : after.affiliations)
      if (one.id == before.id) one = made.affiliation;
  }
  const auto then = decide(life.policy, after, life.day);
  for (const auto& service : decide(life.policy, life.dossier, life.day).services)
    if (service.open()) RC_ASSERT(then.opens(service.service));
}

}  // namespace
}  // namespace metroon::core
