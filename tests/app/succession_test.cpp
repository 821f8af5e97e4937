// Who follows on the owner of a non-personal account (invariant 6).
#include "app/succession.hpp"

#include "app/check.hpp"
#include "app/house_fixture.hpp"
#include "app/night.hpp"
#include "app/suspension.hpp"

namespace metroon::app {
namespace {

using Problem = SuccessorProblem;

class Successors : public HouseTest {
 protected:
  /// A professor of chemistry until `leaves`, with a mailbox for the office of the department.
  Member professor(unsigned n, std::optional<Day> ends = {}) {
    const auto [person, account] = enrol("faculty", n, ends);
    return settle(person, account);
  }
  core::AccountId mailbox_of(const Member& owner, std::string_view name = "chem-office") {
    const auto asked = request_shared(house, call(), holder(owner), name, "Γραμματεία", "Για");
    const auto done = approve_shared(house, office(), asked.value().id, asked.value().version);
    const Secret password{std::string{good_password}};
    if (!set_shared_password(house, call(), holder(owner), done.value().account, password,
                             password))
      throw std::logic_error{"refused: the mailbox's password"};
    return done.value().account;
  }
  Member head_of(std::string_view unit, unsigned n) {
    const auto [person, account] = enrol("permanent-staff", n, {}, core::Ending::lapsed, unit);
    store->write([&](Ports& ports) {
      auto one = dossier_of(ports, person).affiliations.front();
      one.head_of_unit = true;
      ports.people.update_affiliation(one);
    });
    return settle(person, account);
  }
  std::size_t night() { return run_night(house, call("system")).successors; }
  bool sets_password(const Member& who, core::AccountId id) {
    const Secret password{std::string{other_password}};
    return set_shared_password(house, call(), holder(who), id, password, password).has_value();
  }
  bool works(core::AccountId id) {
    return store->read([&](Ports& ports) {
      const auto dossier = ports.accounts.shared_dossier(id).value();
      return core::decide_shared(patras(), dossier, today()).opens(service("email"));
    });
  }
  std::vector<std::string> owners(core::AccountId id) {
    std::vector<std::string> all;
    for (const auto& one : open_succession(house, office(), id)->owners)
      all.push_back(one.names.last);
    return all;
  }

  const Day retires{today() + days{100}};
  Member leaver{professor(1, retires)};
  core::AccountId mailbox{mailbox_of(leaver)};
};

TEST_F(Successors, TheOwnerIsAskedInTimeAndTheOfficeWhenTheyHaveLeft) {
  EXPECT_EQ(night(), 0U);
  EXPECT_TRUE(open_successions(house, office()).empty());
  go_to(retires - days{60});
  EXPECT_EQ(preview_night(house, call("system")).successors, 1U);
  EXPECT_EQ(night(), 1U);
  EXPECT_EQ(night(), 0U);
  EXPECT_EQ(mail("mail.successor_soon").to, "person1@example.org");
  EXPECT_EQ(count_mails("mail.successor_office"), 0U);
  const auto seen = open_successions(house, office());
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].succession, (core::Succession{.needed = false, .from = retires}));
  EXPECT_EQ(seen[0].asked, today());
  go_to(retires);
  EXPECT_EQ(night(), 1U);
  EXPECT_EQ(count_mails("mail.successor_office"), 1U);
  go_to(retires + days{2000});
  EXPECT_EQ(night(), 0U);
  EXPECT_TRUE(works(mailbox)) << "nothing ends unheard";
  EXPECT_TRUE(sets_password(leaver, mailbox)) << "the last owner goes on until somebody follows";
}

TEST_F(Successors, TheOwnerNamesWhoMayOwnOneAndNobodyElse) {
  const auto other = professor(2);
  const auto contractor = member("contractor", 3);
  const auto name = [&](const Member& by, std::string_view typed) {
    return name_successor(house, call(), holder(by), mailbox, typed);
  };
  EXPECT_EQ(why(name(leaver, " ")), Problem::name_missing);
  EXPECT_EQ(why(name(leaver, "nobody")), Problem::not_fit);
  EXPECT_EQ(why(name(leaver, contractor.username)), Problem::not_fit);
  EXPECT_EQ(why(name(leaver, "chem-office")), Problem::not_fit);
  EXPECT_EQ(why(name(leaver, leaver.username)), Problem::owner_already);
  EXPECT_EQ(why(name(other, other.username)), Problem::no_such_account);
  go_to(retires - days{60});
  (void)night();
  ASSERT_TRUE(name(leaver, other.username + "@upatras.gr"));
  EXPECT_EQ(owners(mailbox).size(), 2U);
  EXPECT_TRUE(open_successions(house, office()).empty());
  EXPECT_EQ(mail("mail.successor_named").to, "person2@example.org");
  EXPECT_EQ(mail("mail.successor_follows").to, "person1@example.org");
  EXPECT_TRUE(audited(subject("account", mailbox), "shared_owner_named"));
  go_to(retires);
  EXPECT_EQ(night(), 0U);
  EXPECT_FALSE(sets_password(leaver, mailbox)) << "somebody else answers for it now";
  EXPECT_EQ(why(name(leaver, contractor.username)), Problem::no_such_account);
  EXPECT_TRUE(view_account(house, call(), holder(leaver)).shared.empty());
  EXPECT_TRUE(sets_password(other, mailbox));
  EXPECT_TRUE(check_invariants(house, call()).violations.empty());
}

