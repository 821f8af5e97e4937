#include "app/campaign.hpp"

#include <gmock/gmock.h>

#include "app/night.hpp"
#include "web/site_fixture.hpp"

namespace metroon::web {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using testing::HasSubstr;
using testing::Not;

class CampaignPages : public SiteTest {
 protected:
  app::Member student(unsigned n) {
    const auto [person, account] = world.enrol("undergraduate", n);
    return world.settle(person, account);
  }
  Pairs typed(std::string lines) const {
    return {{"name", "Ορκωμοσία"},
            {"kind", "undergraduate"},
            {"unit", ""},
            {"ending", "graduation"},
            {"last_day", base::to_iso(world.today() + days{90})},
            {"lines", std::move(lines)},
            {"ended_from", ""},
            {"ends_by", ""}};
  }
  std::string listed(Browser& browser, const app::Member& who) {
    (void)browser.get("/office/campaigns/new");
    const auto done = browser.post("/office/campaigns", typed(who.username));
    EXPECT_EQ(done.status, 303);
    const auto target = header(done, "Location");
    return target.substr(0, target.find('?'));
  }
};

TEST_F(CampaignPages, ACampaignThatWasNeverStartedCanBeDiscarded) {
  const auto who = student(1);
  auto browser = staff(app::Role::office);
  const auto page = listed(browser, who);
  EXPECT_THAT(browser.get(page).body, HasSubstr(page + "/discard"));
  EXPECT_EQ(header(browser.post(page + "/discard", {}), "Location"),
            "/office/campaigns?done=campaign_discarded");
  EXPECT_EQ(browser.get(page).status, 404);
  EXPECT_EQ(browser.post(page + "/discard", {}).status, 404);
  const auto another = listed(browser, who);
  EXPECT_EQ(browser.post(another + "/start", {}).status, 303);
  EXPECT_EQ(browser.post(another + "/discard", {}).status, 409);
}

TEST_F(CampaignPages, EveryFieldThatIsMissingIsNamedAtOnce) {
  auto browser = staff(app::Role::office);
  (void)browser.get("/office/campaigns/new");
  const auto page = browser.post("/office/campaigns", {{"ending", "graduation"}});
  EXPECT_EQ(page.status, 422);
  for (const auto* field : {"name", "kind", "last_day"})
    EXPECT_FALSE(error_of(page, field).empty()) << field;
  EXPECT_TRUE(error_of(page, "unit").empty());
}

TEST_F(CampaignPages, ListPreviewStartPauseResumeAndReport) {
  const auto who = student(1);
  auto browser = staff(app::Role::office);
  const auto page = listed(browser, who);
  EXPECT_THAT(browser.get(page).body, HasSubstr("Δεν έχει γραφτεί τίποτα"));
  EXPECT_THAT(browser.get(page).body, HasSubstr(who.username));
  EXPECT_FALSE(world.dossier(who.person).affiliations[0].ends);
  EXPECT_EQ(browser.post(page + "/start", {}).status, 303);
  app::carry_on_campaigns(world.house, world.call("system"));
  EXPECT_TRUE(world.dossier(who.person).affiliations[0].ends);
  EXPECT_THAT(browser.get(page + "?state=begun").body, HasSubstr(who.username));
  EXPECT_THAT(browser.get(page + "?state=ended").body, Not(HasSubstr(who.username)));
  EXPECT_EQ(browser.post(page + "/resume", {}).status, 409);
  EXPECT_EQ(browser.post(page + "/pause", {}).status, 303);
  EXPECT_EQ(world.dossier(who.person).holds.size(), 1U);
  EXPECT_THAT(browser.get(page).body, HasSubstr("Σε παύση"));
  EXPECT_EQ(browser.post(page + "/resume", {}).status, 303);
  const auto report = browser.get(page + "/report.csv");
  EXPECT_EQ(report.content_type, "text/csv; charset=utf-8");
  EXPECT_THAT(report.body, HasSubstr("\"" + who.username + "\""));
  EXPECT_THAT(browser.get("/office/campaigns?lang=en").body, HasSubstr("Running"));
}

TEST_F(CampaignPages, LinesThatStandForNobodyAreShownAndNothingTypedIsLost) {
  const auto who = student(1);
  auto browser = staff(app::Role::office);
  (void)browser.get("/office/campaigns/new");
  auto fields = typed(who.username + "\n<b>x</b>\n");
  const auto page = browser.post("/office/campaigns", fields);
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr(who.username + "\n&lt;b&gt;x&lt;/b&gt;\n</textarea>"));
  EXPECT_THAT(page.body, HasSubstr(who.username));
  EXPECT_THAT(page.body, HasSubstr("Ορκωμοσία"));
  fields.emplace_back("leave_out", "on");
  EXPECT_EQ(browser.post("/office/campaigns", fields).status, 303);
}

TEST_F(CampaignPages, WhatIsWrongStandsBesideItsField) {
  auto browser = staff(app::Role::office);
  (void)browser.get("/office/campaigns/new");
  const auto refused = [&](std::size_t field, const std::string& value) {
    auto fields = typed("nobody");
    fields[field].second = value;
    const auto page = browser.post("/office/campaigns", fields);
    EXPECT_EQ(page.status, 422);
    return page;
  };
  EXPECT_NE(error_of(refused(0, " "), "name"), "");
  EXPECT_NE(error_of(refused(1, "wizard"), "kind"), "");
  EXPECT_NE(error_of(refused(2, "alchemy"), "unit"), "");
  EXPECT_NE(error_of(refused(4, "χθες"), "last_day"), "");
  EXPECT_NE(error_of(refused(5, ""), "ended_from"), "");
  EXPECT_NE(error_of(refused(5, "nobody"), "lines"), "");
}

