// Non-personal accounts: who may own one, what works on it, and who follows.
#include <gtest/gtest.h>

#include "core/policy_for_tests.hpp"

namespace metroon::core {
namespace {

using namespace testing;

const Policy policy = university();

SharedDossier mailbox_of(std::vector<Dossier> owners) {
  Account account{.id = {9}, .sort = AccountSort::shared, .username = "library"};
  account.proof = account.activated = day(2020, 1, 1);
  return {.account = account, .owners = std::move(owners)};
}

TEST(DecideShared, faculty_and_heads_of_units_are_fit_owners) {
  const auto professor = holder(day(2010, 1, 1), {as(faculty, day(2010, 1, 1))});
  auto head = holder(day(2010, 1, 1), {as(permanent_staff, day(2010, 1, 1))});
  EXPECT_TRUE(may_own_shared(policy, professor, day(2026, 1, 1)));
  EXPECT_FALSE(may_own_shared(policy, head, day(2026, 1, 1)));
  head.affiliations[0].head_of_unit = true;
  EXPECT_TRUE(may_own_shared(policy, head, day(2026, 1, 1)));
}

// What they keep for life is theirs; what they did for the university ends with the capacity.
TEST(DecideShared, who_has_left_owns_nothing_for_others_whatever_they_keep) {
  const auto retires = day(2026, 9, 1);
  const auto mailbox =
      mailbox_of({holder(day(2010, 1, 1), {as(faculty, day(2010, 1, 1), retires - days{1})})});
  EXPECT_FALSE(decide_shared(policy, mailbox, retires - days{1}).needs_successor);
  EXPECT_TRUE(decide_shared(policy, mailbox, retires).needs_successor);
  EXPECT_EQ(decide_shared(policy, mailbox, day(2026, 1, 1)).next_change, retires);
}

TEST(DecideShared, a_successor_is_due_before_the_last_fit_owner_leaves) {
  const auto retires = day(2026, 9, 1);
  const auto leaver = holder(day(2010, 1, 1), {as(faculty, day(2010, 1, 1), retires - days{1})});
  const auto alone = mailbox_of({leaver});
  const auto early = succession(policy, alone, retires - days{61});
  EXPECT_EQ(early, (Succession{.needed = false, .from = retires}));
  EXPECT_FALSE(early.due(policy.notices, retires - days{61}));
  EXPECT_TRUE(
      succession(policy, alone, retires - days{60}).due(policy.notices, retires - days{60}));
  EXPECT_EQ(succession(policy, alone, retires), (Succession{.needed = true, .from = retires}));

  auto stays = holder(day(2010, 1, 1), {as(faculty, day(2010, 1, 1))});
  stays.person = {77};
  const auto both = mailbox_of({leaver, stays});
  EXPECT_EQ(succession(policy, both, retires), (Succession{}));
  EXPECT_TRUE(decides_about(policy, both, stays.person, retires));
  EXPECT_TRUE(decides_about(policy, both, leaver.person, retires - days{1}));
  EXPECT_FALSE(decides_about(policy, both, leaver.person, retires));
  EXPECT_TRUE(decides_about(policy, alone, leaver.person, retires)) << "nothing ends unheard";
  EXPECT_FALSE(decides_about(policy, alone, {404}, retires));
}

TEST(DecideShared, has_the_shared_services_alone) {
  const auto mailbox = mailbox_of({holder(day(2010, 1, 1), {as(faculty, day(2010, 1, 1))})});
  const auto standing = decide_shared(policy, mailbox, day(2026, 1, 1));
  ASSERT_EQ(standing.services.size(), 2U);
  EXPECT_TRUE(standing.opens(email));
  EXPECT_TRUE(standing.opens(lists));
  EXPECT_EQ(standing.find(lists)->level, owns);
  EXPECT_FALSE(standing.needs_successor);
}

TEST(DecideShared, owner_of_shared_mailbox_leaves) {
  auto head = holder(day(2010, 1, 1), {as(permanent_staff, day(2010, 1, 1), day(2026, 6, 30))});
  head.affiliations[0].head_of_unit = true;
  auto mailbox = mailbox_of({head});
  EXPECT_FALSE(decide_shared(policy, mailbox, day(2026, 6, 30)).needs_successor);
  const auto orphaned = decide_shared(policy, mailbox, day(2026, 7, 1));
  EXPECT_TRUE(orphaned.needs_successor);
  EXPECT_TRUE(orphaned.opens(email));

  mailbox.owners.push_back(holder(day(2026, 7, 1), {as(faculty, day(2026, 7, 1))}));
  const auto inherited = decide_shared(policy, mailbox, day(2026, 7, 2));
  EXPECT_FALSE(inherited.needs_successor);
  EXPECT_EQ(inherited.find(email)->because, 1);
}

TEST(DecideShared, opens_on_activation) {
  auto mailbox = mailbox_of({holder(day(2010, 1, 1), {as(faculty, day(2010, 1, 1))})});
  mailbox.account.activated = day(2020, 1, 8);
  const auto standing = decide_shared(policy, mailbox, day(2020, 1, 7));
  EXPECT_EQ(standing.find(email)->gate, Gate::not_activated);
  EXPECT_EQ(standing.next_change, day(2020, 1, 8));
  EXPECT_TRUE(decide_shared(policy, mailbox, day(2020, 1, 8)).opens(email));
}

TEST(DecideShared, holder_switches_a_service_off) {
  auto mailbox = mailbox_of({holder(day(2010, 1, 1), {as(faculty, day(2010, 1, 1))})});
  mailbox.choices = {{lists, false}};
  EXPECT_EQ(decide_shared(policy, mailbox, day(2026, 1, 1)).find(lists)->gate, Gate::switched_off);
}

}  // namespace
}  // namespace metroon::core