TEST_F(Successors, TheOfficeNamesOneWhenNobodyIsLeftWho) {
  const auto other = professor(2);
  go_to(retires + days{5});
  (void)night();
  EXPECT_EQ(why(name_successor(house, office(), {404}, other.username)), Problem::no_such_account);
  EXPECT_EQ(why(name_successor(house, office(), leaver.account, other.username)),
            Problem::no_such_account);
  ASSERT_TRUE(name_successor(house, office(), mailbox, other.username));
  EXPECT_EQ(owners(mailbox).size(), 1U) << "who has left is no owner any more";
  EXPECT_TRUE(audited(subject("account", mailbox), "shared_owner_left"));
  EXPECT_EQ(night(), 0U);
  EXPECT_TRUE(works(mailbox));
}

TEST_F(Successors, WhoHasLeftLeavesInTheNightIfAnotherOwnerIsThere) {
  const auto other = professor(2);
  ASSERT_TRUE(name_successor(house, call(), holder(leaver), mailbox, other.username));
  const auto left = [&] { return audited(subject("account", mailbox), "shared_owner_left"); };
  go_to(retires - days{1});
  (void)night();
  EXPECT_EQ(owners(mailbox).size(), 2U);
  EXPECT_FALSE(left());
  go_to(retires);
  EXPECT_EQ(night(), 0U);
  EXPECT_EQ(owners(mailbox).size(), 1U);
  EXPECT_TRUE(left());
  EXPECT_TRUE(works(mailbox));
  EXPECT_TRUE(sets_password(other, mailbox));
}

TEST_F(Successors, WhoHasLeftStaysWhileNobodyElseMayOwnIt) {
  go_to(retires + days{30});
  (void)night();
  EXPECT_EQ(owners(mailbox).size(), 1U);
  EXPECT_FALSE(audited(subject("account", mailbox), "shared_owner_left"));
}

TEST_F(Successors, WhoCannotActOnItDoesNotFollow) {
  const auto approved = enrol("faculty", 2);  // Has not collected the account.
  EXPECT_EQ(
      why(name_successor(house, office(), mailbox, account(approved.second).account.username)),
      Problem::not_fit);
  const auto stolen = professor(3);
  ASSERT_TRUE(suspend_account(house, office(), stolen.account, "κλοπή"));
  EXPECT_EQ(why(name_successor(house, office(), mailbox, stolen.username)), Problem::not_fit);
}

TEST_F(Successors, TheHeadOfTheUnitSeesThoseOfTheUnit) {
  const auto chemist = head_of("chemistry", 2);
  const auto physicist = head_of("physics", 3);
  const auto no_head = professor(4);
  go_to(retires - days{60});
  (void)night();
  const auto seen = [&](const Member& who) {
    return successions_of_units(house, call(), holder(who)).size();
  };
  EXPECT_EQ(seen(chemist), 1U);
  EXPECT_EQ(seen(physicist), 0U);
  EXPECT_EQ(seen(no_head), 0U);
}

TEST_F(Successors, AfterADeathTheOfficeIsAskedAndTheFamilyIsNot) {
  ASSERT_TRUE(close_account(house, office(), leaver.account, "απεβίωσε"));
  const auto before = mails().size();
  go_to(today() + days{1});
  EXPECT_EQ(night(), 1U);
  EXPECT_EQ(count_mails("mail.successor_office"), 1U);
  EXPECT_EQ(mails().size(), before + 1);
  EXPECT_TRUE(works(mailbox));
}

TEST_F(Successors, AfterADeathTheFamilyHearsNothingOfTheAccountThatRemains) {
  const auto other = professor(2);
  ASSERT_TRUE(name_successor(house, call(), holder(leaver), mailbox, other.username));
  const auto asked = request_shared(house, call(), holder(leaver), "seminar", "Σεμινάριο", "Για");
  ASSERT_TRUE(close_account(house, office(), leaver.account, "απεβίωσε"));
  const auto before = mails().size();
  ASSERT_TRUE(suspend_account(house, office(), mailbox, "εκλάπη"));
  EXPECT_EQ(mail("mail.suspended").to, "person2@example.org");
  EXPECT_EQ(mails().size(), before + 1);
  ASSERT_TRUE(reject_shared(house, office(), asked.value().id, asked.value().version, "απεβίωσε"));
  EXPECT_EQ(mails().size(), before + 1);
}

TEST_F(Successors, HeadshipThatIsLostTodayIsForTheNextNight) {
  const auto head = head_of("chemistry", 2);
  const auto office_box = mailbox_of(head, "chem-head");
  affiliate(head.person, "faculty", today() - days{90}, today() - days{60});
  (void)night();
  go_to(today() + days{1});
  store->write([&](Ports& ports) {
    auto one = dossier_of(ports, head.person).affiliations.front();
    one.head_of_unit = false;
    ports.people.update_affiliation(one);
    audit(ports, house, call("system"), "affiliation_changed", subject("person", head.person));
  });
  EXPECT_TRUE(check_invariants(house, call()).violations.empty());
  go_to(today() + days{1});
  EXPECT_EQ(night(), 1U);
  EXPECT_TRUE(open_succession(house, office(), office_box)->succession.needed);
  EXPECT_TRUE(check_invariants(house, call()).violations.empty());
}

TEST_F(Successors, WhoIsEngagedAgainIsNotAskedAnyMore) {
  go_to(retires);
  EXPECT_EQ(night(), 1U);
  affiliate(leaver.person, "faculty", today());
  go_to(today() + days{1});
  EXPECT_EQ(night(), 0U);
  EXPECT_TRUE(open_successions(house, office()).empty());
}

}  // namespace
}  // namespace metroon::app
