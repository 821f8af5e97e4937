// Two records turn out to be one person, and the other way round; each by the name it has in
// docs/sources.
#include "app/merge_fixture.hpp"

namespace metroon::app {
namespace {

TEST_F(MergingPeople, duplicate_found_later) {
  const auto first = member("postdoc", 1);
  go_to(today() + days{30});
  const auto second = twin("researcher", 1);
  const auto both = addresses(first.account);
  const auto others = addresses(second.account);
  const auto last = standing(second.person).find(service("wifi"))->until;
  ASSERT_TRUE(merge(first.person, second.person));

  const auto record = account(first.account);
  EXPECT_EQ(record.person, first.person);
  for (const auto& kept : {both, others})
    for (const auto& one : kept) {
      const auto now_has = addresses(first.account);
      EXPECT_NE(std::ranges::find(now_has, one), now_has.end()) << one;
    }
  EXPECT_TRUE(addresses(second.account).empty());
  EXPECT_TRUE(account(second.account).account.closed);
  EXPECT_EQ(dossier(first.person).affiliations.size(), 2U);
  EXPECT_EQ(standing(first.person).find(service("wifi"))->until, last);  // The longest wins.
  EXPECT_TRUE(dossier(second.person).affiliations.empty());
  // Neither name is given to anybody again.
  for (const auto& name : {first.username, second.username})
    EXPECT_FALSE(
        store->read([&](Ports& ports) { return ports.accounts.taken(std::array{name}); }).empty());
  EXPECT_TRUE(audited(subject("person", first.person), "person_merged"));
  EXPECT_TRUE(audited(subject("person", second.person), "person_given_up"));
  EXPECT_TRUE(violations().empty());
}

TEST_F(MergingPeople, WhatOpensTheOtherAccountEndsAtOnce) {
  const auto first = member("postdoc", 1);
  const auto second = twin("researcher", 1);
  const auto code = hand_over(second.account);
  ASSERT_TRUE(merge(first.person, second.person));
  EXPECT_FALSE(holder_session(house, call(), second.session));
  const Secret password{std::string{other_password}};
  EXPECT_EQ(why(activate_account(house, call(), code, password, password)),
            ActivateProblem::no_such_code);
  EXPECT_TRUE(holder_session(house, call(), first.session));
  EXPECT_FALSE(
      store->read([&](Ports& ports) { return ports.credentials.password(second.account); }));
  // The old username is an alias of the staying account, also at the door.
  EXPECT_TRUE(signs_in(first.username));
  EXPECT_TRUE(signs_in(second.username));
}

TEST_F(MergingPeople, TheHolderIsToldAtBothAddresses) {
  const auto first = member("postdoc", 1);
  const auto second = twin("researcher", 1);
  const auto before = mails().size();
  ASSERT_TRUE(merge(first.person, second.person));
  const auto all = mails();
  ASSERT_EQ(all.size(), before + 2);
  EXPECT_EQ(all[before].to, "person1@example.org");
  EXPECT_EQ(all[before + 1].to, "second1@example.org");
}

TEST_F(MergingPeople, EveryLookupLeadsToWhoStayed) {
  const auto first = member("postdoc", 1);
  auto typed = again("researcher", 1);
  typed.last_name = "Ξανθάκη";
  const auto applied = approve(apply(typed));
  const auto second = settle(applied.person, applied.account);
  ASSERT_TRUE(merge(first.person, second.person));
  for (const std::string& text : {std::string{"ξανθακη"}, second.username, first.username,
                                  std::string{"gkikas"}, applied.number}) {
    const auto found = find_people(house, office(), text);
    ASSERT_EQ(found.size(), 1U) << text;
    EXPECT_EQ(found[0].id, first.person);
  }
  const auto view = open_person(house, office(), second.person);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->person.id, first.person);
  for (const auto* action : {"person_merged", "person_given_up", "account_given_up"})
    EXPECT_TRUE(has(view->history, action, &AuditEntry::action)) << action;
  for (const auto& at_desk : {second.username, applied.number}) {
    const auto found = find_at_desk(house, office(), at_desk);
    ASSERT_TRUE(found) << at_desk;
    EXPECT_EQ(found->account.account.id, first.account);
  }
  EXPECT_TRUE(track_application(house, call(), applied.number, typed.email));
}

TEST_F(MergingPeople, SwappedIdentifiersNeverMerge) {
  const auto first = member("postdoc", 1);
  const auto second = member("researcher", 2);
  EXPECT_EQ(why(merge(first.person, second.person)), MergeProblem::afm_differs);
  auto other = person(second.person);
  other.identifiers.afm.clear();
  store->write([&](Ports& ports) { EXPECT_TRUE(ports.people.update(other)); });
  EXPECT_EQ(why(merge(first.person, second.person)), MergeProblem::amka_differs);
  EXPECT_EQ(dossier(second.person).affiliations.size(), 1U);
}

TEST_F(MergingPeople, SameNameSameDayAreTwoPeople) {
  const auto first = member("postdoc", 1);
  const auto second = twin("researcher", 1);
  const auto suggested = suggest_merges(house, office(), {}, 20);
  ASSERT_EQ(suggested.pairs.size(), 1U);
  EXPECT_EQ(suggested.pairs[0].newer.id, second.person);
  EXPECT_EQ(suggested.pairs[0].older.id, first.person);
  EXPECT_EQ(suggested.pairs[0].match, core::Match::perhaps);
  EXPECT_EQ(suggested.pairs[0].shared_items, (std::vector<std::string>{"names", "birth"}));
  ASSERT_TRUE(tell_apart(house, office(), first.person, second.person));
  EXPECT_TRUE(suggest_merges(house, office(), {}, 20).pairs.empty());
  EXPECT_TRUE(audited(subject("person", second.person), "person_told_apart"));
  EXPECT_FALSE(tell_apart(house, office(), first.person, first.person));
  EXPECT_FALSE(tell_apart(house, office(), first.person, {12345}));
}

TEST_F(MergingPeople, GreekAndLatinSpellingIsOnePerson) {
  const auto first = member("postdoc", 1);
  auto typed = again("researcher", 1);
  typed.first_name = typed.first_latin = person(first.person).names.first_latin;
  typed.last_name = typed.last_latin = person(first.person).names.last_latin;
  const auto second = approve(apply(typed));
  const auto suggested = suggest_merges(house, office(), {}, 20);
  ASSERT_EQ(suggested.pairs.size(), 1U);
  EXPECT_EQ(suggested.pairs[0].newer.id, second.person);
  ASSERT_TRUE(merge(first.person, second.person));
  EXPECT_TRUE(suggest_merges(house, office(), {}, 20).pairs.empty());
}

TEST_F(MergingPeople, SuggestionsHavePages) {
  for (unsigned n = 1; n <= 3; ++n) {
    (void)member("postdoc", n);
    (void)twin("researcher", n);
  }
  const auto first = suggest_merges(house, office(), {}, 2);
  ASSERT_EQ(first.pairs.size(), 2U);
  ASSERT_TRUE(first.next);
  const auto second = suggest_merges(house, office(), first.next, 2);
  ASSERT_EQ(second.pairs.size(), 1U);
  EXPECT_LT(second.pairs[0].newer.id, first.pairs[1].newer.id);
  EXPECT_FALSE(second.next);
}

TEST_F(MergingPeople, StudentBecomesContractorAndBackOnTwoAccounts) {
  const auto [person_id, id] = enrol("undergraduate", 1, day(2027, 7, 1));
  const auto student = settle(person_id, id);
  const auto contractor = twin("contractor", 1);
  ASSERT_TRUE(merge(student.person, contractor.person));
  EXPECT_EQ(standing(student.person).realm, patras().realm_of("upatras.gr"));
  const auto all = addresses(student.account);
  for (const auto& one : {student.username + "@upnet.gr", student.username + "@upatras.gr",
                          contractor.username + "@upatras.gr"})
    EXPECT_NE(std::ranges::find(all, one), all.end()) << one;
  for (const auto* kept : {"email", "wifi", "vpn", "eclass"})
    EXPECT_TRUE(open(student.person, kept)) << kept;
}

TEST_F(MergingPeople, ReturnerAfterYearsWithASecondAccount) {
  const auto old = member("postdoc", 1);
  live_until(old.person, today() + days{800});
  EXPECT_EQ(standing(old.person).state, core::AccountState::ended);
  go_to(today() + days{2000});
  const auto back = twin("contractor", 1);
  const auto last = standing(back.person).find(service("wifi"))->until;
  ASSERT_TRUE(merge(old.person, back.person));
  EXPECT_TRUE(open(old.person, "wifi"));
  EXPECT_EQ(standing(old.person).find(service("wifi"))->until, last);
  EXPECT_FALSE(open(old.person, "library"));  // What ended years ago does not come back.
}

TEST_F(MergingPeople, YearsThatCountFromTheOtherActivationAreNotLost) {
  const auto first = member("faculty", 1);
  const auto approved = approve(apply(again("postdoc", 1)));
  go_to(today() + days{120});
  const auto second = settle(approved.person, approved.account);
  const auto last = standing(second.person).find(service("msdnaa"))->until;
  const auto merged = merge(first.person, second.person);
  ASSERT_TRUE(merged);
  const auto rights = core::rights(patras(), dossier(first.person), service("msdnaa"), today());
  EXPECT_TRUE(has(rights, last, &core::Right::until));
  EXPECT_EQ(dossier(first.person).holds.size(), 1U);
  ASSERT_TRUE(split(*merged));
  EXPECT_TRUE(dossier(first.person).holds.empty());
  EXPECT_TRUE(dossier(second.person).holds.empty());
}

TEST_F(MergingPeople, ItNeedsAReasonAndTwoPeople) {
  const auto first = member("postdoc", 1);
  const auto second = twin("researcher", 1);
  EXPECT_EQ(why(merge(first.person, second.person, " ")), MergeProblem::reason_missing);
  EXPECT_EQ(why(merge(first.person, first.person)), MergeProblem::same_record);
  EXPECT_EQ(why(merge_people(house, office(), {.keep = first.person, .other = {12345}})),
            MergeProblem::no_such_person);
  const auto merged = merge(first.person, second.person);
  ASSERT_TRUE(merged);
  EXPECT_EQ(why(split(*merged, "")), SplitProblem::reason_missing);
  EXPECT_EQ(why(split_people(house, office(), {12345}, "x")), SplitProblem::no_such_merge);
}

TEST_F(MergingPeople, APreviewChangesNothingAndSaysWhoShouldStay) {
  const auto first = member("postdoc", 1);
  const auto waits = approve(apply(again("researcher", 1)));
  const auto view = preview_merge(house, office(), waits.person, first.person);
  ASSERT_TRUE(view);
  EXPECT_FALSE(view->keep_should_stay);
  EXPECT_EQ(view->obstacle, core::MergeObstacle::working_account_must_stay);
  const auto turned = preview_merge(house, office(), first.person, waits.person);
  EXPECT_EQ(turned->obstacle, std::nullopt);
  EXPECT_EQ(turned->merged.dossier.affiliations.size(), 2U);
  EXPECT_EQ(dossier(waits.person).affiliations.size(), 1U);
  EXPECT_FALSE(preview_merge(house, office(), first.person, {12345}));
}

}  // namespace
}  // namespace metroon::app
