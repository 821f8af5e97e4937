// Following an application, as its applicant sees it.
#include <gmock/gmock.h>

#include "web/site_fixture.hpp"

namespace metroon::web {
namespace {

using core::Stage;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

UploadedFile pdf(std::string field, std::string name = "paper.pdf") {
  return {std::move(field), std::move(name), "application/pdf", "%PDF"};
}

class TrackPages : public SiteTest {
 protected:
  core::Application without_papers() {
    return world.apply(world.form("contractor", 1), std::vector<app::Upload>{});
  }
  Browser following(const core::Application& application) {
    auto browser = visitor("en");
    const auto answer = search(browser, application.number, application.contact.email);
    EXPECT_EQ(header(answer, "Location"), "/track/application");
    return browser;
  }
  static Response search(Browser& browser, const std::string& number, const std::string& known) {
    return browser.post("/track", {{"number", number}, {"known", known}});
  }
  static Response send(Browser& browser, std::string evidence, std::vector<UploadedFile> files) {
    return browser.post("/track/document", {{"evidence", std::move(evidence)}}, std::move(files));
  }
  Stage stage(const core::Application& one) { return world.application(one.id).stage; }
};

TEST_F(TrackPages, wrong_pair_is_refused_and_what_was_typed_stays) {
  const auto application = world.apply("faculty", 1);
  auto browser = visitor("en");
  const auto answer = search(browser, application.number, "1/1/1950");
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("No application was found"),
                                 HasSubstr("value=\"" + application.number + "\""),
                                 HasSubstr("value=\"1/1/1950\"")));
  const auto unknown = search(browser, "AAAAABBBBB", "1/1/1950");
  EXPECT_THAT(unknown.body, HasSubstr("No application was found"));
}

TEST_F(TrackPages, guessing_is_told_how_long_to_wait) {
  const auto application = world.apply("faculty", 1);
  auto browser = visitor("en");
  Response last;
  for (int tries = 0; tries < 7; ++tries) last = search(browser, application.number, "1/1/1950");
  EXPECT_THAT(last.body, HasSubstr("Try again in"));
  const auto right = search(browser, application.number, application.contact.email);
  EXPECT_THAT(right.body, HasSubstr("Try again in"));
  EXPECT_EQ(right.status, 429);
  EXPECT_GT(std::stoi(header(right, "Retry-After")), 0);
}

TEST_F(TrackPages, page_of_an_application_is_closed_to_strangers_and_after_two_hours) {
  auto stranger = visitor("en");
  for (const auto* path : {"/track/application", "/track/receipt.pdf"})
    EXPECT_EQ(header(stranger.get(path), "Location"), "/track?done=track_again") << path;
  for (const auto* path : {"/track/document", "/track/withdraw"})
    EXPECT_EQ(header(stranger.post(path, {}), "Location"), "/track?done=track_again") << path;
  auto browser = following(world.apply("faculty", 1));
  world.pass(std::chrono::hours{3});
  EXPECT_EQ(header(browser.get("/track/application"), "Location"), "/track?done=track_again");
}

TEST_F(TrackPages, way_shows_where_the_application_stands) {
  const auto application = world.submit(world.form("contractor", 1));
  auto browser = following(application);
  const auto present = [&] {
    return part(browser.get("/track/application").body, "aria-current=\"step\"", "</li>");
  };
  EXPECT_THAT(present(), HasSubstr("E-mail confirmation"));
  (void)app::confirm_email(world.house, world.call(), world.confirmation_link());
  EXPECT_THAT(present(), HasSubstr("Examination"));
  const auto approved = world.approve(world.application(application.id));
  EXPECT_THAT(present(), HasSubstr("Hand-over"));
  (void)world.prove(approved.person);
  const auto code = world.hand_over(approved.account);
  EXPECT_THAT(present(), HasSubstr("Activation"));
  EXPECT_THAT(browser.get("/track/application").body, HasSubstr("href=\"/activate\""));
  (void)world.activate(code);
  EXPECT_EQ(present(), "");
  EXPECT_THAT(browser.get("/track/application").body, HasSubstr("class=\"m-stages\""));
}

TEST_F(TrackPages, application_that_has_ended_has_no_way_and_takes_nothing_more) {
  const auto application = world.apply("contractor", 1);
  auto browser = following(application);
  EXPECT_EQ(header(browser.post("/track/withdraw", {}), "Location"),
            "/track/application?done=withdrawn");
  EXPECT_EQ(stage(application), Stage::withdrawn);
  EXPECT_THAT(browser.get("/track/application").body,
              AllOf(Not(HasSubstr("m-stages")), Not(HasSubstr("<form class=\"m-form\""))));
  EXPECT_EQ(browser.post("/track/withdraw", {}).status, 409);
  EXPECT_EQ(send(browser, "solemn-declaration", {pdf("solemn-declaration")}).status, 409);
}

