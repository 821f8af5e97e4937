// Two records turn out to be one person, and the other way round; each by the name it has in
// docs/sources.
#include "app/merge.hpp"

#include <algorithm>

#include "app/check.hpp"
#include "app/house_fixture.hpp"
#include "support/database_dump.hpp"
#include "support/failing_store.hpp"

namespace metroon::app {
namespace {

template <class Range, class Value, class Part = std::identity>
bool has(const Range& range, const Value& value, Part part = {}) {
  return std::ranges::find(range, value, part) != range.end();
}

bool begins_with(const std::vector<std::string>& all, const std::vector<std::string>& first) {
  return all.size() >= first.size() && std::equal(first.begin(), first.end(), all.begin());
}

class Merges : public HouseTest {
 protected:
  core::Person person(core::PersonId id) {
    return store->read([&](Ports& ports) { return ports.people.find(id).value(); });
  }
  /// The n-th person's data without the numbers that would have told at once who they are.
  core::ApplicationForm again(std::string_view kind_key, unsigned n) {
    auto typed = form(kind_key, n);
    typed.document = "passport";
    typed.document_number = "ZZ" + std::to_string(100'000 + n);
    typed.afm.clear();
    typed.amka.clear();
    typed.email = "second" + std::to_string(n) + "@example.org";
    return typed;
  }
  /// Somebody who applied again, and whom the office took for another.
  Member twin(std::string_view kind_key, unsigned n) {
    const auto approved = approve(apply(again(kind_key, n)));
    return settle(approved.person, approved.account);
  }
  std::expected<MergeRecord, MergeProblem> merge(core::PersonId keep, core::PersonId other,
                                                 std::string_view reason = "ίδιο πρόσωπο") {
    return merge_people(house, office(),
                        {.keep = keep,
                         .keep_version = person(keep).version,
                         .other = other,
                         .other_version = person(other).version,
                         .reason = std::string{reason}});
  }
  std::expected<MergeRecord, SplitProblem> split(const MergeRecord& record,
                                                 std::string_view reason = "λάθος") {
    return split_people(house, office(), record.id, reason);
  }
  bool open(core::PersonId who, std::string_view key) { return standing(who).opens(service(key)); }
  std::vector<Violation> violations() {
    return check_invariants(house, call("operator")).violations;
  }
  bool signs_in(std::string_view username) {
    return sign_in_holder(house, call(), username, Secret{std::string{good_password}}).has_value();
  }
  std::vector<std::string> addresses(core::AccountId id) {
    std::vector<std::string> all;
    for (const auto& one : account(id).account.addresses)
      all.push_back(one.local + "@" + patras().realms[one.realm].name);
    return all;
  }
};

TEST_F(Merges, DuplicateFoundLater) {
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

TEST_F(Merges, WhatOpensTheOtherAccountEndsAtOnce) {
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

TEST_F(Merges, TheHolderIsToldAtBothAddresses) {
  const auto first = member("postdoc", 1);
  const auto second = twin("researcher", 1);
  const auto before = mails().size();
  ASSERT_TRUE(merge(first.person, second.person));
  const auto all = mails();
  ASSERT_EQ(all.size(), before + 2);
  EXPECT_EQ(all[before].to, "person1@example.org");
  EXPECT_EQ(all[before + 1].to, "second1@example.org");
}

TEST_F(Merges, EveryLookupLeadsToWhoStayed) {
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

TEST_F(Merges, WrongMergeUndone) {
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

TEST_F(Merges, AnAccountThatIsGivenBackOpensOnlyAfterANewProof) {
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

TEST_F(Merges, SwappedIdentifiersNeverMerge) {
  const auto first = member("postdoc", 1);
  const auto second = member("researcher", 2);
  EXPECT_EQ(why(merge(first.person, second.person)), MergeProblem::afm_differs);
  auto other = person(second.person);
  other.identifiers.afm.clear();
  store->write([&](Ports& ports) { EXPECT_TRUE(ports.people.update(other)); });
  EXPECT_EQ(why(merge(first.person, second.person)), MergeProblem::amka_differs);
  EXPECT_EQ(dossier(second.person).affiliations.size(), 1U);
}

TEST_F(Merges, SameNameSameDayAreTwoPeople) {
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

TEST_F(Merges, GreekAndLatinSpellingIsOnePerson) {
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

TEST_F(Merges, SuggestionsHavePages) {
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

TEST_F(Merges, StudentBecomesContractorAndBackOnTwoAccounts) {
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

TEST_F(Merges, ReturnerAfterYearsWithASecondAccount) {
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

TEST_F(Merges, YearsThatCountFromTheOtherActivationAreNotLost) {
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

TEST_F(Merges, AMemberWithoutAnAccountGetsTheOthersAsItIs) {
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

TEST_F(Merges, NonPersonalAccountsKeepAnOwner) {
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

TEST_F(Merges, ASuspensionIsNotLiftedByMerging) {
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

TEST_F(Merges, OfTwoOfficersOneWins) {
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

TEST_F(Merges, MergesAreUndoneTheLaterOneFirst) {
  const auto first = member("postdoc", 1);
  const auto second = twin("researcher", 1);
  auto typed = again("contractor", 1);
  typed.document_number = "YY100001";
  typed.email = "third@example.org";
  const auto third = approve(apply(typed), {});
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
  EXPECT_TRUE(violations().empty());
  EXPECT_EQ(list_merges(house, office(), {}, 10).size(), 2U);
}

TEST_F(Merges, ItNeedsAReasonAndTwoPeople) {
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

TEST_F(Merges, APreviewChangesNothingAndSaysWhoShouldStay) {
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
  House fragile{world.house.policy,
                failing,
                world.random,
                world.passwords,
                world.printer,
                world.texts,
                world.house.civil_day,
                world.house.base_url,
                world.house.vpn_certificate};
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
