// What a campaign's preview promises.
#include <algorithm>

#include "app/campaign_fixture.hpp"

namespace metroon::app {
namespace {

TEST_F(CampaignTest, APreviewWritesNothingAndTellsWhatEndsWhatStaysAndWhoLosesNothing) {
  const auto leaves = student(1);
  const auto goes_on = student(2);
  affiliate(goes_on.person, "faculty", today());
  const auto id = campaigning.listed(campaigning.wish(leaves.username + "\n" + goes_on.username));
  const auto entries = actions(subject("person", leaves.person)).size();
  const auto preview = preview_campaign(house, office(), id).value();
  ASSERT_EQ(preview.members.size(), 2U);
  EXPECT_EQ(preview.lose_nothing, 1U);
  const auto& effect = preview.members[0].effect;
  EXPECT_EQ(
      std::ranges::count(effect.losses, service("wifi"), &core::CampaignEffect::Loss::service), 1);
  for (const auto& loss : effect.losses) EXPECT_EQ(loss.last, today() + days{90});
  EXPECT_EQ(effect.kept, (std::vector{service("email"), service("alumni")}));
  const auto& other = preview.members[1];
  EXPECT_TRUE(other.effect.losses.empty());
  ASSERT_EQ(other.elsewhere.size(), 1U);
  EXPECT_EQ(other.elsewhere[0].kind, kind("faculty"));
  EXPECT_EQ(other.elsewhere[0].until, core::Until::for_ever());
  EXPECT_EQ(std::ranges::count(other.elsewhere[0].services, service("wifi")), 1);
  EXPECT_FALSE(dossier(leaves.person).affiliations[0].ends);
  EXPECT_EQ(actions(subject("person", leaves.person)).size(), entries);
}

TEST_F(CampaignTest, APreviewTellsUntilWhenAnotherCapacityKeepsWhat) {
  const Day last = today() + days{40};
  const auto [person, account] = enrol("undergraduate", 1, last + days{1});
  affiliate(person, "postgraduate", today());
  const auto who = settle(person, account);
  auto wanted = campaigning.wish(who.username);
  wanted.kinds = {"postgraduate"};
  wanted.last_day = base::to_iso(today() + days{31});
  const auto one =
      preview_campaign(house, office(), campaigning.listed(wanted)).value().members.at(0);
  EXPECT_EQ(one.effect.losses,
            (std::vector{core::CampaignEffect::Loss{service("spss"), today() + days{31}}}));
  const auto ends = std::ranges::find(one.elsewhere, core::Until::on(last), &KeptElsewhere::until);
  ASSERT_NE(ends, one.elsewhere.end());
  EXPECT_EQ(ends->kind, kind("undergraduate"));
  EXPECT_EQ(std::ranges::count(ends->services, service("wifi")), 1);
}

TEST_F(CampaignTest, APreviewPromisesNoDayThatANoticeOfTodayWouldNotAllow) {
  const auto who = student(1);
  auto wanted = campaigning.wish(who.username);
  wanted.last_day = base::to_iso(today() + days{1});
  const auto id = campaigning.listed(wanted);
  const Day last = today() + days{patras().notices.minimum_days - 1};
  const auto preview = preview_campaign(house, office(), id).value();
  for (const auto& loss : preview.members.at(0).effect.losses) EXPECT_EQ(loss.last, last);
  EXPECT_TRUE(start_campaign(house, office(), id));
  carry_on_campaigns(house, campaigning.system());
  campaigning.night();
  EXPECT_EQ(campaigning.follow(id).members.at(0).last_day, last);
  EXPECT_EQ(support::value_of(mail("mail.ending"), "day"), base::to_iso(last));
  campaigning.nights_until(last);
  EXPECT_TRUE(open(who, "wifi"));
  campaigning.nights_until(last + days{1});
  EXPECT_FALSE(open(who, "wifi"));
}

}  // namespace
}  // namespace metroon::app