TEST_F(CampaignPages, ALongListFitsIntoTheForm) {
  const auto who = student(1);
  auto browser = staff(app::Role::office);
  (void)browser.get("/office/campaigns/new");
  std::string lines = who.username + "\n";
  for (int n = 0; n < 20'000; ++n) lines += "up" + std::to_string(5'000'000 + n) + "\n";
  auto fields = typed(lines);
  fields.emplace_back("leave_out", "on");
  EXPECT_EQ(browser.post("/office/campaigns", fields).status, 303);
}

TEST_F(CampaignPages, OnlyTheOfficeOpensThemAndForgedFormsAreRefused) {
  const auto who = student(1);
  auto browser = staff(app::Role::office);
  const auto page = listed(browser, who);
  EXPECT_EQ(browser.post_forged(page + "/start", {}).status, 403);
  auto clerk = staff(app::Role::desk);
  auto stranger = visitor();
  for (const auto& target : {std::string{"/office/campaigns"}, std::string{"/office/campaigns/new"},
                             page, page + "/report.csv", std::string{"/office/endings"},
                             std::string{"/office/endings/list"}, std::string{"/office/numbers"}}) {
    EXPECT_EQ(clerk.get(target).status, 403) << target;
    EXPECT_THAT(header(stranger.get(target), "Location"), HasSubstr("/office/sign-in")) << target;
  }
  EXPECT_EQ(browser.get("/office/campaign/12345").status, 404);
  EXPECT_EQ(browser.post("/office/campaign/12345/start", {}).status, 404);
  EXPECT_FALSE(world.dossier(who.person).affiliations[0].ends);
}

class EndingsPages : public CampaignPages {};

TEST_F(EndingsPages, AWeekLeadsToItsPeopleByCapacityAndService) {
  const auto [person, account] = world.enrol("undergraduate", 1, world.today() + days{40});
  const auto who = world.settle(person, account);
  auto browser = staff(app::Role::office);
  const auto page = browser.get("/office/endings");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("/office/endings/list?"));
  EXPECT_THAT(browser.get("/office/endings?kind=faculty").body, HasSubstr("Δεν λήγει τίποτα"));
  const auto last = base::to_iso(world.today() + days{39});
  const auto list = "/office/endings/list?from=" + last + "&until=" + last;
  EXPECT_THAT(browser.get(list).body, HasSubstr(who.username));
  EXPECT_THAT(browser.get(list + "&service=wifi").body, HasSubstr(who.username));
  EXPECT_THAT(browser.get(list + "&service=email").body, Not(HasSubstr(who.username)));
  EXPECT_THAT(browser.get("/office/endings?lang=en").body, HasSubstr("Endings by week"));
}

TEST_F(EndingsPages, ABouncedNoticeIsShownWithItsReasonAndSentAgain) {
  const auto [person, account] = world.enrol("undergraduate", 1, world.today() + days{20});
  (void)world.settle(person, account);
  const auto call = world.call("system");
  app::run_night(world.house, call);
  world.store->write([&](app::Ports& ports) {
    for (const auto& letter : ports.outbox.recent(10))
      if (letter.mail.to == "person1@example.org")
        ports.outbox.refused(letter.mail.id, world.now, "550 <no> such user");
  });
  auto browser = staff(app::Role::office);
  EXPECT_THAT(browser.get("/office/endings").body, HasSubstr("550 &lt;no&gt; such user"));
  const Pairs fields{{"person", std::to_string(person.value)}};
  EXPECT_EQ(browser.post("/office/endings/again", fields).status, 303);
  EXPECT_EQ(browser.post("/office/endings/again", fields).status, 409);
  EXPECT_THAT(browser.get("/office/endings").body, Not(HasSubstr("550")));
  EXPECT_EQ(app::preview_night(world.house, call).notices, 1U);
}

TEST_F(EndingsPages, NumbersAreCountedAtAMomentThatIsTold) {
  (void)student(1);
  auto browser = staff(app::Role::office);
  EXPECT_THAT(browser.get("/office/numbers").body, HasSubstr("Μέλη στα αρχεία μας: 1."));
  (void)student(2);
  EXPECT_THAT(browser.get("/office/numbers").body, HasSubstr("Μέλη στα αρχεία μας: 1."));
  world.pass(11s);
  EXPECT_THAT(browser.get("/office/numbers?anew=1").body, HasSubstr("Μέλη στα αρχεία μας: 2."));
}

TEST_F(EndingsPages, TheOfficePlacesAndLiftsAHoldOnAPersonsPage) {
  const auto who = student(1);
  auto browser = staff(app::Role::office);
  const auto page = "/office/person/" + std::to_string(who.person.value);
  (void)browser.get(page);
  const auto wrong = browser.post(page + "/hold", {{"why", ""}, {"last_day", "2027-01-01"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_NE(error_of(wrong, "why"), "");
  EXPECT_THAT(wrong.body, HasSubstr("2027-01-01"));
  const auto last = base::to_iso(world.today() + days{30});
  EXPECT_EQ(browser.post(page + "/hold", {{"why", "περιμένει"}, {"last_day", last}}).status, 303);
  EXPECT_EQ(browser.post(page + "/hold", {{"why", "πάλι"}, {"last_day", last}}).status, 409);
  EXPECT_THAT(browser.get(page).body, HasSubstr("περιμένει"));
  EXPECT_EQ(browser.post(page + "/lift", {{"why", "υπέγραψε"}}).status, 303);
  EXPECT_EQ(browser.post(page + "/lift", {{"why", "πάλι"}}).status, 409);
}

}  // namespace
}  // namespace metroon::web
