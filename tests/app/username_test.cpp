// Names of accounts: proposed by the rules, chosen by the office, never given twice (invariant 2).
#include "app/house_fixture.hpp"

namespace metroon::app {
namespace {

class Usernames : public HouseTest {
 protected:
  std::expected<core::Application, OfficeProblem> approve_named(const core::Application& one,
                                                                const std::string& username) {
    return approve_application(
        house, office(), one.id,
        {.version = one.version, .username = username, .same_as = {}, .nobody_alike = true});
  }
  // Another person of the same name.
  core::ApplicationForm namesake(unsigned n) {
    auto typed = form("contractor", n);
    typed.first_name = "Μαρία";
    typed.last_name = "Γκίκα";
    return typed;
  }
};

TEST_F(Usernames, NamesakesGetOtherNames) {
  std::vector<std::string> given;
  for (unsigned n = 1; n <= 5; ++n)
    given.push_back(account(approve(apply(namesake(n))).account).account.username);
  EXPECT_EQ(given, (std::vector<std::string>{"mgkika", "maria.gkika", "gkika.maria", "mgkika2",
                                             "mgkika3"}));
}

TEST_F(Usernames, TheOfficeMayChooseWithinTheRules) {
  const auto applied = apply("contractor", 1);
  EXPECT_EQ(why(approve_named(applied, "Maria Gkika")), OfficeProblem::username_malformed);
  EXPECT_EQ(why(approve_named(applied, "postmaster")), OfficeProblem::username_malformed);
  const auto approved = approve_named(applied, "gkika.m");
  ASSERT_TRUE(approved);
  EXPECT_EQ(account(approved->account).account.username, "gkika.m");
}

TEST_F(Usernames, ANameIsGivenOnce) {
  ASSERT_TRUE(approve_named(apply("contractor", 1), "gkika"));
  EXPECT_EQ(why(approve_named(apply("contractor", 2), "gkika")), OfficeProblem::username_taken);
}

TEST_F(Usernames, AnotherAddressOfSomebodyIsNoUsernameForAnybody) {
  const auto first = approve(apply("contractor", 1));
  store->write([&](Ports& ports) { ports.accounts.add_address(first.account, {"gkika", 1}); });
  EXPECT_EQ(why(approve_named(apply("contractor", 2), "gkika")), OfficeProblem::username_taken);
}

TEST_F(Usernames, ProposalsAreFree) {
  ASSERT_TRUE(approve_named(apply("contractor", 1), "mgkika"));
  const auto view = open_application(house, office(), apply(namesake(2)).id);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->usernames, (std::vector<std::string>{"maria.gkika", "gkika.maria", "mgkika2"}));
}

}  // namespace
}  // namespace metroon::app
