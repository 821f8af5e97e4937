// What the office decides about applications.
#include <barrier>
#include <future>

#include "app/house_fixture.hpp"
#include "app/suspension.hpp"
#include "support/database_dump.hpp"
#include "support/postgresql.hpp"

namespace metroon::app {
namespace {

class Deciding : public HouseTest {
 protected:
  std::expected<core::Application, OfficeProblem> approve_as(const core::Application& one,
                                                             core::PersonId same_as,
                                                             bool nobody_alike = false) {
    return approve_application(
        house, office(), one.id,
        {.version = one.version, .username = {}, .same_as = same_as, .nobody_alike = nobody_alike});
  }
  std::vector<Alike> alike(const core::Application& one) {
    return open_application(house, office(), one.id).value().alike;
  }
  std::size_t people() {
    return store->read([](Ports& ports) { return ports.people.dossiers_after({}, 1000).size(); });
  }
};

TEST_F(Deciding, ApprovalMakesPersonAffiliationAndAccount) {
  const auto approved = approve(apply("contractor", 1));
  EXPECT_EQ(approved.stage, Stage::approved);
  EXPECT_EQ(application(approved.id), approved);
  const auto made = dossier(approved.person);
  ASSERT_TRUE(made.account);
  EXPECT_EQ(made.account->id, approved.account);
  EXPECT_EQ(made.account->username, "mgkikas");
  EXPECT_EQ(made.account->addresses, (std::vector<core::Address>{{"mgkikas", 0}}));
  ASSERT_EQ(made.affiliations.size(), 1U);
  EXPECT_EQ(made.affiliations[0].kind, kind("contractor"));
  EXPECT_EQ(made.affiliations[0].from, today());
  EXPECT_EQ(standing(approved.person).state, core::AccountState::not_handed_over);
}

TEST_F(Deciding, ApprovalIsOnRecordForEverythingItMakes) {
  const auto approved = approve(apply("contractor", 1));
  EXPECT_TRUE(audited(subject("application", approved.id), "application_approved"));
  EXPECT_EQ(actions(subject("person", approved.person)),
            (std::vector<std::string>{"person_created", "affiliation_added"}));
  EXPECT_EQ(actions(subject("account", approved.account)),
            (std::vector<std::string>{"account_created"}));
}

TEST_F(Deciding, TheApplicantIsToldTheUsernameAndWhereToCome) {
  const auto approved = approve(apply("contractor", 1));
  const auto told = mail("mail.approved");
  EXPECT_EQ(told.to, "person1@example.org");
  EXPECT_EQ(support::value_of(told, "username"), "mgkikas");
  EXPECT_EQ(support::value_of(told, "number"), grouped(approved.number, 5));
  EXPECT_FALSE(support::value_of(told, "place").empty());
}

TEST_F(Deciding, WhatThePapersDoNotCoverIsNotApproved) {
  const auto applied = apply(form("contractor", 1), {paper("solemn-declaration")});
  EXPECT_EQ(why(approve_as(applied, {})), OfficeProblem::not_now);
  EXPECT_EQ(people(), 0U);
}

TEST_F(Deciding, AskingAndRejectingNeedWords) {
  const auto applied = apply("contractor", 1);
  EXPECT_EQ(why(ask_for_more(house, office(), applied.id, applied.version, " \n")),
            OfficeProblem::text_missing);
  EXPECT_EQ(why(reject_application(house, office(), applied.id, applied.version, "")),
            OfficeProblem::text_missing);
  const auto asked = ask_for_more(house, office(), applied.id, applied.version, "Ποια μονάδα;");
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->stage, Stage::needs_more);
  EXPECT_EQ(support::value_of(mail("mail.more"), "message"), "Ποια μονάδα;");
  const auto rejected = reject_application(house, office(), asked->id, asked->version, "Έληξε.");
  ASSERT_TRUE(rejected);
  EXPECT_EQ(rejected->stage, Stage::rejected);
  EXPECT_EQ(support::value_of(mail("mail.rejected"), "message"), "Έληξε.");
  const auto done = actions(subject("application", applied.id));
  EXPECT_EQ(done, (std::vector<std::string>{"application_submitted", "email_confirmed",
                                            "more_asked_for", "application_rejected"}));
}

TEST_F(Deciding, TheRejectedIsDecided) {
  const auto applied = apply("contractor", 1);
  const auto rejected = reject_application(house, office(), applied.id, applied.version, "Όχι.");
  ASSERT_TRUE(rejected);
  EXPECT_EQ(why(approve_as(*rejected, {})), OfficeProblem::not_now);
  EXPECT_EQ(why(ask_for_more(house, office(), rejected->id, rejected->version, "Τι;")),
            OfficeProblem::not_now);
}

TEST_F(Deciding, two_clerks_one_application) {
  const auto seen = apply("contractor", 1);
  EXPECT_TRUE(approve_as(seen, {}));
  EXPECT_EQ(why(approve_as(seen, {})), OfficeProblem::someone_was_first);
  EXPECT_EQ(why(reject_application(house, office(), seen.id, seen.version, "Όχι.")),
            OfficeProblem::someone_was_first);
  EXPECT_EQ(people(), 1U);
  EXPECT_EQ(count_mails("mail.approved"), 1U);
}

// Each clerk's page is answered on a connection of its own.
class TwoCounters : public testing::TestWithParam<bool> {
 protected:
  TwoCounters()
      : url{GetParam() ? support::PostgresqlServer::shared().make_schema() : file.path()},
        world{std::make_unique<World>(url)},
        other{GetParam() ? store::open_postgresql(url, patras(), world->sealer)
                         : store::open_sqlite(url, patras(), world->sealer)},
        next_door{.policy = patras(),
                  .store = *other,
                  .random = world->random,
                  .passwords = world->passwords,
                  .printer = world->printer,
                  .texts = world->texts,
                  .civil_day = world->house.civil_day,
                  .base_url = world->house.base_url,
                  .vpn_certificate = {}} {}
  ~TwoCounters() override {
    other.reset();
    world.reset();
    if (GetParam()) support::PostgresqlServer::shared().drop_schema(url);
  }

