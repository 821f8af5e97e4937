// Activation by a code, and signing in.
#include "app/house_fixture.hpp"

namespace metroon::app {
namespace {

class SigningIn : public HouseTest {
 protected:
  std::expected<Secret, SignInRefused> sign_in(std::string_view username,
                                               std::string_view password = good_password,
                                               const Secret& browser = {}) {
    return sign_in_holder(house, call(), username, Secret{std::string{password}}, browser);
  }
  void guess_until_closed(std::string_view username, const Secret& browser = {}) {
    for (unsigned n = 0; n <= patras().attempts.free_failures; ++n)
      ASSERT_EQ(why(sign_in(username, other_password, browser)), SignInProblem::wrong);
    ASSERT_EQ(why(sign_in(username, good_password, browser)), SignInProblem::wait);
  }
  std::expected<Secret, ActivateRefused> try_code(const Secret& code, std::string_view password,
                                                  std::string_view again) {
    return activate_account(house, call(), code, Secret{std::string{password}},
                            Secret{std::string{again}});
  }
  Secret code_for(const core::Application& approved) {
    (void)prove(approved.person);
    return hand_over(approved.account);
  }
};

TEST_F(SigningIn, ACodeActivatesAndSignsIn) {
  const auto approved = approve(apply("contractor", 1));
  const auto session = activate(code_for(approved));
  const auto holder = holder_session(house, call(), session);
  ASSERT_TRUE(holder);
  EXPECT_EQ(holder->username, "mgkikas");
  EXPECT_EQ(account(approved.account).account.activated, today());
  EXPECT_EQ(application(approved.id).stage, Stage::activated);
  EXPECT_EQ(standing(approved.person).state, core::AccountState::active);
  EXPECT_TRUE(audited(subject("account", approved.account), "account_activated"));
  EXPECT_TRUE(audited(subject("application", approved.id), "application_finished"));
  EXPECT_EQ(mail("mail.activated").to, "person1@example.org");
}

TEST_F(SigningIn, ACodeIsTakenAsPeopleTypeIt) {
  const auto printed = std::string{code_for(approve(apply("contractor", 1))).reveal()};
  std::string typed = "  ";
  for (const char one : printed) typed += one == '-' ? ' ' : static_cast<char>(std::tolower(one));
  EXPECT_TRUE(check_activation_code(house, call(), Secret{typed}));
}

TEST_F(SigningIn, ACodeWorksOnceAndForItsDaysOnly) {
  const auto first = code_for(approve(apply("contractor", 1)));
  const auto second = code_for(approve(apply("contractor", 2)));
  (void)activate(first);
  EXPECT_EQ(why(try_code(first, other_password, other_password)), ActivateProblem::code_used);
  pass(days{patras().applications.activation_code_days});
  EXPECT_TRUE(check_activation_code(house, call(), second));
  pass(days{1});
  EXPECT_EQ(why(check_activation_code(house, call(), second)), ActivateProblem::code_expired);
}

TEST_F(SigningIn, TryingDeadCodesIsOnRecord) {
  const auto approved = approve(apply("contractor", 1));
  const auto code = code_for(approved);
  (void)activate(code);
  (void)check_activation_code(house, call(), code);
  EXPECT_TRUE(audited(subject("account", approved.account), "used_code_tried"));
}

TEST_F(SigningIn, GuessingCodesHasToWait) {
  for (unsigned n = 0; n < (patras().attempts.free_failures + 1) * client_patience; ++n)
    ASSERT_EQ(why(check_activation_code(house, call(), Secret{"GUESS" + std::to_string(n)})),
              ActivateProblem::no_such_code);
  EXPECT_EQ(why(check_activation_code(house, call(), Secret{"GUESS"})), ActivateProblem::wait);
}

TEST_F(SigningIn, ABusyAddressIsForgivenWithTheHour) {
  const auto guess = [&] { return why(check_activation_code(house, call(), Secret{"GUESS"})); };
  for (unsigned n = 0; n < (patras().attempts.free_failures + 1) * client_patience; ++n)
    (void)guess();
  ASSERT_EQ(guess(), ActivateProblem::wait);
  pass(1h);
  for (int n = 0; n < 20; ++n) EXPECT_EQ(guess(), ActivateProblem::no_such_code);
}

TEST_F(SigningIn, WhoHasAWholeNetworkOfAddressesIsOneGuesser) {
  auto from = call();
  for (unsigned n = 0; n < (patras().attempts.free_failures + 1) * client_patience; ++n) {
    from.client = "2001:db8:0:7::" + std::to_string(n + 1);
    ASSERT_EQ(why(check_activation_code(house, from, Secret{"GUESS"})),
              ActivateProblem::no_such_code);
  }
  from.client = "2001:db8:0:7:a:b:c:d";
  EXPECT_EQ(why(check_activation_code(house, from, Secret{"GUESS"})), ActivateProblem::wait);
  from.client = "2001:db8:0:8::1";
  EXPECT_EQ(why(check_activation_code(house, from, Secret{"GUESS"})),
            ActivateProblem::no_such_code);
}

TEST(NetworkOf, IsTheFirstFourGroupsOfAnIpv6Address) {
  EXPECT_EQ(network_of("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(network_of("2001:db8::1"), "2001:db8:0:0::/64");
  EXPECT_EQ(network_of("2001::4:5:6:7:8"), "2001:0:0:4::/64");
  EXPECT_EQ(network_of("::1"), network_of("::2"));
  EXPECT_EQ(network_of(""), "");
}

TEST_F(SigningIn, APoorPasswordUsesNothingUp) {
  const auto code = code_for(approve(apply("contractor", 1)));
  EXPECT_EQ(why(try_code(code, "short", "short")), ActivateProblem::password_unfit);
  EXPECT_EQ(why(try_code(code, "mariagkikasmgkikas", "mariagkikasmgkikas")),
            ActivateProblem::password_unfit);
  EXPECT_EQ(why(try_code(code, passwords.common, passwords.common)),
            ActivateProblem::password_unfit);
  EXPECT_EQ(why(try_code(code, good_password, other_password)), ActivateProblem::passwords_differ);
  passwords.busy = true;
  EXPECT_EQ(why(try_code(code, good_password, good_password)), ActivateProblem::busy);
  passwords.busy = false;
  EXPECT_TRUE(try_code(code, good_password, good_password));
}

TEST_F(SigningIn, APasswordIsTheSameInWhateverFormItIsTyped) {
  // Ligature fi, Angstrom sign, combining accents: NFKC folds them.
  (void)activate(code_for(approve(apply("contractor", 1))),
                 "\uFB01ve kat\u03B1\u0301 \u212Bngstrom");
  EXPECT_TRUE(sign_in("mgkikas", "five kat\u03AC \u00C5ngstrom"));
  EXPECT_EQ(why(sign_in("mgkikas", "five kat\xff")), SignInProblem::wrong);
}

TEST_F(SigningIn, TheNameMayBeTypedAsAnAddress) {
  (void)member("contractor", 1);
  EXPECT_TRUE(sign_in(" MGkikas@upatras.gr "));
}

TEST_F(SigningIn, WhoGuessesAtANameKeepsNobodyOutOfTheirOwnBrowser) {
  (void)member("contractor", 1);
  const auto browser = remember_browser(house, call(), sign_in("mgkikas").value(), {});
  guess_until_closed("mgkikas");
  EXPECT_TRUE(sign_in("mgkikas", good_password, browser));
  // There too guessing ends, and the others stay as they were.
  guess_until_closed("mgkikas", browser);
}

TEST_F(SigningIn, ABrowserIsKnownForItsHolderOnlyAndForItsDays) {
  (void)member("contractor", 1);
  (void)member("contractor", 2);
  const auto session = sign_in("mgkikas").value();
  const auto browser = remember_browser(house, call(), session, {});
  EXPECT_TRUE(remember_browser(house, call(), session, browser).empty());
  guess_until_closed("etzavellas");
  EXPECT_EQ(why(sign_in("etzavellas", good_password, browser)), SignInProblem::wait);
  pass(browser_remembered);
  guess_until_closed("mgkikas");
  EXPECT_EQ(why(sign_in("mgkikas", good_password, browser)), SignInProblem::wait);
}

TEST_F(SigningIn, ANewCodeForgetsTheBrowsers) {
  const auto holder = member("contractor", 1);
  const auto browser = remember_browser(house, call(), sign_in("mgkikas").value(), {});
  (void)prove(holder.person);
  (void)activate(hand_over(holder.account));
  guess_until_closed("mgkikas");
  EXPECT_EQ(why(sign_in("mgkikas", good_password, browser)), SignInProblem::wait);
}

TEST_F(SigningIn, UnknownNamesAreRefusedLikeKnownOnes) {
  (void)member("contractor", 1);
  (void)approve(apply("contractor", 2));  // Has an account without a password.
  passwords.verified = 0;
  for (const auto* name : {"mgkikas", "nobody", "etzavellas"}) {
    for (unsigned n = 0; n <= patras().attempts.free_failures; ++n)
      ASSERT_EQ(why(sign_in(name, other_password)), SignInProblem::wrong) << name;
    EXPECT_EQ(why(sign_in(name, other_password)), SignInProblem::wait) << name;
  }
  EXPECT_EQ(passwords.verified, 3 * (static_cast<int>(patras().attempts.free_failures) + 1));
}

TEST_F(SigningIn, WhoKnowsThePasswordWaitsAsWell) {
  (void)member("contractor", 1);
  for (unsigned n = 0; n <= patras().attempts.free_failures; ++n)
    (void)sign_in("mgkikas", other_password);
  EXPECT_EQ(why(sign_in("mgkikas")), SignInProblem::wait);
  pass(30s);
  EXPECT_TRUE(sign_in("mgkikas"));
  EXPECT_EQ(why(sign_in("mgkikas", other_password)), SignInProblem::wrong);  // Counted anew.
}

TEST_F(SigningIn, AfterAHundredFailuresOnlyAProofOpensAgain) {
  const auto holder = member("contractor", 1);
  for (unsigned n = 0; n < patras().attempts.most_failures; ++n) {
    ASSERT_EQ(why(sign_in("mgkikas", other_password)), SignInProblem::wrong) << n;
    pass(1h);
  }
  pass(days{30});
  EXPECT_EQ(why(sign_in("mgkikas")), SignInProblem::wait);
  (void)prove(holder.person);
  (void)activate(hand_over(holder.account), other_password);
  EXPECT_TRUE(sign_in("mgkikas", other_password));
}

TEST_F(SigningIn, WhoSignedInAndWhoTriedIsOnRecord) {
  const auto holder = member("contractor", 1);
  ASSERT_TRUE(sign_in("mgkikas"));
  (void)sign_in("mgkikas", other_password);
  EXPECT_TRUE(audited(subject("account", holder.account), "signed_in"));
  EXPECT_TRUE(audited(subject("account", holder.account), "sign_in_refused"));
  (void)sign_in_staff(house, call(), "maria", Secret{"wrong"});
  EXPECT_TRUE(audited(subject("staff", officer.id), "sign_in_refused"));
  (void)sign_in("nobody");
  EXPECT_TRUE(audited("account", "sign_in_refused"));
}

TEST_F(SigningIn, APasswordReplacedWhileItIsCheckedOpensNothing) {
  const auto holder = member("contractor", 1);
  passwords.meanwhile = [&] {
    store->write(
        [&](Ports& ports) { ports.credentials.set_password(holder.account, "fake$another", now); });
  };
  EXPECT_EQ(why(sign_in("mgkikas")), SignInProblem::wrong);
}

TEST_F(SigningIn, AnAccountSuspendedWhileItsPasswordIsCheckedOpensNothing) {
  const auto holder = member("contractor", 1);
  passwords.meanwhile = [&] {
    store->write([&](Ports& ports) {
      ports.accounts.set_suspended(holder.account, core::Suspension{today(), "stolen"});
    });
  };
  EXPECT_EQ(why(sign_in("mgkikas")), SignInProblem::suspended);
}

TEST_F(SigningIn, ManyGuessesAtOnceAreNoMoreThanOne) {
  (void)member("contractor", 1);
  passwords.meanwhile = [&] {
    store->write([&](Ports& ports) {
      for (unsigned n = 0; n <= patras().attempts.free_failures; ++n)
        ports.throttle.failed("account:mgkikas", now);
    });
  };
  EXPECT_EQ(why(sign_in("mgkikas")), SignInProblem::wait);
}

TEST_F(SigningIn, WhileTooManyAreBeingCheckedNobodyIsCounted) {
  (void)member("contractor", 1);
  passwords.busy = true;
  for (int n = 0; n < 50; ++n) ASSERT_EQ(why(sign_in("mgkikas", "x")), SignInProblem::busy);
  passwords.busy = false;
  EXPECT_TRUE(sign_in("mgkikas"));
}

TEST_F(SigningIn, AStolenAccountIsSuspendedAtOnceAndComesBackAsItWas) {
  const auto holder = member("contractor", 1);
  const auto before = standing(holder.person);
  const auto suspend = [&](const std::optional<core::Suspension>& how) {
    store->write([&](Ports& ports) { ports.accounts.set_suspended(holder.account, how); });
  };
  suspend(core::Suspension{today(), "stolen"});
  EXPECT_FALSE(holder_session(house, call(), holder.session));
  EXPECT_EQ(why(sign_in("mgkikas")), SignInProblem::suspended);
  EXPECT_EQ(why(sign_in("mgkikas", other_password)), SignInProblem::wrong);  // Tells nobody else.
  EXPECT_FALSE(standing(holder.person).opens(service("email")));
  suspend({});
  EXPECT_TRUE(sign_in("mgkikas"));
  EXPECT_EQ(standing(holder.person), before);
}

}  // namespace
}  // namespace metroon::app
