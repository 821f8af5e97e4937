// What was merged is given back, at whatever moment somebody else or the power comes between.
#include "app/hold.hpp"
#include "app/merge_fixture.hpp"
#include "app/night.hpp"
#include "support/database_dump.hpp"
#include "support/failing_store.hpp"

namespace metroon::app {
namespace {

// As from a page of the office that stood open meanwhile.
TEST_F(MergingPeople, hold_asked_for_on_the_record_that_was_given_up_holds_the_one_that_stays) {
  const auto first = member("postdoc", 1);
  const auto second = twin("contractor", 1);
  const auto merged = merge(first.person, second.person);
  ASSERT_TRUE(merged);
  const auto last = base::to_iso(today() + days{9});
  ASSERT_TRUE(place_hold(house, office(), second.person, "διακοπές", last));
  EXPECT_EQ(dossier(first.person).holds.size(), 1U);
  EXPECT_EQ(place_hold(house, office(), first.person, "ξανά", last).error(),
            HoldProblem::held_already);
  ASSERT_TRUE(lift_hold(house, office(), second.person, "τέλος"));
  EXPECT_TRUE(split(*merged));
}

TEST_F(MergingPeople, wrong_merge_undone) {
  const auto first = member("postdoc", 1);
  const auto [second_person, second_account] = enrol("undergraduate", 2);
  const auto second = settle(second_person, second_account);
  const auto before = std::array{dossier(first.person), dossier(second.person)};
  const auto data = std::array{person(first.person), person(second.person)};
  const auto histories = std::array{actions(subject("person", first.person)),
                                    actions(subject("person", second.person))};
  auto allowed = data;
  // Their numbers differ, so a clerk had to correct one away before: here they were never typed.
  store->write([&](Ports& ports) {
    allowed[1].identifiers.afm.clear();
    allowed[1].identifiers.amka.clear();
    EXPECT_TRUE(ports.people.update(allowed[1]));
  });
  go_to(today() + days{10});
  const auto merged = merge(first.person, second.person);
  ASSERT_TRUE(merged);
  EXPECT_EQ(dossier(first.person).affiliations.size(), 2U);
  go_to(today() + days{10});
  affiliate(first.person, "contractor", today());  // Came since, and stays where it came to.
  const auto view = open_merge(house, office(), merged->id);
  ASSERT_TRUE(view);
  EXPECT_TRUE(has(view->since, "affiliation_added", &AuditEntry::action));
  ASSERT_TRUE(split(*merged));

  auto kept = dossier(first.person);
  ASSERT_EQ(kept.affiliations.size(), 2U);
  EXPECT_EQ(kept.affiliations.back().asserted_by, "registry");
  kept.affiliations.pop_back();
  EXPECT_EQ(kept, before[0]);
  EXPECT_EQ(dossier(second.person), before[1]);
  EXPECT_EQ(person(first.person).names, data[0].names);
  EXPECT_EQ(person(first.person).identifiers, data[0].identifiers);
  EXPECT_EQ(person(second.person).names, data[1].names);
  const auto now_first = actions(subject("person", first.person));
  const auto now_second = actions(subject("person", second.person));
  EXPECT_TRUE(begins_with(now_first, histories[0]));
  EXPECT_TRUE(begins_with(now_second, histories[1]));
  EXPECT_TRUE(violations().empty());
}

TEST_F(MergingPeople, AnAccountThatIsGivenBackOpensOnlyAfterANewProof) {
  const auto first = member("postdoc", 1);
  const auto second = twin("researcher", 1);
  go_to(today() + days{1});
  const auto merged = merge(first.person, second.person);
  ASSERT_TRUE(merged);
  ASSERT_TRUE(split(*merged));
  EXPECT_FALSE(signs_in(second.username));
  EXPECT_EQ(why(app::hand_over(house, office(), officer, second.account)),
            HandOverProblem::no_proof_today);
  EXPECT_TRUE(signs_in(first.username));
  (void)settle(second.person, second.account);
  EXPECT_TRUE(signs_in(second.username));
  EXPECT_EQ(count_mails("mail.split_new_code"), 1U);
  EXPECT_EQ(mail("mail.split_new_code").to, "second1@example.org");
}

// A letter that the night wrote before the merge may be taken by the mail server after it.
TEST_F(MergingPeople, ALetterOnItsWayCountsForWhomItsNoticeIsNow) {
  const auto first = member("contractor", 1);
  const auto second = twin("contractor", 2);
  const auto last = standing(first.person).find(service("wifi"))->until.last;
  go_to(last - days{59});
  ASSERT_EQ(run_night(house, call("system")).notices, 2U);
  ASSERT_EQ(dossier(second.person).notices.size(), 1U);
  const auto merged = merge(first.person, second.person);
  ASSERT_TRUE(merged);
  store->write([&](Ports& ports) {
    for (const auto& one : ports.outbox.recent(100))
      ports.nights.notice_accepted(one.mail.id, today());
  });
  for (const auto& one : dossier(first.person).notices) EXPECT_EQ(one.accepted, today());
  ASSERT_TRUE(split(*merged));
  EXPECT_EQ(dossier(first.person).notices.size(), 1U);
  EXPECT_EQ(dossier(second.person).notices.size(), 1U);
}

TEST_F(MergingPeople, MergesAreUndoneTheLaterOneFirst) {
  const auto first = member("postdoc", 1);
  const auto second = twin("researcher", 1);
  auto typed = again("contractor", 1);
  typed.document_number = "YY100001";
  typed.email = "third@example.org";
  const auto third = approve(apply(typed), {});
  const auto all_addresses = [&] {
    return std::array{addresses(first.account), addresses(second.account),
                      addresses(third.account)};
  };
  const auto before = all_addresses();
  const auto one = merge(second.person, third.person);
  ASSERT_TRUE(one);
  const auto two = merge(first.person, second.person);
  ASSERT_TRUE(two);
  EXPECT_EQ(why(split(*one)), SplitProblem::later_merge);
  EXPECT_EQ(open_person(house, office(), third.person)->person.id, first.person);
  ASSERT_TRUE(split(*two));
  EXPECT_EQ(open_person(house, office(), third.person)->person.id, second.person);
  EXPECT_EQ(dossier(second.person).affiliations.size(), 2U);
  ASSERT_TRUE(split(*one));
  EXPECT_EQ(dossier(third.person).affiliations.size(), 1U);
  EXPECT_EQ(all_addresses(), before) << "each one's own";
  EXPECT_TRUE(violations().empty());
  EXPECT_EQ(list_merges(house, office(), {}, 10).size(), 2U);
}

TEST_F(MergingPeople, OfTwoOfficersOneWins) {
  const auto first = member("postdoc", 1);
  const auto second = twin("researcher", 1);
  const Merging asked{.keep = first.person,
                      .keep_version = person(first.person).version,
                      .other = second.person,
                      .other_version = person(second.person).version,
                      .reason = "ίδιο πρόσωπο"};
  const auto merged = merge_people(house, office(), asked);
  ASSERT_TRUE(merged);
  EXPECT_EQ(why(merge_people(house, office(), asked)), MergeProblem::someone_was_first);
  EXPECT_EQ(why(merge(second.person, first.person)), MergeProblem::someone_was_first);
  ASSERT_TRUE(split(*merged));
  EXPECT_EQ(why(split(*merged)), SplitProblem::already_undone);
}

TEST_F(MergingPeople, ASuspensionIsNotLiftedByMerging) {
  const auto first = member("postdoc", 1);
  const auto second = twin("researcher", 1);
  store->write([&](Ports& ports) {
    ports.accounts.set_suspended(second.account, core::Suspension{today(), "κλοπή"});
  });
  const auto merged = merge(first.person, second.person);
  ASSERT_TRUE(merged);
  EXPECT_EQ(standing(first.person).state, core::AccountState::suspended);
  EXPECT_FALSE(holder_session(house, call(), first.session));
  ASSERT_TRUE(split(*merged));
  EXPECT_EQ(standing(first.person).state, core::AccountState::active);
  EXPECT_EQ(standing(second.person).state, core::AccountState::suspended);
}

TEST_F(MergingPeople, NonPersonalAccountsKeepAnOwner) {
  const auto professor = member("faculty", 1);
  const auto second = twin("faculty", 1);
  const auto asked = request_shared(house, call(), holder(second), "chem", "Χημεία", "για όλους");
  const auto shared = approve_shared(house, office(), asked->id, asked->version);
  ASSERT_TRUE(shared);
  const auto owners = [&] {
    std::vector<core::PersonId> all;
    store->read([&](Ports& ports) {
      const auto dossier = ports.accounts.shared_dossier(shared->account);
      for (const auto& one : dossier->owners) all.push_back(one.person);
    });
    return all;
  };
  const auto merged = merge(professor.person, second.person);
  ASSERT_TRUE(merged);
  EXPECT_EQ(owners(), (std::vector<core::PersonId>{professor.person}));
  ASSERT_TRUE(split(*merged));
  EXPECT_EQ(owners(), (std::vector<core::PersonId>{second.person}));
}

TEST_F(MergingPeople, AMemberWithoutAnAccountGetsTheOthersAsItIs) {
  auto data = person(member("faculty", 1).person);
  data.id = {random.next_id(now)};
  data.identifiers = {};
  data.version = 1;
  store->write([&](Ports& ports) { ports.people.insert(data); });
  const auto who = twin("postdoc", 1);
  const auto merged = merge(data.id, who.person);
  ASSERT_TRUE(merged);
  EXPECT_EQ(account(who.account).person, data.id);
  EXPECT_TRUE(holder_session(house, call(), who.session));
  EXPECT_TRUE(signs_in(who.username));
  ASSERT_TRUE(split(*merged));
  EXPECT_EQ(account(who.account).person, who.person);
  EXPECT_FALSE(dossier(data.id).account);
  EXPECT_TRUE(violations().empty());
}

TEST(MergeKilled, MergingAndSplittingSurviveDeathAtAnyWrite) {
  support::TemporaryDatabase database;
  World world{database.path()};
  const auto first = world.member("postdoc", 1);
  auto typed = world.form("researcher", 1);
  typed.document = "passport";
  typed.document_number = "ZZ100001";
  typed.afm.clear();
  typed.amka.clear();
  const auto approved = world.approve(world.apply(typed));
  const auto second = world.settle(approved.person, approved.account);
  support::Fuse fuse;
  support::FailingStore failing{*world.store, fuse};
  House fragile = with(world.house, failing);
  const auto survives = [&](auto&& step) {
    const auto before = database.dump();
    for (int writes = 0;; ++writes) {
      fuse.set(writes);
      try {
        ASSERT_TRUE(step());
        ASSERT_GT(writes, 5);
        return;
      } catch (const support::Killed&) {
        ASSERT_EQ(database.dump(), before) << "killed after " << writes << " writes";
      }
    }
  };
  core::MergeId id;
  survives([&] {
    const auto done = merge_people(fragile, world.office(),
                                   {.keep = first.person,
                                    .keep_version = 1,
                                    .other = second.person,
                                    .other_version = 1,
                                    .reason = "ίδιο πρόσωπο"});
    if (done) id = done->id;
    return done.has_value();
  });
  survives([&] { return split_people(fragile, world.office(), id, "λάθος").has_value(); });
}

}  // namespace
}  // namespace metroon::app
