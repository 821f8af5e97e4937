#include "cli/preview.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "app/house_fixture.hpp"
#include "app/suspension.hpp"

namespace metroon::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

using Preview = app::HouseTest;

TEST_F(Preview, explanation_names_the_line_of_the_policy_behind_each_service) {
  const auto someone = member("contractor", 1);
  const auto out = explain(house, call("operator"), someone.username, "", nullptr, Format::text);
  ASSERT_EQ(out.exit_code, 0) << out.text;
  const auto& source = house.policy.affiliations[app::kind("contractor")].term.source;
  EXPECT_THAT(out.text, AllOf(HasSubstr("from_activation as contractor"), HasSubstr(source),
                              HasSubstr("next change on")));
}

TEST_F(Preview, explanation_of_a_day_ahead_shows_the_end) {
  const auto someone = member("contractor", 1);
  const auto json = boost::json::parse(
      explain(house, call("operator"), someone.username, "2028-01-01", nullptr, Format::json).text);
  EXPECT_EQ(json.at("on").as_string(), "2028-01-01");
  EXPECT_TRUE(json.at("next_change").is_string() && json.at("collect_before").is_null());
  EXPECT_FALSE(json.at("services").as_array().empty());
  EXPECT_FALSE(json.at("services").as_array()[0].at("rights").as_array().empty());
  EXPECT_EQ(explain(house, call("operator"), "nobody", "", nullptr, Format::text).exit_code, 1);
  EXPECT_EQ(
      explain(house, call("operator"), someone.username, "soon", nullptr, Format::text).exit_code,
      1);
}

TEST_F(Preview, explanation_of_a_past_day_tells_the_standing_as_it_was) {
  const auto someone = member("contractor", 1);
  const auto then = today();
  go_to(then + std::chrono::days{9});
  ASSERT_TRUE(app::suspend_account(house, office(), someone.account, "stolen"));
  const auto told = [&](core::Day on, const core::Policy* other, Format format) {
    return explain(house, call("operator"), someone.username, base::to_iso(on), other, format).text;
  };
  EXPECT_THAT(told(today(), nullptr, Format::text), HasSubstr("suspended on"));
  const auto text = told(then, nullptr, Format::text);
  EXPECT_THAT(text, AllOf(HasSubstr("active on 2026-03-02 (as it was"), HasSubstr("open"),
                          Not(HasSubstr("could not be undone")), Not(HasSubstr("other rules"))));
  EXPECT_THAT(told(then - std::chrono::days{1}, nullptr, Format::text),
              HasSubstr("this record was not there yet"));
  const auto json = boost::json::parse(told(then, nullptr, Format::json)).as_object();
  EXPECT_EQ(json.at("state").as_string(), "active");
  EXPECT_TRUE(json.at("on_record").as_bool());
  EXPECT_TRUE(json.at("not_undone").as_array().empty());
  EXPECT_TRUE(json.at("merges_since").as_array().empty());
  EXPECT_EQ(json.at("policy_hash_then").as_string(), house.policy.hash);
}

TEST_F(Preview,
       explanation_of_a_past_day_says_what_could_not_be_undone_and_which_rules_were_others) {
  const auto someone = member("contractor", 1);
  const auto then = base::to_iso(today());
  go_to(today() + std::chrono::days{9});
  store->write([&](app::Ports& ports) {
    app::audit(ports, house, office(), "affiliation_ended", app::subject("person", someone.person),
               "contractor, 2026-07-01, campaign:5");
  });
  auto others = app::patras();
  others.hash = "of-other-rules";
  const auto who = someone.username;
  EXPECT_THAT(
      explain(house, call("operator"), who, then, &others, Format::text).text,
      AllOf(HasSubstr("could not be undone: the end of a capacity changed on 2026-03-11 "
                      "(contractor, 2026-07-01, campaign:5); what it was before is not on record"),
            HasSubstr("other rules were in force on that day: policy " + house.policy.hash)));
  const auto json =
      boost::json::parse(explain(house, call("operator"), who, then, nullptr, Format::json).text);
  ASSERT_EQ(json.at("not_undone").as_array().size(), 1U);
  EXPECT_EQ(json.at("not_undone").as_array()[0].at("action").as_string(), "affiliation_ended");
}

