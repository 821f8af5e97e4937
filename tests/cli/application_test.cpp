#include "cli/application.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "app/house_fixture.hpp"

namespace metroon::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

class Commands : public app::HouseTest {
 protected:
  [[nodiscard]] app::Call operated() const { return call("operator"); }
};

TEST_F(Commands, list_names_what_waits_and_nothing_else) {
  const auto waiting = apply("faculty", 1);
  const auto done = approve(apply("faculty", 2));
  (void)reject_application(house, office(), apply("faculty", 3).id, 2, "no");
  const auto out = application_list(house, operated(), {}, {}, Format::text);
  EXPECT_EQ(out.exit_code, 0);
  EXPECT_THAT(out.text, AllOf(HasSubstr(waiting.number + "  submitted"), HasSubstr(done.number)));
  EXPECT_EQ(application_list(house, operated(), "withdrawn", {}, Format::text).text, "none\n");
}

TEST_F(Commands, unknown_stage_is_refused_with_a_remedy) {
  const auto out = application_list(house, operated(), "lost", {}, Format::text);
  EXPECT_EQ(out.exit_code, 1);
  EXPECT_THAT(out.text, AllOf(StartsWith("METROON-A10"), HasSubstr("Remedy")));
}

TEST_F(Commands, json_says_what_the_page_shows) {
  const auto application = apply("contractor", 1);
  const auto row =
      boost::json::parse(application_list(house, operated(), {}, {}, Format::json).text).at(0);
  EXPECT_EQ(row.at("number").as_string(), application.number);
  const auto shown = boost::json::parse(
      application_show(house, operated(), application.number, Format::json).text);
  EXPECT_EQ(shown.at("stage").as_string(), "submitted");
  EXPECT_EQ(shown.at("documents").as_array().size(), 2U);
  EXPECT_TRUE(shown.at("missing").as_array().empty());
  EXPECT_FALSE(shown.at("usernames").as_array().empty());
}

TEST_F(Commands, approval_makes_the_account_once) {
  const auto number = apply("faculty", 1).number;
  EXPECT_EQ(application_approve(house, operated(), number, {}).text, number + ": approved\n");
  EXPECT_EQ(application_approve(house, operated(), number, {}).exit_code, 1);
}

TEST_F(Commands, number_may_be_typed_as_it_is_printed) {
  const auto number = apply("faculty", 1).number;
  const auto printed = app::grouped(number, 5);
  EXPECT_EQ(application_show(house, operated(), printed, Format::text).exit_code, 0);
}

TEST_F(Commands, rejection_and_asking_want_their_words) {
  const auto number = apply("faculty", 1).number;
  EXPECT_EQ(application_ask(house, operated(), number, " ").exit_code, 1);
  EXPECT_EQ(application_ask(house, operated(), number, "το ΦΕΚ").text, number + ": needs_more\n");
  EXPECT_EQ(application_reject(house, operated(), number, "").exit_code, 1);
  EXPECT_EQ(application_reject(house, operated(), number, "διπλή").text, number + ": rejected\n");
}

TEST_F(Commands, what_is_not_there_is_told_so) {
  for (const auto& out : {application_show(house, operated(), "NOSUCH", Format::json),
                          application_approve(house, operated(), "NOSUCH", {}),
                          application_reject(house, operated(), "NOSUCH", "x"),
                          application_ask(house, operated(), "NOSUCH", "x")}) {
    EXPECT_EQ(out.exit_code, 1);
    EXPECT_THAT(out.text, StartsWith("METROON-A01"));
  }
}

}  // namespace
}  // namespace metroon::cli
