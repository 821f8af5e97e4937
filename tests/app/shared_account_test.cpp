// Non-personal accounts: asked for by faculty or a head of unit, approved by the office (A4).
#include "app/check.hpp"
#include "app/house_fixture.hpp"

namespace metroon::app {
namespace {

class SharedAccounts : public HouseTest {
 protected:
  std::expected<SharedRequest, SharedRequestProblem> ask(
      const Member& who, std::string_view username = "chem-office") {
    return request_shared(house, call("holder:" + who.username), holder(who), username,
                          "Γραμματεία Τμήματος Χημείας", "Επικοινωνία με φοιτητές");
  }
  std::expected<SharedRequest, SharedDecisionProblem> grant(const SharedRequest& request) {
    return approve_shared(house, office(), request.id, request.version);
  }
  std::expected<void, SharedPasswordRefused> set_password(const Member& who, core::AccountId id,
                                                          std::string_view password) {
    const Secret chosen{std::string{password}};
    return set_shared_password(house, call("holder:" + who.username), holder(who), id, chosen,
                               chosen);
  }
  core::Standing shared_standing(core::AccountId id) {
    const auto found =
        store->read([&](Ports& ports) { return ports.accounts.shared_dossier(id).value(); });
    return core::decide_shared(patras(), found, today());
  }
};

TEST_F(SharedAccounts, FacultyAskAndTheOfficeApproves) {
  const auto professor = member("faculty", 1);
  const auto asked = ask(professor);
  ASSERT_TRUE(asked);
  EXPECT_TRUE(open_shared_request(house, office(), asked->id)->entitled);
  EXPECT_TRUE(audited(subject("person", asked->by), "person_read"));
  const auto granted = grant(*asked);
  ASSERT_TRUE(granted);
  EXPECT_EQ(granted->stage, SharedStage::approved);
  EXPECT_EQ(account(granted->account).account.username, "chem-office");
  EXPECT_TRUE(audited(subject("shared_request", asked->id), "shared_account_asked_for"));
  EXPECT_TRUE(audited(subject("shared_request", asked->id), "shared_account_approved"));
  EXPECT_TRUE(audited(subject("account", granted->account), "shared_account_created"));
  EXPECT_EQ(support::value_of(mail("mail.shared_approved"), "username"), "chem-office");
}

TEST_F(SharedAccounts, AHeadOfUnitMayAskToo) {
  const auto head = member("permanent-staff", 1);
  EXPECT_EQ(why(ask(head)), SharedRequestProblem::not_entitled);
  store->write([&](Ports& ports) {
    ports.people.add_affiliation(head.person, {.id = {random.next_id(now)},
                                               .kind = kind("permanent-staff"),
                                               .unit = "chemistry",
                                               .from = today(),
                                               .head_of_unit = true,
                                               .asserted_by = "registry"});
  });
  EXPECT_TRUE(ask(head));
}

TEST_F(SharedAccounts, NobodyElseMay) {
  EXPECT_EQ(why(ask(member("contractor", 1))), SharedRequestProblem::not_entitled);
  EXPECT_EQ(why(ask(member("emeritus", 2))), SharedRequestProblem::not_entitled);
}

TEST_F(SharedAccounts, ARequestIsWellFormed) {
  const auto professor = member("faculty", 1);
  const auto try_asking = [&](std::string_view name, std::string_view title,
                              std::string_view purpose) {
    return why(request_shared(house, call(), holder(professor), name, title, purpose));
  };
  EXPECT_EQ(try_asking("chem", "", "x"), SharedRequestProblem::title_missing);
  EXPECT_EQ(try_asking("chem", "x", " "), SharedRequestProblem::purpose_missing);
  EXPECT_EQ(try_asking("χημεία", "x", "x"), SharedRequestProblem::username_malformed);
  EXPECT_EQ(try_asking(professor.username, "x", "x"), SharedRequestProblem::username_taken);
}

TEST_F(SharedAccounts, OfTwoWhoAskForOneNameOneGetsIt) {
  const auto first = ask(member("faculty", 1));
  const auto second = ask(member("faculty", 2));
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(grant(*second));
  EXPECT_EQ(why(grant(*first)), SharedDecisionProblem::username_taken);
}

TEST_F(SharedAccounts, ARequestIsDecidedOnce) {
  const auto asked = ask(member("faculty", 1));
  EXPECT_EQ(why(reject_shared(house, office(), asked->id, asked->version, "")),
            SharedDecisionProblem::text_missing);
  const auto rejected = reject_shared(house, office(), asked->id, asked->version, "Υπάρχει ήδη.");
  ASSERT_TRUE(rejected);
  EXPECT_EQ(support::value_of(mail("mail.shared_rejected"), "message"), "Υπάρχει ήδη.");
  EXPECT_EQ(why(grant(*asked)), SharedDecisionProblem::someone_was_first);
  EXPECT_EQ(why(grant(*rejected)), SharedDecisionProblem::not_now);
  EXPECT_TRUE(audited(subject("shared_request", asked->id), "shared_account_rejected"));
}

TEST_F(SharedAccounts, AnOwnerSetsThePasswordAndNobodyElse) {
  const auto professor = member("faculty", 1);
  const auto id = grant(ask(professor).value())->account;
  EXPECT_EQ(why(set_password(member("faculty", 2), id, good_password)),
            SharedPasswordProblem::not_owner);
  EXPECT_EQ(why(set_password(professor, professor.account, good_password)),
            SharedPasswordProblem::not_owner);
  EXPECT_EQ(why(set_password(professor, id, "short")), SharedPasswordProblem::password_unfit);
  EXPECT_EQ(shared_standing(id).state, core::AccountState::not_activated);
  ASSERT_TRUE(set_password(professor, id, good_password));
  EXPECT_EQ(shared_standing(id).state, core::AccountState::active);
  EXPECT_TRUE(audited(subject("account", id), "shared_password_set"));
}

TEST_F(SharedAccounts, OnlyEmailAndListsWorkOnIt) {
  const auto professor = member("faculty", 1);
  const auto id = grant(ask(professor).value())->account;
  ASSERT_TRUE(set_password(professor, id, good_password));
  const auto standing = shared_standing(id);
  ASSERT_EQ(standing.services.size(), 2U);
  EXPECT_TRUE(standing.opens(service("email")) && standing.opens(service("lists")));
  const auto view = view_account(house, call(), holder(professor));
  ASSERT_EQ(view.shared.size(), 1U);
  EXPECT_EQ(view.shared[0].account.account.id, id);
  EXPECT_EQ(view.shared[0].owners.front().id, professor.person);
  EXPECT_TRUE(check_invariants(house, call()).violations.empty());
}

TEST_F(SharedAccounts, NobodySignsInAsIt) {
  const auto professor = member("faculty", 1);
  const auto id = grant(ask(professor).value())->account;
  ASSERT_TRUE(set_password(professor, id, good_password));
  EXPECT_EQ(why(sign_in_holder(house, call(), "chem-office", Secret{std::string{good_password}})),
            SignInProblem::wrong);
}

TEST_F(SharedAccounts, OwnerOfSharedMailboxLeaves) {
  const auto [person, account] = enrol("university-fellow", 1, today() + days{100});
  store->write([&](Ports& ports) {
    ports.people.add_affiliation(person, {.id = {random.next_id(now)},
                                          .kind = kind("university-fellow"),
                                          .unit = "chemistry",
                                          .from = today(),
                                          .ends = today() + days{100},
                                          .head_of_unit = true,
                                          .asserted_by = "registry"});
  });
  const auto head = settle(person, account);
  const auto id = grant(ask(head).value())->account;
  ASSERT_TRUE(set_password(head, id, good_password));
  EXPECT_FALSE(shared_standing(id).needs_successor);
  pass(days{100});
  const auto left = shared_standing(id);
  EXPECT_TRUE(left.needs_successor);
  EXPECT_TRUE(left.opens(service("email")));  // Nothing ends unheard.
  const auto successor = member("faculty", 2);
  store->write([&](Ports& ports) { ports.accounts.add_owner(id, successor.person); });
  EXPECT_FALSE(shared_standing(id).needs_successor);
}

TEST_F(SharedAccounts, WhoHasLeftBeforeTheApprovalGetsNone) {
  const auto [person, account] = enrol("university-fellow", 1, today() + days{10});
  store->write([&](Ports& ports) {
    ports.people.add_affiliation(person, {.id = {random.next_id(now)},
                                          .kind = kind("university-fellow"),
                                          .unit = "chemistry",
                                          .from = today(),
                                          .ends = today() + days{10},
                                          .head_of_unit = true,
                                          .asserted_by = "registry"});
  });
  const auto asked = ask(settle(person, account));
  pass(days{11});
  EXPECT_EQ(why(grant(asked.value())), SharedDecisionProblem::owner_not_entitled);
}

}  // namespace
}  // namespace metroon::app
