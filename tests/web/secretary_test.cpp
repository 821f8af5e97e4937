#include <gmock/gmock.h>

#include "app/secretariat.hpp"
#include "web/site_fixture.hpp"

namespace metroon::web {
namespace {

using testing::HasSubstr;
using testing::Not;

class SecretaryPages : public SiteTest {
 protected:
  std::pair<core::PersonId, core::AccountId> chemist{world.enrol("undergraduate", 1)};
  std::pair<core::PersonId, core::AccountId> physicist{
      world.enrol("undergraduate", 2, {}, core::Ending::lapsed, "physics")};

  static std::string path(core::PersonId id) {
    return "/secretary/student/" + std::to_string(id.value);
  }
  const Pairs right{{"document", "identity_card"}, {"typed", "0001"}};
};

TEST_F(SecretaryPages, list_holds_the_own_students_in_both_languages) {
  auto greek = secretary();
  const auto page = greek.get("/secretary");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr(path(chemist.first)));
  EXPECT_THAT(page.body, Not(HasSubstr(path(physicist.first))));
  EXPECT_THAT(greek.get("/secretary?lang=en").body, HasSubstr("New students who wait"));
}

TEST_F(SecretaryPages, proof_and_hand_over_give_the_sheet) {
  auto browser = secretary();
  EXPECT_EQ(browser.get(path(chemist.first)).status, 200);
  const auto wrong = browser.post(path(chemist.first) + "/hand-over",
                                  {{"document", "identity_card"}, {"typed", "9999"}});
  EXPECT_EQ(wrong.status, 422);
  const auto sheet = browser.post(path(chemist.first) + "/hand-over", right);
  EXPECT_EQ(sheet.status, 200);
  EXPECT_EQ(sheet.content_type, "application/pdf");
}

TEST_F(SecretaryPages, student_of_another_unit_is_as_if_not_there_at_every_door) {
  auto browser = secretary();
  for (const auto id : {physicist.first, core::PersonId{12345}}) {
    EXPECT_EQ(browser.get(path(id)).status, 404);
    const Pairs typed{{"document", "identity_card"}, {"typed", "0002"}, {"sheet", "ABCDEFGHJK"}};
    EXPECT_EQ(browser.post(path(id) + "/hand-over", typed).status, 404);
    EXPECT_EQ(browser.post(path(id) + "/sheet", typed).status, 404);
  }
  EXPECT_TRUE(world.audited(app::subject("person", physicist.first), "foreign_student_refused"));
  EXPECT_FALSE(world.printer.last_sheet);
}

TEST_F(SecretaryPages, secretary_opens_nothing_of_the_office_and_others_nothing_of_hers) {
  auto browser = secretary();
  for (const auto* page : {"/office", "/office/desk", "/office/people", "/office/person/1",
                           "/office/application/1", "/office/shared/1"})
    EXPECT_EQ(browser.get(page).status, 403) << page;
  auto clerk = staff(app::Role::desk);
  auto officer = staff(app::Role::office);
  auto stranger = visitor();
  for (const auto* page : {"/secretary", "/secretary/student/1", "/secretary/batch"}) {
    EXPECT_EQ(clerk.get(page).status, 403) << page;
    EXPECT_EQ(officer.get(page).status, 403) << page;
    EXPECT_THAT(header(stranger.get(page), "Location"), HasSubstr("/office/sign-in")) << page;
  }
  EXPECT_EQ(browser.post_forged(path(chemist.first) + "/hand-over", right).status, 403);
}

TEST_F(SecretaryPages, scanned_sheet_opens_its_student_and_is_recorded) {
  auto browser = secretary();
  const auto vaso = world.store->read(
      [](app::Ports& ports) { return *ports.staff.by_login("secretary-chemistry"); });
  (void)app::draw_batch(world.house, world.call("staff:secretary-chemistry"), vaso,
                        app::BatchOf::without_sheet, [](std::size_t, std::size_t) { return true; });
  const auto& sheet = world.printer.batch.front();
  for (const auto& typed :
       {sheet.number, sheet.activate_url + "#" + std::string{sheet.code.reveal()}})
    EXPECT_THAT(browser.post("/secretary/find", {{"typed", typed}}).body,
                HasSubstr(path(chemist.first) + "/sheet"));
  auto typed = right;
  typed.emplace_back("sheet", sheet.number);
  const auto done = browser.post(path(chemist.first) + "/sheet", typed);
  EXPECT_EQ(header(done, "Location"), "/secretary?done=student_handed_over");
  EXPECT_THAT(browser.get("/secretary").body, HasSubstr("data-begin-here"));
  EXPECT_EQ(browser.post(path(chemist.first) + "/sheet", typed).status, 422);
}

TEST_F(SecretaryPages, search_that_finds_one_student_opens_the_page) {
  auto browser = secretary();
  const auto username = world.account(chemist.second).account.username;
  EXPECT_EQ(header(browser.post("/secretary/find", {{"typed", username}}), "Location"),
            path(chemist.first));
  EXPECT_THAT(browser.post("/secretary/find", {{"typed", "κανείς"}}).body,
              HasSubstr("value=\"κανείς\""));
  EXPECT_EQ(browser.post("/secretary/find", {{"typed", "https://x/activate#NONE"}}).status, 422);
}

TEST_F(SecretaryPages, batch_is_taken_once_by_the_one_who_asked) {
  auto browser = secretary();
  auto other = secretary("physics");
  EXPECT_EQ(browser.get("/secretary/batch").status, 200);
  EXPECT_EQ(browser.post("/secretary/batch", {}).status, 303);
  EXPECT_THAT(browser.get("/secretary/batch").body, HasSubstr("/secretary/batch/sheets"));
  EXPECT_EQ(other.post("/secretary/batch/sheets", {}).status, 404);
  const auto sheets = browser.post("/secretary/batch/sheets", {});
  EXPECT_EQ(sheets.content_type, "application/pdf");
  EXPECT_THAT(header(sheets, "Content-Disposition"), HasSubstr("attachment"));
  EXPECT_EQ(browser.post("/secretary/batch/sheets", {}).status, 404);
}

TEST_F(SecretaryPages, lost_sheets_are_made_anew_only_where_that_is_asked_for) {
  auto browser = secretary();
  const auto start = [&](Pairs fields) {
    world.printer.batch.clear();
    EXPECT_THAT(browser.get("/secretary/batch").body, HasSubstr("name=\"again\""));
    (void)browser.post("/secretary/batch", std::move(fields));
    return world.printer.batch.size();
  };
  const auto all = start({});
  EXPECT_GT(all, 0U);
  EXPECT_EQ(start({}), 0U);
  EXPECT_EQ(start({{"again", "on"}}), all);
}

}  // namespace
}  // namespace metroon::web