TEST_F(TrackPages, each_missing_paper_has_a_form_until_it_is_there) {
  const auto application = without_papers();
  auto browser = following(application);
  EXPECT_EQ(stage(application), Stage::incomplete);
  EXPECT_THAT(browser.get("/track/application").body,
              AllOf(HasSubstr("id=\"solemn-declaration\""), HasSubstr("id=\"status-certificate\""),
                    HasSubstr("href=\"/papers/solemn-declaration.pdf\"")));
  EXPECT_EQ(header(send(browser, "solemn-declaration", {pdf("solemn-declaration")}), "Location"),
            "/track/application?done=document_added");
  EXPECT_THAT(
      browser.get("/track/application").body,
      AllOf(Not(HasSubstr("id=\"solemn-declaration\"")), HasSubstr("id=\"status-certificate\"")));
  (void)send(browser, "status-certificate", {pdf("status-certificate")});
  EXPECT_EQ(stage(application), Stage::submitted);
}

TEST_F(TrackPages, refused_file_is_told_beside_its_own_field) {
  auto browser = following(without_papers());
  const auto wrong = send(browser, "status-certificate",
                          {{"status-certificate", "letter.pdf", "", "no PDF at all"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(error_of(wrong, "status-certificate"), HasSubstr("PDF, JPEG or PNG"));
  EXPECT_EQ(error_of(wrong, "solemn-declaration"), "");
  auto large = pdf("status-certificate");
  large.bytes.assign(11 * 1024 * 1024, 'x');
  EXPECT_THAT(error_of(send(browser, "status-certificate", {large}), "status-certificate"),
              HasSubstr("too large"));
  const auto nothing = send(browser, "status-certificate", {});
  EXPECT_EQ(nothing.status, 422);
  EXPECT_NE(error_of(nothing, "status-certificate"), "");
}

TEST_F(TrackPages, more_files_than_the_policy_takes_are_refused) {
  auto browser = following(world.apply("contractor", 1));
  Response last;
  for (int n = 0; n < 9; ++n)
    last = send(browser, "solemn-declaration", {pdf("file", std::to_string(n) + ".pdf")});
  EXPECT_EQ(last.status, 422);
  EXPECT_NE(error_of(last, "file"), "");
  EXPECT_THAT(last.body, HasSubstr("<details class=\"m-section\" open>"));
}

TEST_F(TrackPages, paper_that_nobody_asked_for_is_refused_at_the_choice) {
  auto browser = following(world.apply("contractor", 1));
  const auto answer = send(browser, "no-such-paper", {pdf("file")});
  EXPECT_EQ(answer.status, 422);
  EXPECT_NE(error_of(answer, "evidence"), "");
}

TEST_F(TrackPages, what_the_office_asks_for_is_read_and_answered_with_any_paper) {
  const auto application = world.apply("faculty", 1);
  ASSERT_TRUE(app::ask_for_more(world.house, world.office(), application.id, application.version,
                                "Στείλτε τον διορισμό"));
  auto browser = following(application);
  EXPECT_THAT(browser.get("/track/application").body,
              AllOf(HasSubstr("Στείλτε τον διορισμό"), HasSubstr("value=\"hiring-decision\""),
                    HasSubstr("<details class=\"m-section\" open>")));
  EXPECT_EQ(send(browser, "hiring-decision", {pdf("file")}).status, 303);
  EXPECT_EQ(stage(application), Stage::submitted);
}

TEST_F(TrackPages, what_to_bring_stands_with_place_and_hours) {
  const auto application = world.approve(world.apply("faculty", 1));
  auto browser = following(application);
  const auto note = part(browser.get("/track/application").body, "Bring along", "</div>");
  EXPECT_THAT(note, AllOf(HasSubstr("identity card or passport"), HasSubstr("09:00–15:00")));
}

TEST_F(TrackPages, confirmation_is_sent_again_while_it_is_waited_for) {
  const auto application = world.submit(world.form("faculty", 1));
  auto browser = following(application);
  EXPECT_THAT(browser.get("/track/application").body, HasSubstr("action=\"/track/resend\""));
  world.pass(std::chrono::minutes{2});
  EXPECT_EQ(header(browser.post("/track/resend", {}), "Location"),
            "/track/application?done=link_sent");
  EXPECT_EQ(world.count_mails("mail.confirm"), 2U);
  (void)app::confirm_email(world.house, world.call(), world.confirmation_link());
  EXPECT_THAT(browser.get("/track/application").body, Not(HasSubstr("action=\"/track/resend\"")));
}

TEST_F(TrackPages, link_that_is_dead_says_what_to_do_next) {
  auto browser = visitor("en");
  const auto unknown = browser.post("/confirm/nonsense", {});
  EXPECT_EQ(unknown.status, 404);
  EXPECT_THAT(unknown.body, AllOf(HasSubstr("does not work"), HasSubstr("href=\"/track\"")));
  (void)world.submit(world.form("faculty", 1));
  const auto path = "/confirm/" + std::string{world.confirmation_link().reveal()};
  world.pass(std::chrono::days{30});
  const auto expired = browser.post(path, {});
  EXPECT_EQ(expired.status, 410);
  EXPECT_THAT(expired.body, AllOf(HasSubstr("has expired"), HasSubstr("href=\"/apply\"")));
}

}  // namespace
}  // namespace metroon::web
