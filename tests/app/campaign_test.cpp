// Campaigns from their list to their report.
#include "app/campaign_fixture.hpp"

#include <algorithm>

#include "app/claims.hpp"
#include "support/database_dump.hpp"
#include "support/failing_store.hpp"

namespace metroon::app {
namespace {

using core::CampaignStage;
using core::MemberState;

TEST_F(CampaignTest, AListStandsForUsernamesAndTellsWhatItCouldNotMatch) {
  const auto one = student(1);
  const auto other = student(2);
  (void)enrol("faculty", 3);
  const auto lines = "\xEF\xBB\xBFusername;name\r\n" + one.username + ";Μαρία\r\n\"" +
                     other.username + "\",x\n" + one.username + "\nup1000003\n";
  auto wanted = campaigning.wish(lines);
  EXPECT_EQ(why(list_campaign(house, office(), wanted)), CampaignProblem::loose_lines);
  wanted.leave_out = true;
  const auto listed = list_campaign(house, office(), wanted).value();
  EXPECT_EQ(listed.members, 2U);
  ASSERT_EQ(listed.loose.size(), 2U);  // The heading, and who is no undergraduate.
  EXPECT_EQ(listed.loose[0].line, "username");
  EXPECT_EQ(listed.loose[0].number, 1U);
  EXPECT_EQ(listed.loose[1].line, "up1000003");
  EXPECT_EQ(listed.loose[1].number, 5U);
  EXPECT_TRUE(audited(core::placed_by(listed.campaign), "campaign_listed"));
}

TEST_F(CampaignTest, WhoHasTheCapacityTwiceIsToldApartByTheUnit) {
  const auto who = student(1);
  affiliate(who.person, "undergraduate", today(), {}, core::Ending::lapsed, "physics");
  auto wanted = campaigning.wish(who.username + "\n");
  EXPECT_EQ(why(list_campaign(house, office(), wanted)), CampaignProblem::nobody);
  wanted.unit = "physics";
  EXPECT_EQ(list_campaign(house, office(), wanted).value().members, 1U);
}

TEST_F(CampaignTest, AFilterFindsThoseWhoEndedOrAreToEndBetweenTwoDays) {
  (void)enrol("undergraduate", 1, today() + days{10});
  (void)enrol("undergraduate", 2, today() + days{40});
  (void)enrol("undergraduate", 3);
  (void)enrol("undergraduate", 4, today() + days{10}, core::Ending::lapsed, "physics");
  (void)enrol("postgraduate", 5, today() + days{10});
  auto wanted = campaigning.wish();
  wanted.unit = "chemistry";
  wanted.ended_from = base::to_iso(today());
  wanted.ends_by = base::to_iso(today() + days{10});
  EXPECT_EQ(list_campaign(house, office(), wanted).value().members, 1U);
}

TEST_F(CampaignTest, WhatIsWrongWithAListIsTold) {
  const auto who = student(1);
  const auto refused = [&](auto change) {
    auto wanted = campaigning.wish(who.username);
    change(wanted);
    return why(list_campaign(house, office(), wanted));
  };
  EXPECT_EQ(refused([](auto& it) { it.name = "  "; }), CampaignProblem::name_missing);
  EXPECT_EQ(refused([](auto& it) { it.kinds.clear(); }), CampaignProblem::kind_missing);
  EXPECT_EQ(refused([](auto& it) { it.kinds = {"wizard"}; }), CampaignProblem::kind_missing);
  EXPECT_EQ(refused([](auto& it) { it.unit = "alchemy"; }), CampaignProblem::unknown_unit);
  EXPECT_EQ(refused([](auto& it) { it.last_day = "2020-01-01"; }), CampaignProblem::last_day_wrong);
  EXPECT_EQ(refused([](auto& it) { it.lines = ""; }), CampaignProblem::days_wrong);
  EXPECT_EQ(refused([](auto& it) { it.lines = "\xC1\xE2"; }), CampaignProblem::not_text);
  EXPECT_EQ(refused([](auto& it) { it.lines = "nobody"; }), CampaignProblem::nobody);
}

TEST_F(CampaignTest, StartedTwiceItRecordsEachEndingOnce) {
  const auto who = student(1);
  const auto id = campaigning.started(campaigning.wish(who.username));
  EXPECT_TRUE(start_campaign(house, office(), id));
  EXPECT_EQ(carry_on_campaigns(house, campaigning.system()), 0U);
  const auto affiliation = dossier(who.person).affiliations[0];
  EXPECT_EQ(affiliation.ends, today() + days{91});
  EXPECT_EQ(affiliation.ending, core::Ending::graduation);
  EXPECT_EQ(std::ranges::count(actions(subject("person", who.person)), "affiliation_ended"), 1);
}

TEST_F(CampaignTest, AnEndThatIsKnownAndComesSoonerStays) {
  const auto [person, id] = enrol("undergraduate", 1, today() + days{30});
  const auto who = settle(person, id);
  (void)campaigning.started(campaigning.wish(who.username));
  const auto affiliation = dossier(who.person).affiliations[0];
  EXPECT_EQ(affiliation.ends, today() + days{30});
  EXPECT_EQ(affiliation.ending, core::Ending::graduation);
}

TEST_F(CampaignTest, ProgressTellsWhoIsToldBouncedClaimedEndedAndStays) {
  std::vector<Member> all;
  std::string lines;
  for (unsigned n = 1; n <= 5; ++n) {
    all.push_back(student(n));
    lines += all.back().username + "\n";
  }
  campaigning.deliver();
  affiliate(all[4].person, "faculty", today());
  const auto id = campaigning.listed(campaigning.wish(lines));
  EXPECT_EQ(campaigning.follow(id).count(MemberState::waiting), 5U);
  (void)start_campaign(house, office(), id);
  carry_on_campaigns(house, campaigning.system());
  EXPECT_EQ(campaigning.follow(id).count(MemberState::begun), 4U);
  EXPECT_EQ(campaigning.follow(id).count(MemberState::stays), 1U);
  campaigning.server.outcome = mail::Outcome::refused;
  campaigning.nights_until(today() + days{35});
  EXPECT_EQ(campaigning.follow(id).count(MemberState::bounced), 4U);
  campaigning.server.outcome = mail::Outcome::accepted;
  campaigning.nights_until(today() + days{31});
  EXPECT_EQ(campaigning.follow(id).count(MemberState::told), 4U);
  ASSERT_TRUE(start_claim(house, call("holder:" + all[0].username), holder(all[0]),
                          {.kind = "postgraduate", .unit = "chemistry", .until = "", .text = ""}));
  EXPECT_EQ(campaigning.follow(id).count(MemberState::claimed), 1U);
  campaigning.nights_until(today() + days{30});
  const auto report = campaigning.follow(id);
  EXPECT_EQ(report.count(MemberState::ended), 3U);
  EXPECT_EQ(report.count(MemberState::stays), 1U);
  EXPECT_FALSE(open(all[1], "wifi"));
  EXPECT_TRUE(open(all[1], "email"));
  EXPECT_TRUE(open(all[4], "wifi"));
  const auto csv = report_csv(house, report);
  EXPECT_EQ(std::ranges::count(csv, '\n'), 6);
  EXPECT_NE(csv.find("\"stays\",\"\",\"faculty"), std::string::npos) << csv;
}

TEST_F(CampaignTest, WhilePausedNobodyIsToldAndNothingEndsButClaimsGoOn) {
  const auto who = student(1);
  const auto other = student(2);
  campaigning.deliver();
  const auto id = campaigning.started(campaigning.wish(who.username + "\n" + other.username));
  campaigning.nights_until(today() + days{40});
  const auto told = count_mails("mail.ending");
  EXPECT_GT(told, 0U);
  ASSERT_TRUE(start_claim(house, call("holder:" + who.username), holder(who),
                          {.kind = "postgraduate", .unit = "chemistry", .until = "", .text = ""}));
  ASSERT_TRUE(pause_campaign(house, office(), id));
  EXPECT_EQ(campaigning.follow(id).count(MemberState::claimed), 1U);
  EXPECT_EQ(campaigning.follow(id).count(MemberState::told), 1U);
  campaigning.nights_until(today() + days{200});
  EXPECT_EQ(count_mails("mail.ending"), told);
  EXPECT_EQ(count_mails("mail.ended"), 0U);
  EXPECT_TRUE(open(other, "wifi"));
  ASSERT_TRUE(resume_campaign(house, office(), id));
  campaigning.night();
  EXPECT_GT(count_mails("mail.ending"), told);
  EXPECT_TRUE(open(other, "wifi"));  // It ends anew: nobody is cut off on the day of the notice.
  campaigning.nights_until(today() + days{patras().notices.minimum_days});
  EXPECT_FALSE(open(other, "wifi"));
}

TEST_F(CampaignTest, APauseThatIsOverBeforeTheEndingMovesNothing) {
  const auto who = student(1);
  campaigning.deliver();
  const auto id = campaigning.started(campaigning.wish(who.username));
  campaigning.nights_until(today() + days{40});
  const auto before = standing(who.person);
  ASSERT_TRUE(pause_campaign(house, office(), id));
  // What rules have withdrawn is not held: by the pause its day may be another, and be due.
  EXPECT_EQ(store->read([&](Ports& ports) { return ports.nights.due(today(), {}, 10).size(); }),
            1U);
  campaigning.nights_until(today() + days{3});
  ASSERT_TRUE(resume_campaign(house, office(), id));
  const auto after = standing(who.person);
  EXPECT_EQ(before.find(service("wifi"))->until, after.find(service("wifi"))->until);
  EXPECT_EQ(before.find(service("wifi"))->shuts, after.find(service("wifi"))->shuts);
}

TEST_F(CampaignTest, WhatIsOverWhenACampaignIsPausedStaysOver) {
  const auto who = student(1);
  campaigning.deliver();
  const auto id = campaigning.started(campaigning.wish(who.username));
  campaigning.nights_until(today() + days{91});
  ASSERT_FALSE(open(who, "wifi"));
  ASSERT_TRUE(pause_campaign(house, office(), id));
  EXPECT_FALSE(open(who, "wifi"));
  EXPECT_TRUE(dossier(who.person).holds.empty());
}

TEST_F(CampaignTest, EachStepIsTakenOnlyWhereItsStageAllowsAndIsOnRecord) {
  const auto who = student(1);
  const auto id = campaigning.listed(campaigning.wish(who.username));
  EXPECT_EQ(why(pause_campaign(house, office(), id)), CampaignProblem::not_now);
  EXPECT_EQ(why(resume_campaign(house, office(), id)), CampaignProblem::not_now);
  ASSERT_TRUE(start_campaign(house, office(), id));
  ASSERT_TRUE(pause_campaign(house, office(), id));
  EXPECT_EQ(why(start_campaign(house, office(), id)), CampaignProblem::not_now);
  EXPECT_EQ(carry_on_campaigns(house, campaigning.system()), 0U);
  EXPECT_FALSE(dossier(who.person).affiliations[0].ends);
  ASSERT_TRUE(resume_campaign(house, office(), id));
  EXPECT_EQ(carry_on_campaigns(house, campaigning.system()), 1U);
  EXPECT_EQ(why(start_campaign(house, office(), {404})), CampaignProblem::no_such_campaign);
  EXPECT_EQ(actions("campaign:" + std::to_string(id.value)),
            (std::vector<std::string>{"campaign_listed", "campaign_started", "campaign_paused",
                                      "campaign_resumed"}));
}

TEST_F(CampaignTest, AReportsCellIsNeverAFormula) {
  CampaignReport report;
  report.members.push_back(
      {.member = {.first = "=cmd|'/c calc'!A1", .last = "a\"b", .username = "@x"}});
  const auto csv = report_csv(house, report);
  EXPECT_NE(csv.find("\"'=cmd"), std::string::npos);
  EXPECT_NE(csv.find("\"'@x\""), std::string::npos);
  EXPECT_NE(csv.find("\"a\"\"b\""), std::string::npos);
}

// 4,000 students graduate; the campaign is paused half way and resumed.
TEST_F(CampaignTest, mass_graduation) {
  constexpr unsigned many = 4000;
  std::string lines;
  store->write([&](Ports& ports) {
    for (unsigned n = 1; n <= many; ++n) {
      core::Person person{
          .id = {random.next_id(now)},
          .names = {"Α", "Β", "", "A", "B"},
          .birth = day(2000, 1, 1),
          .contact = {"p" + std::to_string(n) + "@example.org", "", core::Language::el},
          .identifiers = {},
          .created = now};
      core::Account account{.id = {random.next_id(now)}, .username = "g" + std::to_string(n)};
      account.realm = patras().affiliations[kind("undergraduate")].realm;
      account.proof = account.activated = today();
      ports.people.insert(person);
      ports.accounts.insert({.account = account, .person = person.id, .title = {}});
      ports.accounts.set_proof(account.id, today());
      ports.accounts.set_activated(account.id, today());
      ports.people.add_affiliation(person.id, {.id = {random.next_id(now)},
                                               .kind = kind("undergraduate"),
                                               .unit = "chemistry",
                                               .from = today(),
                                               .asserted_by = "registry students"});
      lines += account.username + "\n";
    }
  });
  const auto id = campaigning.listed(campaigning.wish(lines));
  EXPECT_EQ(preview_campaign(house, office(), id).value().members.size(), many);
  ASSERT_TRUE(start_campaign(house, office(), id));
  EXPECT_EQ(carry_on_campaigns(house, campaigning.system()), many);
  go_to(today() + days{70});
  campaigning.night();
  EXPECT_EQ(campaigning.follow(id).count(MemberState::told), many);
  ASSERT_TRUE(pause_campaign(house, office(), id));
  const auto letters = count_mails("mail.ending");
  go_to(today() + days{60});
  campaigning.night();
  EXPECT_EQ(count_mails("mail.ending"), letters);
  EXPECT_EQ(campaigning.follow(id).count(MemberState::ended), 0U);
  ASSERT_TRUE(resume_campaign(house, office(), id));
  campaigning.night();
  EXPECT_EQ(campaigning.follow(id).count(MemberState::told), many);
  EXPECT_EQ(campaigning.follow(id).count(MemberState::ended), 0U);
  go_to(today() + days{patras().notices.minimum_days});
  campaigning.night();
  EXPECT_EQ(campaigning.follow(id).count(MemberState::ended), many);
}

TEST(CampaignKilled, AnywhereAndStartedAgainDoesNothingTwice) {
  support::TemporaryDatabase database;
  World world{database.path()};
  Campaigning campaigning{world};
  std::string lines;
  std::vector<core::PersonId> people;
  for (unsigned n = 1; n <= 3; ++n) {
    people.push_back(world.enrol("undergraduate", n).first);
    lines += "up" + std::to_string(1'000'000 + n) + "\n";
  }
  const auto id = campaigning.listed(campaigning.wish(lines));
  support::Fuse fuse;
  support::FailingStore failing{*world.store, fuse};
  House fragile = with(world.house, failing);
  int deaths = 0;
  const auto survives = [&](const std::function<bool()>& step) {
    for (int writes = 0;; ++writes) {
      fuse.set(writes);
      try {
        ASSERT_TRUE(step());
        return;
      } catch (const support::Killed&) {
        ++deaths;
      }
    }
  };
  survives([&] {
    if (!start_campaign(fragile, world.office(), id)) return false;
    carry_on_campaigns(fragile, world.call("system"));
    return true;
  });
  survives([&] { return pause_campaign(fragile, world.office(), id).has_value(); });
  survives([&] { return resume_campaign(fragile, world.office(), id).has_value(); });
  EXPECT_GT(deaths, 12);
  for (const auto person : people) {
    EXPECT_EQ(std::ranges::count(world.actions(subject("person", person)), "affiliation_ended"), 1);
    EXPECT_EQ(world.dossier(person).holds.size(), 1U);
  }
  EXPECT_EQ(world.actions("campaign:" + std::to_string(id.value)).size(), 4U);
}

}  // namespace
}  // namespace metroon::app
