#include "cli/audit.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "app/house_fixture.hpp"
#include "cli/night.hpp"
#include "core/retention.hpp"
#include "support/database_dump.hpp"

namespace metroon::cli {
namespace {

using testing::HasSubstr;

using AuditCommands = app::HouseTest;

TEST_F(AuditCommands, a_printed_checkpoint_is_held_against_the_chain) {
  (void)member("faculty", 1);
  const auto line = audit_checkpoint(house, call("operator"));
  ASSERT_EQ(line.exit_code, 0);
  const auto verified = audit_verify(house, line.text + "\n" + line.text, Format::text);
  EXPECT_EQ(verified.exit_code, 0) << verified.text;
  EXPECT_THAT(verified.text, HasSubstr("2 kept elsewhere: the audit holds"));
}

TEST_F(AuditCommands, a_checkpoint_of_later_entries_tells_of_a_restore) {
  (void)member("faculty", 1);
  const auto line = audit_checkpoint(house, call("operator")).text;
  app::World restored;
  (void)restored.member("faculty", 2);
  (void)member("faculty", 3);
  const auto later = audit_checkpoint(house, call("operator")).text;
  const auto out = audit_verify(restored.house, later, Format::json);
  EXPECT_EQ(out.exit_code, 1);
  EXPECT_THAT(out.text, HasSubstr("\"older\""));
  EXPECT_THAT(audit_verify(restored.house, later, Format::text).text,
              HasSubstr("restored from an older backup"));
}

TEST_F(AuditCommands, a_file_that_is_none_is_refused_by_line) {
  EXPECT_THAT(audit_verify(house, "\nnonsense\n", Format::text).text, HasSubstr("line 2"));
  EXPECT_EQ(audit_verify(house, "{}", Format::text).exit_code, 1);
}

TEST_F(AuditCommands, an_export_is_a_json_object_a_line_of_the_days_asked_for) {
  const auto someone = member("faculty", 1);
  std::string text;
  const auto write = [&](std::string_view piece) { text += piece; };
  const auto today_iso = base::to_iso(today());
  const auto subject = "person:" + std::to_string(someone.person.value);
  ASSERT_EQ(
      audit_export(house, call("operator"), {today_iso, today_iso, subject, {}}, write).exit_code,
      0);
  const auto first = boost::json::parse(text.substr(0, text.find('\n')));
  EXPECT_EQ(first.at("subject").as_string(), subject);
  EXPECT_EQ(first.at("hash").as_string().size(), 64U);
  text.clear();
  ASSERT_EQ(audit_export(house, call("operator"), {"2030-01-01", "", "", ""}, write).exit_code, 0);
  EXPECT_EQ(text, "");
  EXPECT_EQ(audit_export(house, call("operator"), {"yesterday", "", "", ""}, write).exit_code, 1);
}

TEST_F(AuditCommands, an_export_by_actor_has_what_that_one_did_and_nothing_else) {
  (void)member("contractor", 1);
  std::string text;
  ASSERT_EQ(audit_export(house, call("operator"), {"", "", "", "staff:maria"},
                         [&](std::string_view piece) { text += piece; })
                .exit_code,
            0);
  ASSERT_NE(text, "");
  for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1)
    EXPECT_EQ(boost::json::parse(text.substr(at, text.find('\n', at) - at)).at("actor").as_string(),
              "staff:maria");
}

TEST(NightCommand, entries_that_do_not_follow_are_told_and_end_it_with_one) {
  support::TemporaryDatabase database;
  app::World world{database.path()};
  const auto someone = world.member("contractor", 1);
  world.live_until(someone.person, world.today() + std::chrono::days{900});
  world.go_to(core::data_go(app::patras(), world.dossier(someone.person), world.today()).value());
  EXPECT_EQ(night(world.house, world.call("system"), true, Format::text).exit_code, 0);
  database.tamper("update audit_entry set actor = 'staff:nobody' where subject = 'person:" +
                  std::to_string(someone.person.value) + "' and action = 'affiliation_added'");
  const auto out = night(world.house, world.call("system"), false, Format::text);
  EXPECT_EQ(out.exit_code, 1);
  EXPECT_THAT(out.text, HasSubstr("1 people erased"));
  EXPECT_THAT(out.text, HasSubstr("METROON-V06: 1 entries of the audit were not erased"));
}

}  // namespace
}  // namespace metroon::cli
