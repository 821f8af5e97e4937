// From the code on the sheet to the account page.
#include <gmock/gmock.h>

#include "web/site_fixture.hpp"

namespace metroon::web {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ActivatePages : public SiteTest {
 protected:
  core::Application handed_over() {
    const auto application = world.approve(world.apply("contractor", 1));
    (void)world.prove(application.person);
    code = std::string{world.hand_over(application.account).reveal()};
    return application;
  }
  Response check(std::string typed) { return browser.post("/activate", {{"code", typed}}); }
  Response choose(std::string_view password, std::string_view again) {
    return browser.post(
        "/activate/password",
        {{"code", code}, {"password", std::string{password}}, {"again", std::string{again}}});
  }

  std::string code;
  Browser browser = visitor("en");
};

TEST_F(ActivatePages, code_shows_whose_account_it_is) {
  const auto application = handed_over();
  const auto username = world.account(application.account).account.username;
  const auto page = check(code);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body,
              AllOf(HasSubstr(application.names.last), HasSubstr(username),
                    HasSubstr(username + "@upatras.gr"), HasSubstr("At least 15 characters"),
                    HasSubstr("data-minimum=\"15\"")));
}

TEST_F(ActivatePages, code_may_be_typed_in_small_letters_with_spaces) {
  (void)handed_over();
  std::string typed;
  for (const char one : code) typed += one == '-' ? ' ' : static_cast<char>(std::tolower(one));
  EXPECT_EQ(check(typed).status, 200);
}

TEST_F(ActivatePages, wrong_code_is_told_beside_its_field_and_where_a_new_one_is) {
  const auto page = check("AAAA-BBBB-CCCC");
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(error_of(page, "code"), HasSubstr("does not work"));
  EXPECT_THAT(page.body, AllOf(HasSubstr("value=\"AAAA-BBBB-CCCC\""), HasSubstr("09:00–15:00")));
}

TEST_F(ActivatePages, code_works_once) {
  (void)handed_over();
  EXPECT_EQ(header(choose(app::good_password, app::good_password), "Location"),
            "/account?done=activated");
  EXPECT_THAT(error_of(check(code), "code"), HasSubstr("used already"));
  EXPECT_THAT(error_of(choose(app::other_password, app::other_password), "code"),
              HasSubstr("used already"));
}

TEST_F(ActivatePages, code_that_is_too_old_is_told_so_at_either_step) {
  (void)handed_over();
  world.pass(std::chrono::days{365});
  EXPECT_THAT(error_of(check(code), "code"), HasSubstr("has expired"));
  EXPECT_THAT(error_of(choose(app::good_password, app::good_password), "code"),
              HasSubstr("has expired"));
}

TEST_F(ActivatePages, unfit_password_is_refused_beside_its_field_and_the_code_is_kept) {
  (void)handed_over();
  (void)check(code);
  for (const auto* password : {"short", "passwordpassword", "aaaaaaaaaaaaaaaaaaaa"}) {
    const auto page = choose(password, password);
    EXPECT_EQ(page.status, 422) << password;
    EXPECT_NE(error_of(page, "password"), "") << password;
    EXPECT_THAT(page.body, AllOf(HasSubstr("name=\"code\" value=\"" + code + "\""),
                                 Not(HasSubstr("value=\"" + std::string{password} + "\""))));
  }
}

TEST_F(ActivatePages, two_passwords_that_differ_are_told_at_the_second) {
  (void)handed_over();
  const auto page = choose(app::good_password, app::other_password);
  EXPECT_EQ(page.status, 422);
  EXPECT_EQ(error_of(page, "password"), "");
  EXPECT_THAT(error_of(page, "again"), HasSubstr("not the same"));
}

TEST_F(ActivatePages, who_activates_is_signed_in_and_welcome) {
  (void)handed_over();
  (void)choose(app::good_password, app::good_password);
  const auto page = browser.get("/account?done=activated");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("class=\"m-done\""));
}

TEST_F(ActivatePages, code_given_to_who_is_active_says_that_the_old_password_goes) {
  const auto application = handed_over();
  (void)choose(app::good_password, app::good_password);
  (void)world.prove(application.person);
  code = std::string{world.hand_over(application.account).reveal()};
  EXPECT_THAT(check(code).body, HasSubstr("takes the place of the old one"));
  EXPECT_EQ(choose(app::other_password, app::other_password).status, 303);
}

TEST_F(ActivatePages, guessing_of_codes_is_told_to_wait) {
  Response last;
  for (int n = 0; n < 2000; ++n) {
    last = check("AAAA-BBBB-" + std::to_string(1000 + n));
    if (error_of(last, "code").empty()) break;
  }
  EXPECT_EQ(last.status, 429);
  EXPECT_THAT(last.body, HasSubstr("Try again in"));
}

}  // namespace
}  // namespace metroon::web