  support::TemporaryDatabase file;
  std::string url;
  std::unique_ptr<World> world;
  std::unique_ptr<Store> other;
  House next_door;
};
INSTANTIATE_TEST_SUITE_P(OnEither, TwoCounters, testing::Bool());

TEST_P(TwoCounters, two_clerks_one_application_at_the_same_moment) {
  using Decided = std::expected<core::Application, OfficeProblem>;
  constexpr unsigned applications = 12;
  std::size_t approved = 0;
  for (unsigned n = 1; n <= applications; ++n) {
    const auto seen = world->apply("contractor", n);
    std::barrier both{2};
    const auto decides = [&](House& house, bool rejects) {
      return std::async(std::launch::async, [&, rejects]() -> Decided {
        both.arrive_and_wait();
        if (rejects)
          return reject_application(house, world->office(), seen.id, seen.version, "Όχι.");
        return approve_application(house, world->office(), seen.id,
                                   {.version = seen.version, .username = {}, .same_as = {}});
      });
    };
    auto here = decides(world->house, false);
    auto there = decides(next_door, n % 2 == 0);
    const auto one = here.get();
    const auto two = there.get();
    ASSERT_NE(one.has_value(), two.has_value()) << n;
    EXPECT_EQ(why(one ? two : one), OfficeProblem::someone_was_first);
    EXPECT_EQ(world->application(seen.id), *(one ? one : two));
    if ((one ? one : two)->stage == Stage::approved) ++approved;
  }
  EXPECT_EQ(world->count_mails("mail.approved"), approved);
  EXPECT_EQ(world->count_mails("mail.rejected"), applications - approved);
  EXPECT_EQ(
      world->store->read([](Ports& ports) { return ports.people.dossiers_after({}, 1000).size(); }),
      approved);
}

TEST_F(Deciding, WhoeverIsAlikeMustBeDecided) {
  const auto first = approve(apply("contractor", 1));
  auto typed = form("postdoc", 1);
  typed.afm.clear();
  typed.amka.clear();
  typed.document_number = "ΑΖ654321";
  const auto second = apply(typed);
  ASSERT_EQ(alike(second).size(), 1U);
  EXPECT_EQ(alike(second)[0].match, core::Match::perhaps);
  EXPECT_EQ(alike(second)[0].username, "mgkikas");
  EXPECT_EQ(why(approve_as(second, {})), OfficeProblem::alike_undecided);
  EXPECT_EQ(why(approve_as(second, {12345})), OfficeProblem::alike_unknown);
  const auto approved = approve_as(second, {}, true);
  ASSERT_TRUE(approved);
  EXPECT_NE(approved->person, first.person);
}

TEST_F(Deciding, WhoSharesNumbersAndNameCannotBeToldApart) {
  (void)approve(apply("contractor", 1));
  const auto second = apply("postdoc", 1);
  EXPECT_EQ(why(approve_as(second, {}, true)), OfficeProblem::alike_undecided);
  EXPECT_EQ(people(), 1U);
}

TEST_F(Deciding, TheSamePersonGetsAnAffiliationAndNoSecondAccount) {
  const auto first = member("contractor", 1);
  const auto second = approve(apply("postdoc", 1), first.person);
  EXPECT_EQ(second.account, first.account);
  EXPECT_EQ(second.stage, Stage::activated);  // It works already: nothing is to be collected.
  EXPECT_EQ(people(), 1U);
  EXPECT_EQ(dossier(first.person).affiliations.size(), 2U);
  EXPECT_EQ(support::value_of(mail("mail.approved_member"), "username"), first.username);
}

TEST_F(Deciding, WhoseAccountWasClosedForGoodIsNotApproved) {
  const auto one = member("postdoc", 1);
  ASSERT_TRUE(close_account(house, office(), one.account, "παραίτηση"));
  const auto again = apply(form("contractor", 1));
  EXPECT_EQ(why(approve_application(house, office(), again.id,
                                    {.version = again.version, .same_as = one.person})),
            OfficeProblem::account_closed);
}

TEST_F(Deciding, AConflictOfLifelongNumbersNeverMerges) {
  const auto first = approve(apply("contractor", 1));
  auto typed = form("postdoc", 1);
  typed.afm = form("postdoc", 2).afm;
  const auto second = apply(typed);
  ASSERT_EQ(alike(second).size(), 1U);
  EXPECT_EQ(alike(second)[0].match, core::Match::conflict);
  EXPECT_EQ(alike(second)[0].shared_items,
            (std::vector<std::string>{"amka", "document_number", "names", "birth"}));
  EXPECT_EQ(why(approve_as(second, {})), OfficeProblem::alike_undecided);
  EXPECT_EQ(why(approve_as(second, first.person)), OfficeProblem::alike_conflicting);
  EXPECT_EQ(dossier(first.person).affiliations.size(), 1U);
}

TEST_F(Deciding, GreekAndLatinSpellingIsOnePerson) {
  auto greek = form("contractor", 1);
  greek.first_name = "Ευάγγελος";
  greek.last_name = "Γκίκας";
  (void)approve(apply(greek));
  auto latin = form("postdoc", 1);
  latin.first_name = "GIKAS";
  latin.last_name = "EVANGELOS";
  latin.afm.clear();
  latin.amka.clear();
  latin.document_number = "ΑΖ654321";
  const auto found = alike(apply(latin));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].shared_items, (std::vector<std::string>{"names", "birth"}));
}

