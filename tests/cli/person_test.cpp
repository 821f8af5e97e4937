#include "cli/person.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "app/house_fixture.hpp"

namespace metroon::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

using PersonCommands = app::HouseTest;

TEST_F(PersonCommands, person_is_found_by_username_and_by_number) {
  const auto someone = member("faculty", 1);
  const auto by_name = person_show(house, call("operator"), someone.username, Format::json);
  const auto by_number =
      person_show(house, call("operator"), std::to_string(someone.person.value), Format::json);
  ASSERT_EQ(by_name.exit_code, 0) << by_name.text;
  const auto shown = boost::json::parse(by_name.text);
  EXPECT_EQ(shown.at("state").as_string(), "active");
  EXPECT_EQ(boost::json::parse(by_number.text).at("state").as_string(), "active");
}

TEST_F(PersonCommands, reasons_and_ends_of_services_are_printed) {
  const auto someone = member("contractor", 1);
  const auto out = person_show(house, call("operator"), someone.username, Format::text);
  EXPECT_THAT(out.text, AllOf(HasSubstr("email"), HasSubstr("from_activation")));
}

TEST_F(PersonCommands, days_are_texts_in_json) {
  const auto [person, account] = enrol("permanent-staff", 1, today() + std::chrono::days{90});
  const auto someone = settle(person, account);
  const auto shown = boost::json::parse(
      person_show(house, call("operator"), someone.username, Format::json).text);
  EXPECT_EQ(shown.at("affiliations").at(0).at("ends").as_string(),
            base::to_iso(today() + std::chrono::days{90}));
  EXPECT_TRUE(shown.at("next_change").is_string());
}

TEST_F(PersonCommands, nobody_is_refused) {
  EXPECT_EQ(person_show(house, call("operator"), "nobody", Format::text).exit_code, 1);
  EXPECT_EQ(person_show(house, call("operator"), "", Format::text).exit_code, 1);
}

TEST_F(PersonCommands, check_of_a_sound_house_ends_well) {
  (void)member("faculty", 1);
  const auto out = check(house, call("operator"), Format::text);
  EXPECT_EQ(out.exit_code, 0);
  EXPECT_THAT(out.text, HasSubstr("all invariants hold"));
  EXPECT_EQ(
      boost::json::parse(check(house, call("operator"), Format::json).text).at("people").as_int64(),
      1);
}

TEST_F(PersonCommands, staff_login_is_made_once_and_no_password_is_printed) {
  const base::Secret password{std::string{app::good_password}};
  const auto made = add_staff(house, call("operator"), "nina", "Νίνα", "desk", password);
  EXPECT_EQ(made.exit_code, 0) << made.text;
  EXPECT_THAT(made.text, Not(HasSubstr(std::string{app::good_password})));
  EXPECT_EQ(add_staff(house, call("operator"), "nina", "Νίνα", "desk", password).exit_code, 1);
  EXPECT_EQ(add_staff(house, call("operator"), "no", "", "desk", base::Secret{"short"}).exit_code,
            1);
}

TEST_F(PersonCommands, secretary_has_units_of_the_policy_and_nobody_else_has) {
  const base::Secret password{std::string{app::good_password}};
  const auto add = [&](std::string_view login, std::string_view role,
                       const std::vector<std::string>& units) {
    return add_staff(house, call("operator"), login, "Βάσω", role, password, units);
  };
  EXPECT_THAT(add("vaso", "secretary", {}).text, HasSubstr("METROON-G01"));
  EXPECT_THAT(add("vaso", "desk", {"chemistry"}).text, HasSubstr("METROON-G01"));
  EXPECT_THAT(add("vaso", "secretary", {"alchemy"}).text, HasSubstr("METROON-G02"));
  EXPECT_EQ(add("vaso", "secretary", {"chemistry"}).exit_code, 0);
  const auto set = [&](std::string_view login, const std::vector<std::string>& units) {
    return cli::set_staff_units(house, call("operator"), login, units);
  };
  EXPECT_EQ(set("vaso", {"physics", "physics"}).text, "vaso is of physics\n");
  EXPECT_THAT(set("vaso", {"alchemy"}).text, HasSubstr("METROON-G02"));
  EXPECT_THAT(set("maria", {"physics"}).text, HasSubstr("METROON-G03"));
  EXPECT_THAT(set("nobody", {"physics"}).text, HasSubstr("METROON-U04"));
}

TEST_F(PersonCommands, locked_login_opens_again_with_a_new_password) {
  const base::Secret first{std::string{app::good_password}};
  const base::Secret second{std::string{app::other_password}};
  (void)add_staff(house, call("operator"), "nina", "Νίνα", "desk", first);
  for (int tries = 0; tries < 120; ++tries) {
    (void)sign_in_staff(house, call(), "nina", base::Secret{"wrong"});
    pass(2h);
  }
  EXPECT_FALSE(sign_in_staff(house, call(), "nina", first));
  EXPECT_EQ(cli::reset_staff_password(house, call("operator"), "nina", second).exit_code, 0);
  EXPECT_FALSE(sign_in_staff(house, call(), "nina", first));
  EXPECT_TRUE(sign_in_staff(house, call(), "nina", second));
  EXPECT_EQ(cli::reset_staff_password(house, call("operator"), "nobody", second).exit_code, 1);
  EXPECT_EQ(
      cli::reset_staff_password(house, call("operator"), "nina", base::Secret{"short"}).exit_code,
      1);
}

TEST_F(PersonCommands, licence_keys_are_for_software_that_has_them) {
  EXPECT_EQ(add_licence_keys(house, call("operator"), "spss", "A-1\nA-2\n").exit_code, 0);
  EXPECT_EQ(add_licence_keys(house, call("operator"), "email", "A-1\n").exit_code, 1);
  EXPECT_EQ(add_licence_keys(house, call("operator"), "nothing", "A-1\n").exit_code, 1);
}

}  // namespace
}  // namespace metroon::cli
