// How long a session lasts, what ends it, and new passwords.
#include "app/house_fixture.hpp"

namespace metroon::app {
namespace {

class InSession : public HouseTest {
 protected:
  Member holder_{member("contractor", 1)};

  bool alive(const Secret& token) { return holder_session(house, call(), token).has_value(); }
  Secret sign_in() {
    return sign_in_holder(house, call(), holder_.username, Secret{std::string{good_password}})
        .value();
  }
  std::expected<void, ChangePasswordRefused> change(std::string_view old_password,
                                                    std::string_view new_password,
                                                    std::string_view again) {
    return change_password(house, call(), holder(holder_), holder_.session,
                           Secret{std::string{old_password}}, Secret{std::string{new_password}},
                           Secret{std::string{again}});
  }
};

TEST_F(InSession, ItLastsWhileItIsUsed) {
  for (int n = 0; n < 20; ++n) {
    pass(29min);
    EXPECT_TRUE(alive(holder_.session));
  }
}

TEST_F(InSession, ItEndsAfterHalfAnHourUnused) {
  pass(30min);
  EXPECT_TRUE(alive(holder_.session));
  pass(30min + 1s);
  EXPECT_FALSE(alive(holder_.session));
}

TEST_F(InSession, AHoldersEndsAfterTwelveHoursHoweverUsed) {
  for (int n = 0; n < 36; ++n) {
    pass(20min);
    ASSERT_TRUE(alive(holder_.session));
  }
  pass(1s);
  EXPECT_FALSE(alive(holder_.session));
}

TEST_F(InSession, AStaffSessionEndsAfterTenHoursHoweverUsed) {
  const auto token =
      sign_in_staff(house, call(), "Maria", Secret{std::string{good_password}}).value();
  for (int n = 0; n < 30; ++n) {
    pass(20min);
    ASSERT_TRUE(staff_session(house, call(), token));
  }
  pass(1s);
  EXPECT_FALSE(staff_session(house, call(), token));
}

TEST_F(InSession, AHoldersTokenIsNoStaffTokenNorTheOtherWayRound) {
  const auto token =
      sign_in_staff(house, call(), "maria", Secret{std::string{good_password}}).value();
  EXPECT_FALSE(alive(token));
  EXPECT_FALSE(staff_session(house, call(), holder_.session));
  EXPECT_FALSE(alive(Secret{}));
  EXPECT_FALSE(alive(Secret{"guess"}));
}

TEST_F(InSession, SigningOutEndsThisOneOnly) {
  const auto other = sign_in();
  sign_out(house, call("holder:mgkikas"), holder_.session);
  EXPECT_FALSE(alive(holder_.session));
  EXPECT_TRUE(alive(other));
  EXPECT_TRUE(audited(subject("account", holder_.account), "signed_out"));
}

TEST_F(InSession, ANewPasswordEndsEveryOtherSession) {
  const auto other = sign_in();
  EXPECT_TRUE(change(good_password, other_password, other_password));
  EXPECT_TRUE(alive(holder_.session));
  EXPECT_FALSE(alive(other));
  EXPECT_FALSE(sign_in_holder(house, call(), "mgkikas", Secret{std::string{good_password}}));
  EXPECT_TRUE(sign_in_holder(house, call(), "mgkikas", Secret{std::string{other_password}}));
  EXPECT_TRUE(audited(subject("account", holder_.account), "password_changed"));
  EXPECT_EQ(count_mails("mail.password_changed"), 1U);
}

TEST_F(InSession, ANewPasswordNeedsTheOldOne) {
  EXPECT_EQ(why(change(other_password, other_password, other_password)),
            ChangePasswordProblem::wrong_password);
  EXPECT_TRUE(audited(subject("account", holder_.account), "password_change_refused"));
  EXPECT_EQ(why(change(good_password, "short", "short")), ChangePasswordProblem::password_unfit);
  EXPECT_EQ(why(change(good_password, other_password, good_password)),
            ChangePasswordProblem::passwords_differ);
  passwords.busy = true;
  EXPECT_EQ(why(change(good_password, other_password, other_password)),
            ChangePasswordProblem::busy);
}

TEST_F(InSession, GuessingTheOldPasswordHasToWait) {
  for (unsigned n = 0; n <= patras().attempts.free_failures; ++n)
    (void)change(other_password, other_password, other_password);
  EXPECT_EQ(why(change(good_password, other_password, other_password)),
            ChangePasswordProblem::wait);
}

TEST_F(InSession, APasswordReplacedMeanwhileIsNotOverwritten) {
  passwords.meanwhile = [&] {
    store->write([&](Ports& ports) {
      ports.credentials.set_password(holder_.account, "fake$another", now);
    });
  };
  EXPECT_EQ(why(change(good_password, other_password, other_password)),
            ChangePasswordProblem::wrong_password);
  EXPECT_EQ(store->read([&](Ports& ports) { return ports.credentials.password(holder_.account); }),
            "fake$another");
}

TEST_F(InSession, StaffAreAddedOnceAndWell) {
  const auto add = [&](std::string_view login, std::string_view password) {
    return add_staff(house, call("operator"), login, "Νίκος", Role::desk,
                     Secret{std::string{password}});
  };
  EXPECT_EQ(why(add("Νίκος", good_password)), AddStaffProblem::login_malformed);
  EXPECT_EQ(why(add("nikos", "short")), AddStaffProblem::password_unfit);
  const auto added = add(" Nikos", good_password);
  ASSERT_TRUE(added);
  EXPECT_EQ(added->login, "nikos");
  EXPECT_EQ(why(add("nikos", good_password)), AddStaffProblem::login_taken);
  EXPECT_TRUE(audited(subject("staff", added->id), "staff_added"));
}

}  // namespace
}  // namespace metroon::app
