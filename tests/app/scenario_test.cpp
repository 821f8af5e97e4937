// What really goes wrong in the life of members, each by the name it has in docs/sources: years of
// it, through the use cases.
#include <algorithm>

#include "app/house_fixture.hpp"
#include "core/names.hpp"

namespace metroon::app {
namespace {

class Scenario : public HouseTest {
 protected:
  bool open(core::PersonId person, std::string_view key) {
    return standing(person).opens(service(key));
  }
  core::ServiceStanding service_of(core::PersonId person, std::string_view key) {
    return *standing(person).find(service(key));
  }
};

TEST_F(Scenario, SameNameSameDayAreTwoPeople) {
  auto second = form("contractor", 2);
  const auto first = form("contractor", 1);
  second.first_name = first.first_name;
  second.last_name = first.last_name;
  second.birth = first.birth;
  second.amka.clear();
  const auto one = approve(apply(first));
  const auto other = approve(apply(second));
  EXPECT_NE(one.person, other.person);
  EXPECT_NE(account(one.account).account.username, account(other.account).account.username);
}

TEST_F(Scenario, graduate_keeps_email_and_alumni) {
  const auto graduation = today() + days{200};
  const auto [person, id] = enrol("undergraduate", 1, graduation, core::Ending::graduation);
  (void)settle(person, id);
  EXPECT_FALSE(open(person, "alumni"));
  live_until(person, graduation - days{1});
  EXPECT_TRUE(open(person, "wifi"));
  go_to(graduation);
  EXPECT_FALSE(open(person, "wifi"));
  EXPECT_TRUE(open(person, "email") && open(person, "alumni"));
  go_to(graduation + days{20'000});
  EXPECT_TRUE(open(person, "email") && open(person, "alumni"));
}

TEST_F(Scenario, StudentBecomesPostgraduateKeepsAccountWithASummerBetween) {
  const auto [person, id] = enrol("undergraduate", 1, day(2026, 7, 1), core::Ending::graduation);
  (void)settle(person, id);
  const auto before = account(id).account;
  live_until(person, day(2026, 8, 15));
  EXPECT_FALSE(open(person, "eclass"));
  affiliate(person, "postgraduate", day(2026, 10, 1), day(2028, 7, 1), core::Ending::graduation);
  EXPECT_FALSE(open(person, "eclass"));
  live_until(person, day(2026, 10, 1));
  EXPECT_TRUE(open(person, "eclass") && open(person, "email") && open(person, "alumni"));
  EXPECT_EQ(account(id).account, before);
}

TEST_F(Scenario, student_becomes_contractor_and_back) {
  const auto [person, id] = enrol("undergraduate", 1, day(2026, 7, 1));
  const auto who = settle(person, id);
  go_to(day(2026, 5, 4));
  (void)approve(apply("contractor", 1), person);
  EXPECT_EQ(standing(person).realm, patras().realm_of("upatras.gr"));
  affiliate(person, "postgraduate", day(2026, 10, 1), day(2030, 7, 1));
  while (today() < day(2029, 1, 1)) {
    live_until(person, today() + days{1});
    for (const auto* kept : {"email", "wifi", "vpn", "lists"})
      ASSERT_TRUE(open(person, kept)) << kept << " on " << base::to_iso(today());
  }
  EXPECT_EQ(standing(person).realm, patras().realm_of("upnet.gr"));  // The contract is over.
  EXPECT_EQ(account(id).account.addresses,
            (std::vector<core::Address>{{who.username, 1}, {who.username, 0}}));
}

TEST_F(Scenario, two_affiliations_longest_wins) {
  const auto [person, id] = enrol("postgraduate", 1, day(2026, 12, 1));
  const auto who = settle(person, id);
  (void)approve(apply("postdoc", 1), person);
  const auto view = view_account(house, call(), holder(who));
  const auto wifi = std::ranges::find_if(view.services, [](const ServiceView& one) {
    return one.standing.service == service("wifi");
  });
  ASSERT_EQ(wifi->rights.size(), 2U);
  EXPECT_EQ(wifi->standing.until, core::Until::on(day(2028, 3, 1)));
  EXPECT_EQ(wifi->rights[0].until, core::Until::on(day(2028, 3, 1)));
  EXPECT_EQ(wifi->rights[1].until, core::Until::on(day(2026, 11, 30)));
  const auto reason = [&](const core::Right& right) {
    return view.dossier.affiliations[right.affiliation].kind;
  };
  EXPECT_EQ(reason(wifi->rights[0]), kind("postdoc"));
  EXPECT_EQ(reason(wifi->rights[1]), kind("postgraduate"));
}

TEST_F(Scenario, postdoc_counts_from_activation) {
  go_to(day(2026, 5, 4));
  const auto approved = approve(apply("postdoc", 1));
  go_to(day(2026, 9, 14));
  const auto who = settle(approved.person, approved.account);
  EXPECT_EQ(service_of(who.person, "wifi").until, core::Until::on(day(2028, 9, 13)));
}

TEST_F(Scenario, activation_on_29_february) {
  go_to(day(2028, 2, 29));
  const auto who = member("researcher", 1);
  EXPECT_EQ(service_of(who.person, "wifi").until, core::Until::on(day(2030, 2, 28)));
}

TEST_F(Scenario, NameOfWhoNeverCameIsNobodyElses) {
  const auto approved = approve(apply("postdoc", 1));
  go_to(today() + days{1500});
  for (const auto& one : standing(approved.person).services) EXPECT_FALSE(one.open());
  auto namesake = form("postdoc", 2);
  namesake.first_name = form("postdoc", 1).first_name;
  namesake.last_name = form("postdoc", 1).last_name;
  EXPECT_NE(account(approve(apply(namesake)).account).account.username,
            account(approved.account).account.username);
}

TEST_F(Scenario, ALastNoticeAloneMovesTheEnding) {
  const auto who = member("contractor", 1);
  const auto last = service_of(who.person, "wifi").until.last;
  live_until(who.person, last - days{8}, false);
  live_until(who.person, last - days{1});  // The step of seven days before goes out.
  const auto told = last + days{1} - days{7};
  const auto shut = told + days{patras().notices.minimum_days};
  go_to(shut - days{1});
  EXPECT_TRUE(open(who.person, "wifi"));
  go_to(shut);
  EXPECT_FALSE(open(who.person, "wifi"));
}

TEST_F(Scenario, ReturnerAfterYears) {
  const auto who = member("postdoc", 1);
  const auto before = account(who.account).account;
  live_until(who.person, today() + days{800});
  EXPECT_EQ(standing(who.person).state, core::AccountState::ended);
  go_to(today() + days{2000});
  auto namesake = form("contractor", 2);
  namesake.first_name = form("contractor", 1).first_name;
  namesake.last_name = form("contractor", 1).last_name;
  EXPECT_NE(account(approve(apply(namesake)).account).account.username, who.username);
  const auto back = approve(apply("contractor", 1), who.person);
  EXPECT_EQ(back.account, who.account);
  EXPECT_EQ(account(who.account).account, before);
  EXPECT_TRUE(open(who.person, "email") && open(who.person, "wifi"));
  EXPECT_EQ(service_of(who.person, "wifi").until,
            core::Until::on(base::add_months(today(), std::chrono::months{24}) - days{1}));
}

TEST_F(Scenario, AClockADayAheadForAnHourDoesNoHarm) {
  const auto approved = approve(apply("contractor", 1));
  pass(24h);
  (void)prove(approved.person);
  pass(-23h);  // Right again: what was written down is of tomorrow.
  EXPECT_EQ(why(app::hand_over(house, office(), officer, approved.account)),
            HandOverProblem::no_proof_today);
  (void)prove(approved.person);
  EXPECT_EQ(account(approved.account).account.proof, today());
  pass(24h);
  const auto who = settle(approved.person, approved.account);
  EXPECT_TRUE(open(who.person, "email"));
}

}  // namespace
}  // namespace metroon::app
