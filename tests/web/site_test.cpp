#include <gmock/gmock.h>

#include "web/site_fixture.hpp"

namespace metroon::web {
namespace {

using testing::HasSubstr;
using testing::Not;

// A whole page is no message to read.
bool says(const Response& answer, std::string_view text) {
  return answer.body.contains(text);
}

bool lacks(const Response& answer, std::string_view text) {
  return !says(answer, text);
}

const std::array holder_pages{"/account", "/account/password", "/account/software",
                              "/account/support", "/account/shared"};
const std::array office_pages{"/office", "/office/application/1", "/office/people",
                              "/office/person/1", "/office/shared/1"};

TEST_F(SiteTest, form_without_its_token_is_refused_and_on_record) {
  auto browser = visitor();
  (void)browser.get("/track");
  const auto answer = browser.post_forged("/track", {{"number", "X"}, {"known", "Y"}});
  EXPECT_EQ(answer.status, 403);
  EXPECT_TRUE(world.audited("page", "forged_form_refused"));
}

TEST_F(SiteTest, forged_form_leaves_no_secret_of_its_address_on_record) {
  (void)world.submit(world.form("faculty", 1));
  const std::string link{world.confirmation_link().reveal()};
  (void)visitor().post_forged("/confirm/" + link, {});
  const auto entries =
      world.store->read([](app::Ports& ports) { return ports.audit.about("page", 10); });
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries.front().detail, "/confirm/{token}");
}

TEST_F(SiteTest, flood_of_forged_forms_does_not_flood_the_record) {
  auto browser = visitor();
  for (int count = 0; count < 250; ++count) (void)browser.post_forged("/track", {});
  EXPECT_EQ(world.actions("page").size(), 200U);
}

TEST_F(SiteTest, fault_is_told_by_its_incident_and_nothing_of_its_cause) {
  auto browser = visitor();
  (void)browser.get("/sign-in");
  world.passwords.meanwhile = [] { throw std::runtime_error{"the disk is full"}; };
  const auto answer = browser.post("/sign-in", {{"username", "x"}, {"password", "y"}});
  EXPECT_EQ(answer.status, 500);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_TRUE(says(answer, faults.front().substr(0, 8)));
  EXPECT_TRUE(lacks(answer, "disk"));
}

TEST_F(SiteTest, office_sees_no_application_whose_address_nobody_has_confirmed) {
  const auto waiting = world.submit(world.form("faculty", 1));
  auto officer = staff(app::Role::office);
  const auto path = "/office/application/" + std::to_string(waiting.id.value);
  EXPECT_TRUE(lacks(officer.get("/office?show=applicant"), path));
  EXPECT_TRUE(lacks(officer.get("/office?text=" + waiting.number), path));
  EXPECT_EQ(officer.get(path).status, 404);
}

TEST_F(SiteTest, token_of_another_visitor_is_refused) {
  auto attacker = visitor();
  auto victim = visitor();
  (void)attacker.get("/track");
  (void)victim.get("/track");
  victim.token = attacker.token;
  EXPECT_EQ(victim.post("/track", {{"number", "X"}}).status, 403);
}

TEST_F(SiteTest, form_that_the_browser_says_is_foreign_is_refused_even_with_a_token) {
  auto browser = visitor();
  (void)browser.get("/track");
  for (const auto* site_of_form : {"cross-site", "same-site", "none"}) {
    browser.fetch_site = site_of_form;
    EXPECT_EQ(browser.post("/track", {{"number", "X"}}).status, 403) << site_of_form;
  }
  browser.fetch_site = "same-origin";
  EXPECT_EQ(browser.post("/track", {{"number", "X"}}).status, 422);
}

TEST_F(SiteTest, strangers_are_sent_to_sign_in_and_see_nothing) {
  auto browser = visitor();
  for (const auto* path : holder_pages) {
    const auto answer = browser.get(path);
    EXPECT_EQ(answer.status, 303) << path;
    EXPECT_THAT(header(answer, "Location"), HasSubstr("/sign-in")) << path;
    EXPECT_TRUE(answer.body.empty()) << path;
  }
  for (const auto* path : office_pages)
    EXPECT_THAT(header(browser.get(path), "Location"), HasSubstr("/office/sign-in")) << path;
}

TEST_F(SiteTest, stranger_who_signs_in_comes_to_the_page_that_was_asked_for) {
  const auto member = world.member("faculty", 1);
  auto browser = visitor();
  const auto sent = header(browser.get("/account/claim?done=x&a=b%26c"), "Location");
  EXPECT_EQ(sent, "/sign-in?next=/account/claim?a=b%2526c&done=sign_in_first");
  EXPECT_TRUE(says(browser.get(sent), "name=\"next\" value=\"/account/claim?a=b%26c\""));
  const auto done = browser.post("/sign-in", {{"username", member.username},
                                              {"password", std::string{app::good_password}},
                                              {"next", "/account/claim?a=b%26c"}});
  EXPECT_EQ(header(done, "Location"), "/account/claim?a=b%26c");
}

TEST_F(SiteTest, dots_in_names_and_questions_lead_back) {
  const auto member = world.member("faculty", 1);
  for (const auto* next : {"/account/a..b", "/account/claim?a=../x&b=%2e%2e", "/account/...?a=b"}) {
    auto browser = visitor();
    const auto done = browser.post("/sign-in", {{"username", member.username},
                                                {"password", std::string{app::good_password}},
                                                {"next", next}});
    EXPECT_EQ(header(done, "Location"), next);
  }
}

TEST_F(SiteTest, nobody_is_led_from_signing_in_to_a_page_that_is_not_their_own) {
  const auto member = world.member("faculty", 1);
  for (const auto* next : {"//evil.example",
                           "https://evil.example/account",
                           "/account.evil",
                           "/account//\\evil",
                           "/office",
                           "\\evil",
                           "/account?a\r\nSet-Cookie: a=b",
                           "/accounts",
                           "account",
                           "/",
                           "/account/../office",
                           "/account/..",
                           "/account/%2e%2E/office",
                           "/account/.%2E/office",
                           "/account/%2e./office",
                           "/account/x/../../office?a=b",
                           "/account/..%2foffice",
                           "/account/%2E%2e%5Coffice",
                           "/account/./claim",
                           "/account/..\\office"}) {
    auto browser = visitor();
    const auto done = browser.post("/sign-in", {{"username", member.username},
                                                {"password", std::string{app::good_password}},
                                                {"next", next}});
    EXPECT_EQ(header(done, "Location"), "/account") << next;
  }
}

TEST_F(SiteTest, holder_is_no_staff_and_staff_is_no_holder) {
  auto member = holder(world.member("faculty", 1));
  EXPECT_EQ(member.get("/office").status, 303);
  auto officer = staff(app::Role::office);
  EXPECT_EQ(officer.get("/office").status, 200);
  EXPECT_EQ(officer.get("/account").status, 303);
}

TEST_F(SiteTest, desk_staff_open_the_desk_alone) {
  auto clerk = staff(app::Role::desk);
  EXPECT_EQ(clerk.get("/office/desk").status, 200);
  for (const auto* path : office_pages) EXPECT_EQ(clerk.get(path).status, 403) << path;
}

TEST_F(SiteTest, what_is_not_there_is_told_so) {
  auto officer = staff(app::Role::office);
  for (const auto* path : {"/nothing", "/office/application/1", "/office/application/x",
                           "/office/person/99", "/office/shared/5", "/apply/undergraduate",
                           "/apply/nothing", "/papers/nothing.pdf", "/papers/contract.pdf"})
    EXPECT_EQ(officer.get(path).status, 404) << path;
  EXPECT_EQ(officer.get("/sign-out").status, 405);
}

TEST_F(SiteTest, language_is_asked_for_by_the_address_then_the_cookie_then_the_browser) {
  auto browser = visitor("en-GB,en;q=0.9");
  EXPECT_TRUE(says(browser.get("/"), "<html lang=\"en\">"));
  EXPECT_TRUE(says(browser.get("/?lang=el"), "<html lang=\"el\">"));
  EXPECT_TRUE(says(browser.get("/track"), "<html lang=\"el\">"));
  EXPECT_TRUE(says(visitor("fr").get("/"), "<html lang=\"el\">"));
}

TEST_F(SiteTest, other_language_shows_the_same_page_with_what_was_asked_for) {
  auto browser = visitor();
  EXPECT_TRUE(says(browser.get("/track?number=A%26B&done=signed_out"),
                   "href=\"/track?number=A%26B&amp;lang=en\""));
}

TEST_F(SiteTest, what_was_typed_comes_back_as_text_and_never_as_markup) {
  auto browser = visitor();
  const std::string typed = "\"><script>alert(1)</script> {{TITLE}} [[frame.nav]] 'x' & <b>";
  const auto answer = browser.post("/track", {{"number", typed}, {"known", typed}});
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(lacks(answer, "<script>alert"));
  EXPECT_TRUE(says(answer, "&lt;script&gt;"));
  EXPECT_TRUE(says(answer, "{{TITLE}}"));
}

TEST_F(SiteTest, notice_in_the_address_shows_only_words_of_the_catalogue) {
  auto browser = visitor("en");
  EXPECT_TRUE(says(browser.get("/?done=signed_out"), "class=\"m-done\""));
  EXPECT_TRUE(lacks(browser.get("/?done=your+account+is+blocked"), "m-done"));
}

TEST_F(SiteTest, every_field_keeps_what_was_typed_and_has_its_message) {
  auto browser = visitor("en");
  const Pairs fields{
      {"first_name", "R2D2"},       {"last_name", "<Παπά>"},    {"first_latin", "Γιώργος"},
      {"birth", "31/2/1990"},       {"email", "nobody"},        {"phone", "12"},
      {"document", "passport"},     {"document_number", "!!"},  {"afm", "123456789"},
      {"amka", "99999999999"},      {"unit", "no such unit"},   {"period_from", "tomorrow"},
      {"period_until", "1/1/1999"}, {"supervisor_email", "x@y"}};
  const auto answer = browser.post("/apply/contractor", fields);
  EXPECT_EQ(answer.status, 422);
  for (const auto& [name, value] : fields) {
    EXPECT_TRUE(name == "document" || says(answer, "id=\"" + name + "-error\"")) << name;
    const bool shown_as_it_is = name != "document" && name != "unit" && name != "last_name";
    const bool kept = answer.body.contains("value=\"" + value + "\"");
    EXPECT_TRUE(kept || !shown_as_it_is) << name;
  }
  EXPECT_TRUE(says(answer, "value=\"&lt;Παπά&gt;\""));
}

TEST_F(SiteTest, form_sent_again_from_the_browsers_history_makes_no_second_application) {
  auto browser = visitor();
  const auto typed = world.form("faculty", 3);
  const Pairs fields{{"first_name", typed.first_name},
                     {"last_name", typed.last_name},
                     {"birth", typed.birth},
                     {"email", typed.email},
                     {"phone", typed.phone},
                     {"document", typed.document},
                     {"document_number", typed.document_number},
                     {"unit", typed.unit}};
  EXPECT_EQ(header(browser.post("/apply/faculty", fields), "Location"), "/apply/preview");
  EXPECT_EQ(header(browser.post("/apply/submit", {}), "Location"), "/apply/received");
  EXPECT_EQ(header(browser.post("/apply/submit", {}), "Location"), "/apply/received");
  const auto queue = app::office_queue(world.house, world.office(),
                                       std::array{core::Stage::unconfirmed}, {}, 10, 0);
  EXPECT_EQ(queue.rows.size(), 1U);
}

TEST_F(SiteTest, link_in_a_mail_confirms_only_when_the_button_is_pressed) {
  const auto application = world.submit(world.form("faculty", 1));
  const auto path = "/confirm/" + std::string{world.confirmation_link().reveal()};
  auto scanner = visitor();
  EXPECT_EQ(scanner.get(path).status, 200);
  EXPECT_EQ(world.application(application.id).stage, core::Stage::unconfirmed);
  EXPECT_EQ(header(scanner.post(path, {}), "Location"), "/track/application?done=confirmed");
  EXPECT_EQ(world.application(application.id).stage, core::Stage::submitted);
}

TEST_F(SiteTest, activation_code_is_in_no_address_and_no_cookie) {
  const auto application = world.approve(world.apply("faculty", 1));
  (void)world.prove(application.person);
  const std::string code{world.hand_over(application.account).reveal()};
  auto browser = visitor();
  const auto second = browser.post("/activate", {{"code", code}});
  EXPECT_EQ(second.status, 200);
  const auto done =
      browser.post("/activate/password", {{"code", code},
                                          {"password", std::string{app::good_password}},
                                          {"again", std::string{app::good_password}}});
  EXPECT_EQ(header(done, "Location"), "/account?done=activated");
  for (const auto& [name, value] : browser.cookies)
    EXPECT_THAT(value, Not(HasSubstr(code))) << name;
}

TEST_F(SiteTest, wrong_passwords_are_throttled_and_told_how_long) {
  const auto member = world.member("faculty", 1);
  auto browser = visitor("en");
  Response last;
  for (int tries = 0; tries < 7; ++tries)
    last = browser.post("/sign-in", {{"username", member.username}, {"password", "wrong"}});
  EXPECT_EQ(last.status, 429);
  EXPECT_TRUE(says(last, "Try again in"));
  EXPECT_TRUE(lacks(last, "value=\"wrong\""));
}

TEST_F(SiteTest, browser_of_the_holder_is_not_locked_by_a_stranger) {
  const auto member = world.member("faculty", 1);
  const auto sign_in = [&](auto& browser, std::string_view password) {
    return browser
        .post("/sign-in", {{"username", member.username}, {"password", std::string{password}}})
        .status;
  };
  auto own = visitor("en");
  ASSERT_EQ(sign_in(own, app::good_password), 303);
  auto stranger = visitor("en");
  for (int tries = 0; tries < 7; ++tries) (void)sign_in(stranger, "wrong");
  EXPECT_EQ(sign_in(stranger, app::good_password), 429);
  EXPECT_EQ(sign_in(own, app::good_password), 303);
}

TEST_F(SiteTest, officer_cannot_read_a_document_through_another_application) {
  const auto mine = world.apply("contractor", 1);
  const auto other = world.apply("contractor", 2);
  auto officer = staff(app::Role::office);
  const auto path = [](const core::Application& application, const core::Application& owner) {
    return "/office/application/" + std::to_string(application.id.value) + "/document/" +
           std::to_string(owner.documents.front().id.value);
  };
  const auto paper = officer.get(path(mine, mine));
  EXPECT_EQ(paper.status, 200);
  EXPECT_THAT(header(paper, "Content-Security-Policy"), HasSubstr("default-src 'none'"));
  EXPECT_EQ(officer.get(path(other, mine)).status, 404);
}

TEST_F(SiteTest, renewed_paper_is_never_taken_for_another_kind_than_was_chosen) {
  const auto member = world.member("faculty", 1);
  auto officer = staff(app::Role::office);
  const auto path = "/office/person/" + std::to_string(member.person.value);
  EXPECT_TRUE(says(officer.get(path), "value=\"identity_card\" checked"));
  const auto answer =
      officer.post(path + "/document", {{"number", "AB123456"}, {"note", "The old one is here"}});
  EXPECT_EQ(answer.status, 400);
}

TEST(PreferredLanguage, is_the_first_of_ours_that_the_browser_names) {
  EXPECT_EQ(preferred_language("el-GR,el;q=0.9,en;q=0.8"), Language::el);
  EXPECT_EQ(preferred_language("en-US,en;q=0.9,el;q=0.8"), Language::en);
  EXPECT_EQ(preferred_language("fr-FR,en;q=0.5"), Language::en);
  EXPECT_EQ(preferred_language(""), Language::el);
}

}  // namespace
}  // namespace metroon::web
