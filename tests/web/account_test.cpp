// What holders see and do on their own pages.
#include <gmock/gmock.h>

#include "app/office.hpp"
#include "web/site_fixture.hpp"

namespace metroon::web {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class HolderPages : public SiteTest {
 protected:
  void add_key(const std::string& key) {
    world.store->write(
        [&](app::Ports& ports) { ports.licences.add(app::service("spss"), std::array{key}); });
  }
  static Response choose(Browser& browser, std::string service, std::string value) {
    return browser.post("/account/choice",
                        {{"service", std::move(service)}, {"value", std::move(value)}});
  }
  static Pairs shared_form(std::string username) {
    return {{"title", "Εργαστήριο Φυσικής"},
            {"username", std::move(username)},
            {"purpose", "Αλληλογραφία"}};
  }
};

std::string service_part(const Response& page, const std::string& key) {
  return part(page.body, "id=\"service-" + key + "\"", "</article>");
}

TEST_F(HolderPages, service_is_shown_with_its_reason_its_last_day_and_its_state) {
  auto browser = holder(world.member("contractor", 1), "en");
  const auto email = service_part(browser.get("/account"), "email");
  EXPECT_THAT(email, AllOf(HasSubstr("from activation, as: Contractor."),
                           HasSubstr("Lasts through"), HasSubstr("m-tag-good\">Open<")));
  EXPECT_THAT(email, HasSubstr("rel=\"noopener\""));
  EXPECT_THAT(service_part(browser.get("/account"), "eclass"), "");
}

TEST_F(HolderPages, an_ending_that_its_notice_has_moved_has_the_same_day_everywhere) {
  const auto [person, account] = world.enrol("undergraduate", 1, world.today() + app::days{3});
  auto browser = holder(world.settle(person, account), "en");
  world.send_notices(person);
  const auto last = world.today() + app::days{app::patras().notices.minimum_days - 1};
  const auto day = texts.day(core::Language::en, last);
  EXPECT_THAT(service_part(browser.get("/account"), "wifi"), HasSubstr("Lasts through " + day));
  EXPECT_THAT(browser.get("/account/claim").body, HasSubstr("closes after " + day));
  auto office = staff(app::Role::office, "en");
  EXPECT_THAT(office.get("/office/person/" + std::to_string(person.value)).body,
              HasSubstr("through " + day));
}

TEST_F(HolderPages, what_waits_for_its_notice_has_no_day) {
  const auto [person, account] = world.enrol("undergraduate", 1, world.today() + app::days{3});
  const auto who = world.settle(person, account);
  world.go_to(world.today() + app::days{9});
  auto browser = holder(who, "en");
  EXPECT_THAT(service_part(browser.get("/account"), "wifi"),
              HasSubstr("stays open until you have been told"));
  EXPECT_THAT(browser.get("/account/claim").body,
              AllOf(HasSubstr("stay open until you have been told"), Not(HasSubstr("after"))));
}

TEST_F(HolderPages, both_languages_show_the_same_services) {
  const auto member = world.member("faculty", 1);
  auto greek = holder(member, "el");
  auto english = holder(member, "en");
  const auto services = [](const Response& page) {
    std::vector<std::string> keys;
    for (const auto& service : app::patras().services)
      if (!service_part(page, service.key).empty()) keys.push_back(service.key);
    return keys;
  };
  const auto shown = services(greek.get("/account"));
  EXPECT_GT(shown.size(), 5U);
  EXPECT_EQ(shown, services(english.get("/account")));
}

TEST_F(HolderPages, switch_leads_back_to_its_service) {
  auto browser = holder(world.member("contractor", 1), "en");
  EXPECT_EQ(header(choose(browser, "email", "off"), "Location"),
            "/account?done=switched_off#service-email");
  const auto off = service_part(browser.get("/account"), "email");
  EXPECT_THAT(off, AllOf(HasSubstr("Switched off"), HasSubstr("Switch on"),
                         Not(HasSubstr("rel=\"noopener\""))));
  EXPECT_EQ(header(choose(browser, "email", "on"), "Location"),
            "/account?done=switched_on#service-email");
  EXPECT_THAT(service_part(browser.get("/account"), "email"), HasSubstr("Switch off"));
}

TEST_F(HolderPages, language_of_letters_is_chosen_apart_from_that_of_the_page) {
  const auto member = world.member("contractor", 1);
  auto browser = holder(member, "el");
  const auto language = [&] {
    return world.store->read([&](app::Ports& ports) {
      return ports.people.find(member.person).value().contact.language;
    });
  };
  const auto form = [&] {
    return part(browser.get("/account").body, "/account/language", "</form>");
  };
  EXPECT_THAT(form(), HasSubstr("value=\"el\" checked"));
  EXPECT_EQ(header(browser.post("/account/language", {{"language", "en"}}), "Location"),
            "/account?done=language_chosen#data");
  EXPECT_THAT(form(), AllOf(HasSubstr("value=\"en\" checked"), HasSubstr("Γλώσσα")));
  EXPECT_EQ(language(), core::Language::en);
  EXPECT_EQ(browser.post_forged("/account/language", {{"language", "el"}}).status, 403);
  EXPECT_EQ(browser.post("/account/language", {{"language", "fr"}}).status, 404);
  EXPECT_EQ(browser.post("/account/language", {}).status, 404);
  EXPECT_EQ(language(), core::Language::en);
}

TEST_F(HolderPages, switch_of_a_service_one_may_not_have_is_refused) {
  const auto member = world.member("contractor", 1);
  auto browser = holder(member);
  EXPECT_EQ(choose(browser, "eclass", "on").status, 409);
  EXPECT_EQ(choose(browser, "no-such-service", "on").status, 404);
  EXPECT_TRUE(world.dossier(member.person).choices.empty());
}

TEST_F(HolderPages, other_capacities_that_open_a_service_are_named_beside_the_first) {
  const auto member = world.member("contractor", 1);
  world.affiliate(member.person, "faculty", world.today());
  auto browser = holder(member, "en");
  const auto email = service_part(browser.get("/account"), "email");
  const auto others = part(email, "<details>", "</details>");
  EXPECT_THAT(email, HasSubstr("For life, as: Faculty member."));
  EXPECT_THAT(others, AllOf(HasSubstr("Contractor"), HasSubstr("Lasts through")));
}

TEST_F(HolderPages, what_stays_for_ever_is_the_last_thing_ahead) {
  const auto [person, account] =
      world.enrol("undergraduate", 1, world.today() + std::chrono::days{100});
  auto browser = holder(world.settle(person, account), "en");
  const auto ahead = part(browser.get("/account").body, "m-timeline", "</ol>");
  EXPECT_NE(ahead.find("Shuts"), ahead.npos);
  EXPECT_LT(ahead.find("Shuts"), ahead.find("Stays for ever"));
}

TEST_F(HolderPages, what_ends_and_where_to_object_stand_before_everything_else) {
  const auto [person, account] =
      world.enrol("undergraduate", 1, world.today() + std::chrono::days{20});
  auto browser = holder(world.settle(person, account), "en");
  const auto page = browser.get("/account").body;
  const auto box = part(page, "aria-labelledby=\"ending\"", "</section>");
  EXPECT_THAT(box, AllOf(HasSubstr("Some of your services end"), HasSubstr("/account/claim"),
                         HasSubstr("Wi-Fi"), Not(HasSubstr("Alumni"))));
  EXPECT_LT(page.find("aria-labelledby=\"ending\""), page.find("m-facts"));
}

TEST_F(HolderPages, new_password_is_refused_beside_the_field_that_is_wrong) {
  auto browser = holder(world.member("contractor", 1), "en");
  (void)browser.get("/account/password");
  const std::string old{app::good_password};
  const std::string fit{app::other_password};
  const auto change = [&](std::string first, std::string second, std::string third) {
    return browser.post(
        "/account/password",
        {{"old", std::move(first)}, {"password", std::move(second)}, {"again", std::move(third)}});
  };
  EXPECT_THAT(error_of(change("not this", fit, fit), "old"), HasSubstr("not right"));
  EXPECT_THAT(error_of(change(old, fit, fit + "x"), "again"), HasSubstr("not the same"));
  const auto shorter = change(old, "short", "short");
  EXPECT_EQ(shorter.status, 422);
  EXPECT_NE(error_of(shorter, "password"), "");
  EXPECT_THAT(shorter.body, Not(HasSubstr(old)));
}

TEST_F(HolderPages, new_password_ends_the_other_sessions) {
  const auto member = world.member("contractor", 1);
  auto here = holder(member);
  auto elsewhere = holder(member);
  (void)here.get("/account/password");
  const std::string fit{app::other_password};
  const auto done =
      here.post("/account/password",
                {{"old", std::string{app::good_password}}, {"password", fit}, {"again", fit}});
  EXPECT_EQ(header(done, "Location"), "/account?done=password_changed");
  EXPECT_EQ(here.get("/account").status, 200);
  EXPECT_EQ(elsewhere.get("/account").status, 303);
}

TEST_F(HolderPages, licence_key_is_given_once_and_shown_from_then_on) {
  add_key("ABCD-1234");
  auto browser = holder(world.member("postdoc", 1), "en");
  EXPECT_THAT(service_part(browser.get("/account/software"), "spss"),
              AllOf(HasSubstr("switched off"), Not(HasSubstr("<form"))));
  EXPECT_EQ(browser.post("/account/software/spss/key", {}).status, 409);
  (void)choose(browser, "spss", "on");
  EXPECT_EQ(header(browser.post("/account/software/spss/key", {}), "Location"),
            "/account/software?done=licence_given#service-spss");
  EXPECT_THAT(service_part(browser.get("/account/software"), "spss"), HasSubstr("ABCD-1234"));
}

TEST_F(HolderPages, who_comes_when_no_licence_is_left_is_told) {
  auto browser = holder(world.member("postdoc", 1), "en");
  (void)choose(browser, "spss", "on");
  const auto answer = browser.post("/account/software/spss/key", {});
  EXPECT_EQ(answer.status, 409);
  EXPECT_THAT(answer.body, HasSubstr("No licence key is left"));
}

TEST_F(HolderPages, vpn_profile_is_a_file_of_the_holders_name) {
  const auto member = world.member("contractor", 1);
  auto browser = holder(member);
  const auto file = browser.post("/account/software/vpn/profile", {});
  EXPECT_EQ(file.content_type, "application/x-openvpn-profile");
  EXPECT_EQ(header(file, "Content-Disposition"),
            "attachment; filename=\"" + member.username + ".ovpn\"");
  EXPECT_EQ(browser.post("/account/software/email/profile", {}).status, 404);
  EXPECT_EQ(browser.post("/account/software/nothing/profile", {}).status, 404);
}

TEST_F(HolderPages, message_to_support_leads_to_its_ticket) {
  auto browser = holder(world.member("contractor", 1), "en");
  const auto sent = browser.post("/account/support", {{"subject", "eduroam"}, {"text", "Help"}});
  const auto target = header(sent, "Location");
  ASSERT_THAT(target, HasSubstr("/account/support/S-"));
  const auto ticket = target.substr(target.rfind('/') + 1);
  EXPECT_THAT(browser.get(target).body, HasSubstr(ticket));
  EXPECT_THAT(browser.get(target + "?lang=el").body, HasSubstr(ticket));
}

TEST_F(HolderPages, what_is_not_shaped_like_a_ticket_is_not_shown) {
  auto browser = holder(world.member("contractor", 1));
  for (const auto* ticket : {"S-CALL+THE+POLICE", "S-abcd-efgh", "12345678901", "S-2F7K-9QX<"})
    EXPECT_EQ(browser.get(std::string{"/account/support/"} + ticket).status, 404) << ticket;
}

TEST_F(HolderPages, message_that_is_refused_is_not_lost) {
  auto browser = holder(world.member("contractor", 1), "en");
  const auto send = [&](std::string subject, std::string text) {
    return browser.post("/account/support",
                        {{"subject", std::move(subject)}, {"text", std::move(text)}});
  };
  const auto untitled = send("", "Half an hour's work");
  EXPECT_EQ(untitled.status, 422);
  EXPECT_NE(error_of(untitled, "subject"), "");
  EXPECT_THAT(untitled.body, HasSubstr("Half an hour"));
  EXPECT_NE(error_of(send("eduroam", ""), "text"), "");
  EXPECT_THAT(error_of(send(std::string(151, 'x'), "text"), "subject"), HasSubstr("too long"));
  EXPECT_THAT(error_of(send("eduroam", std::string(10'001, 'x')), "text"), HasSubstr("too long"));
  for (int n = 0; n < 10; ++n) EXPECT_EQ(send("eduroam", "Help").status, 303);
  EXPECT_THAT(send("eduroam", "Help").body, HasSubstr("within one hour"));
}

TEST_F(HolderPages, wish_for_a_non_personal_account_is_refused_beside_its_field) {
  auto browser = holder(world.member("faculty", 1), "en");
  const auto bare = browser.post("/account/shared", {{"username", "physics-lab"}});
  EXPECT_EQ(bare.status, 422);
  EXPECT_NE(error_of(bare, "title"), "");
  EXPECT_THAT(bare.body, HasSubstr("value=\"physics-lab\""));
  EXPECT_NE(error_of(browser.post("/account/shared", shared_form("Φυσική")), "username"), "");
}

TEST_F(HolderPages, contractor_may_not_ask_for_a_non_personal_account) {
  auto browser = holder(world.member("contractor", 1), "en");
  EXPECT_THAT(browser.get("/account").body, Not(HasSubstr("/account/shared")));
  const auto page = browser.get("/account/shared");
  EXPECT_THAT(page.body,
              AllOf(HasSubstr("Faculty members and heads"), Not(HasSubstr("name=\"purpose\""))));
  EXPECT_EQ(browser.post("/account/shared", shared_form("physics-lab")).status, 422);
}

TEST_F(HolderPages, owner_activates_a_non_personal_account_with_its_first_password) {
  const auto owner = world.member("faculty", 1);
  auto browser = holder(owner, "en");
  EXPECT_EQ(header(browser.post("/account/shared", shared_form("physics-lab")), "Location"),
            "/account/shared?done=shared_asked");
  EXPECT_THAT(browser.get("/account/shared").body, HasSubstr("waits for the office"));
  const auto asked =
      app::view_account(world.house, world.call(), world.holder(owner)).shared_requests.front();
  const auto approved = app::approve_shared(world.house, world.office(), asked.id, asked.version);
  ASSERT_TRUE(approved);
  EXPECT_THAT(browser.get("/account").body,
              AllOf(HasSubstr("physics-lab@upatras.gr"), HasSubstr("Not activated")));
  const auto path = "/account/shared/" + std::to_string(approved->account.value);
  const auto set = [&](Browser& who, std::string password) {
    return who.post(path, {{"password", password}, {"again", password}});
  };
  EXPECT_NE(error_of(set(browser, "short"), "password"), "");
  auto stranger = holder(world.member("faculty", 2));
  EXPECT_EQ(stranger.get(path).status, 404);
  EXPECT_EQ(set(stranger, std::string{app::good_password}).status, 404);
  EXPECT_EQ(header(set(browser, std::string{app::good_password}), "Location"),
            "/account/shared?done=password_changed");
  EXPECT_EQ(world.account(approved->account).account.activated, world.today());
}

}  // namespace
}  // namespace metroon::web