TEST_F(Preview, explanation_under_other_rules_judges_the_same_facts) {
  const auto someone = member("contractor", 1);
  auto harsher = app::patras();
  harsher.affiliations[app::kind("contractor")].term.length = std::chrono::months{6};
  const auto until = [&](const core::Policy* other) {
    return explain(house, call("operator"), someone.username, "", other, Format::text).text;
  };
  EXPECT_THAT(until(nullptr), HasSubstr("until 2028-03"));
  EXPECT_THAT(until(&harsher), AllOf(HasSubstr("until 2026-09"), Not(HasSubstr("until 2028-03"))));
}

TEST_F(Preview, simulation_foretells_day_by_day_whom_it_meets) {
  const auto someone = member("contractor", 1);
  const auto out =
      simulate(house, call("operator"), {"2029-01-01", true, false}, nullptr, Format::text);
  EXPECT_EQ(out.exit_code, 0);
  EXPECT_THAT(out.text, AllOf(HasSubstr("notice"), HasSubstr("service_shuts"),
                              HasSubstr(someone.username), HasSubstr("nothing was written")));
  const auto near =
      simulate(house, call("operator"), {"2026-03-03", true, false}, nullptr, Format::text);
  EXPECT_THAT(near.text, Not(HasSubstr("service_shuts")));
}

TEST_F(Preview, the_same_policy_changes_nothing) {
  (void)member("contractor", 1);
  const auto same = app::patras();
  const auto out =
      simulate(house, call("operator"), {"2026-03-03", false, false}, &same, Format::text);
  EXPECT_THAT(out.text, HasSubstr("change nothing for anybody"));
}

TEST_F(Preview, policy_changes_overnight) {
  const auto professor = member("faculty", 1);
  const auto contractor = member("contractor", 2);
  auto harsher = app::patras();
  const auto faculty = app::kind("faculty");
  harsher.affiliations[faculty].term.kind = core::Term::Kind::while_active;
  for (std::size_t service = 0; service < harsher.services.size(); ++service)
    harsher.entitlements[faculty * harsher.services.size() + service].keep = core::Keep::never;
  harsher.affiliations[app::kind("contractor")].term.length = std::chrono::months{6};
  const auto out =
      simulate(house, call("operator"), {"2026-03-03", false, false}, &harsher, Format::text);
  EXPECT_EQ(out.exit_code, 1);
  EXPECT_THAT(out.text, testing::StartsWith("WARNING"));
  EXPECT_THAT(out.text, AllOf(HasSubstr("for_ever_lost"), HasSubstr(professor.username),
                              HasSubstr("sooner"), HasSubstr(contractor.username)));
  const auto json = boost::json::parse(
      simulate(house, call("operator"), {"2026-03-03", false, false}, &harsher, Format::json).text);
  EXPECT_TRUE(json.at("for_ever_lost").as_bool());
  EXPECT_THAT(
      simulate(house, call("operator"), {"2026-03-03", false, true}, &harsher, Format::text).text,
      HasSubstr(",for_ever_lost,faculty,"));
}

TEST_F(Preview, a_capacity_that_the_new_policy_lacks_takes_its_services_with_it) {
  (void)member("contractor", 1);
  auto without = app::patras();
  without.affiliations[app::kind("contractor")].key = "contractor-of-old";
  const auto out =
      simulate(house, call("operator"), {"2026-03-03", false, false}, &without, Format::text);
  EXPECT_THAT(out.text, HasSubstr("shuts"));
}

TEST_F(Preview, nothing_is_written_by_a_simulation) {
  (void)member("contractor", 1);
  const auto entries = [&] {
    return store->read([](app::Ports& ports) { return ports.audit.count(); });
  };
  const auto before = entries();
  (void)simulate(house, call("operator"), {"2029-01-01", true, false}, nullptr, Format::text);
  EXPECT_EQ(entries(), before);
}

}  // namespace
}  // namespace metroon::cli