TEST_F(Deciding, ASecondApplicationIsShownBesideTheFirst) {
  const auto first = apply("contractor", 1);
  const auto second = apply("postdoc", 1);
  const auto found = alike(second);
  ASSERT_EQ(found.size(), 1U);
  ASSERT_TRUE(found[0].application);
  EXPECT_EQ(found[0].application->id, first.id);
  EXPECT_EQ(found[0].match, core::Match::same);
}

TEST_F(Deciding, ANewCapacityInAnotherRealmAddsAnAddressAndKeepsTheOld) {
  const auto student = member("phd-candidate", 1);
  const auto approved = approve(apply("contractor", 1), student.person);
  EXPECT_EQ(account(approved.account).account.addresses,
            (std::vector<core::Address>{{student.username, 1}, {student.username, 0}}));
  EXPECT_TRUE(audited(subject("account", approved.account), "address_added"));
}

TEST_F(Deciding, ACapacityThatBeginsNextMonthBringsItsAddressToo) {
  const auto student = member("phd-candidate", 1);
  auto typed = form("contractor", 1);
  typed.period_from = base::to_iso(today() + days{30});
  const auto approved = approve(apply(typed), student.person);
  EXPECT_EQ(account(approved.account).account.addresses.size(), 2U);
}

}  // namespace
}  // namespace metroon::app
