#include "core/rewind.hpp"

#include <gtest/gtest.h>

#include "core/policy_for_tests.hpp"

namespace metroon::core {
namespace {

using namespace testing;

const Day past = day(2026, 3, 1);
const Day later = day(2026, 4, 1);

// A student with an account, all of it known before the day that is asked for.
Dossier somebody() {
  Dossier dossier{.person = {7}};
  dossier.account = Account{.id = {9}, .username = "m", .realm = student_realm};
  dossier.account->made = dossier.account->proof = dossier.account->activated = past - days{90};
  dossier.affiliations = {
      {.id = {1}, .kind = undergraduate, .unit = "chemistry", .from = past - days{100}}};
  return dossier;
}

Rewound rewound(const Dossier& today, std::vector<RecordedChange> changes) {
  return rewind(today, changes, past);
}

TEST(Rewind, what_nobody_has_changed_since_is_as_it_was) {
  EXPECT_EQ(rewound(somebody(), {}).dossier, somebody());
}

TEST(Rewind, what_bears_a_later_day_was_not_known_yet) {
  auto today = somebody();
  today.account->activated = later;
  today.account->suspended = Suspension{.from = later, .reason = "stolen"};
  today.account->closed = later;
  today.holds = {{.from = later, .by = "office:1"}};
  today.notices = {{.ending = later, .days_before = 60, .accepted = later}};
  const auto then = rewound(today, {}).dossier;
  EXPECT_FALSE(then.account->activated || then.account->suspended || then.account->closed);
  EXPECT_TRUE(then.holds.empty());
  EXPECT_EQ(then.notices.at(0).accepted, std::nullopt);
  today.account->made = later;
  today.choices = {{email, false}};
  EXPECT_FALSE(rewound(today, {}).dossier.account);
  EXPECT_TRUE(rewound(today, {}).dossier.choices.empty());
}

TEST(Rewind, changes_are_undone_the_newest_first) {
  auto today = somebody();
  today.affiliations[0].ends = day(2027, 1, 1);
  today.affiliations[0].ending = Ending::graduation;
  today.affiliations.push_back({.id = {2}, .kind = postdoc, .unit = {}, .from = later});
  AffiliationBecame last{.which = {undergraduate, {1}}};
  last.ends = day(2028, 1, 1);
  AffiliationBecame first{.which = {undergraduate, {1}}};
  first.ends = std::optional<Day>{};
  first.ending = Ending::lapsed;
  const auto done =
      rewound(today, {{{}, AffiliationBegan{{postdoc, {2}}}}, {{}, last}, {{}, first}});
  EXPECT_EQ(done.dossier, somebody());
  EXPECT_TRUE(done.not_undone.empty());
}

TEST(Rewind, an_entry_without_a_number_means_the_only_one_of_its_kind) {
  auto today = somebody();
  today.affiliations.push_back({.id = {2}, .kind = postdoc, .unit = {}, .from = later});
  const std::vector<RecordedChange> began{{{}, AffiliationBegan{{postdoc, {}}}}};
  EXPECT_EQ(rewound(today, began).dossier, somebody());
  today.affiliations.push_back({.id = {3}, .kind = postdoc, .unit = {}, .from = later});
  EXPECT_EQ(rewound(today, began).not_undone, std::vector<std::size_t>{0});
  EXPECT_EQ(rewound(today, began).dossier, today);
}

TEST(Rewind, only_a_campaigns_hold_is_open_again_by_itself) {
  auto today = somebody();
  today.holds = {{.from = past, .until = later, .affiliation = {1}, .by = "campaign:5"},
                 {.from = past, .until = later, .by = "office:1"}};
  EXPECT_EQ(rewound(today, {}).dossier.holds.at(0).until, std::nullopt);
  EXPECT_EQ(rewound(today, {}).dossier.holds.at(1).until, later);
  const auto done = rewound(today, {{{}, HoldMoved{"office:1", day(2026, 9, 1)}}});
  EXPECT_EQ(done.dossier.holds.at(1).until, day(2026, 9, 1));
}

TEST(Rewind, a_notice_of_unknown_services_is_undone_if_it_is_the_only_one_of_its_step) {
  auto today = somebody();
  const Notice one{.ending = later, .days_before = 60, .services = ServiceSet{1}};
  const Notice other{.ending = later, .days_before = 60, .services = ServiceSet{2}};
  Notice unknown = one;
  unknown.services.reset();
  today.notices = {one};
  EXPECT_EQ(rewound(today, {{{}, NoticeGiven{unknown}}}).dossier, somebody());
  today.notices = {one, other};
  EXPECT_EQ(rewound(today, {{{}, NoticeGiven{unknown}}}).not_undone.size(), 1U);
  EXPECT_EQ(rewound(today, {{{}, NoticeGiven{one}}}).dossier.notices, std::vector{other});
  today.notices = {};
  EXPECT_EQ(rewound(today, {{{}, NoticesTakenBack{{one, other}}}}).dossier.notices,
            (std::vector{one, other}));
}

TEST(Rewind, what_happened_to_an_account_that_is_anothers_then_is_passed_over) {
  auto today = somebody();
  today.choices = {{email, false}};
  const auto done = rewound(today, {{{8}, Switched{email, {}}}, {{8}, Resumed{{past, "stolen"}}}});
  EXPECT_EQ(done.dossier, today);
  EXPECT_TRUE(done.not_undone.empty());
  const auto own = rewound(today, {{{9}, Switched{email, {}}}, {{9}, Resumed{{past, "stolen"}}}});
  EXPECT_TRUE(own.dossier.choices.empty());
  EXPECT_EQ(own.dossier.account->suspended, (Suspension{past, "stolen"}));
}

TEST(Rewind, what_was_before_a_merge_takes_the_place_of_all) {
  auto before = somebody();
  auto today = somebody();
  today.account.reset();
  today.affiliations.clear();
  before.person = {};
  EXPECT_EQ(rewound(today, {{{}, FactsKept{before}}}).dossier, somebody());
}

TEST(Rewind, a_later_proof_of_which_no_change_speaks_is_told) {
  auto today = somebody();
  today.account->proof = later;
  EXPECT_EQ(rewound(today, {}).unknown_before, later);
  EXPECT_EQ(rewound(today, {}).dossier.account->proof, std::nullopt);
  const auto done = rewound(today, {{{9}, ProofMoved{past - days{90}}}});
  EXPECT_EQ(done.dossier, somebody());
  EXPECT_FALSE(done.unknown_before);
}

}  // namespace
}  // namespace metroon::core
