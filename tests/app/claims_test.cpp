// "I am still a member" (D4, D5): by the names of what goes wrong.
#include <algorithm>

#include "app/claims_fixture.hpp"
#include "core/decide.hpp"

namespace metroon::app {
namespace {

class Claims : public ClaimTest {};
TEST_F(Claims, claim_stops_the_clock) {
  const auto one = leaving();
  live_until(one.person, ending);
  now += 14h + 30min;  // The last evening.
  const auto made = claim(one);
  with_papers(one, made, {"studies-certificate"});
  live_until(one.person, ending + days{40});
  EXPECT_TRUE(opens(one, "library"));
  ASSERT_TRUE(approve_claim(house, office(), made.id, 2, ""));
  live_until(one.person, ending + days{400});
  EXPECT_TRUE(opens(one, "library"));
  EXPECT_EQ(standing(one.person).find(service("library"))->until.kind,
            core::Until::Kind::no_end_known);
}

TEST_F(Claims, claim_refused_gives_reason_and_days) {
  const auto one = leaving();
  live_until(one.person, ending);
  const auto made = claim(one);
  ASSERT_EQ(why(refuse_claim(house, office(), made.id, 1, "  ")), ClaimProblem::text_missing);
  go_to(ending + days{5});
  ASSERT_TRUE(refuse_claim(house, office(), made.id, 1, "The certificate is of another year."));
  const auto letter = mail("mail.claim_refused").text;
  EXPECT_NE(letter.find("of another year"), std::string::npos) << letter;

  const auto after = standing(one.person);
  const auto last = after.find(service("library"))->until.last;
  EXPECT_GE(last + days{1}, today() + days{patras().claims.days_after_decision});
  EXPECT_FALSE(after.find(service("library"))->shuts) << "it waits for a fresh notice";
  live_until(one.person, last - days{3}, false);  // No mail server takes the notices.
  const auto noticed = last;                      // The step of one day before goes out.
  live_until(one.person, noticed + days{patras().notices.minimum_days - 1});
  EXPECT_TRUE(opens(one, "library"));
  live_until(one.person, noticed + days{patras().notices.minimum_days});
  EXPECT_FALSE(opens(one, "library"));
}

TEST_F(Claims, WhatComesToNothingHoldsOnlyOnce) {
  const auto one = leaving();
  const Day start = today();
  Day last_open = start;
  for (int day_number = 0; day_number < 400; ++day_number) {
    go_to(start + days{day_number});
    send_notices(one.person);
    if (opens(one, "library")) {
      last_open = today();
      const auto made = start_claim(house, call(), {one.account, one.person, one.username},
                                    {"undergraduate", "", "", ""});
      if (made) {
        ASSERT_TRUE(
            withdraw_claim(house, call(), {one.account, one.person, one.username}, made->id));
      }
    }
  }
  const auto& rules = patras().claims;
  EXPECT_LE(last_open, ending + days{rules.hold_days + 2 * rules.days_after_decision});
}

TEST_F(Claims, WhatNeverEndsCannotBeClaimed) {
  const auto one = professor(1);
  EXPECT_EQ(why(start_claim(house, call(), holder(one), {"faculty", "", "", ""})),
            StartClaimProblem::nothing_ends);
  EXPECT_FALSE(claims_of(house, call(), holder(one)).ending);
}

TEST_F(Claims, OneClaimAtATime) {
  const auto one = leaving();
  (void)claim(one);
  EXPECT_EQ(why(start_claim(house, call(), holder(one), {"undergraduate", "", "", ""})),
            StartClaimProblem::claimed_already);
}

TEST_F(Claims, AnyOneAlternativeIsEnoughAndAllOfIt) {
  const auto one = leaving();
  auto made = claim(one, "contractor");
  made = with_papers(one, made, {"supervisor-certificate"});
  EXPECT_EQ(why(approve_claim(house, office(), made.id, made.version, "2027-12-31")),
            ClaimProblem::documents_missing);
  const auto missing = open_claim(house, office(), made.id)->missing;
  ASSERT_EQ(missing.size(), 2U);
  EXPECT_EQ(missing[1], std::vector{*patras().evidence_of("solemn-declaration")});
  made = with_papers(one, made, {"contract"});
  EXPECT_TRUE(approve_claim(house, office(), made.id, made.version, ""));
}

TEST_F(Claims, WhatLastsWhileActiveNeedsItsLastDay) {
  const auto one = leaving();
  const auto made = with_papers(one, claim(one, "university-fellow"), {"contract"});
  EXPECT_EQ(why(approve_claim(house, office(), made.id, made.version, "")),
            ClaimProblem::until_missing);
  EXPECT_EQ(why(approve_claim(house, office(), made.id, made.version, "2020-01-01")),
            ClaimProblem::until_wrong);
  ASSERT_TRUE(approve_claim(house, office(), made.id, made.version, "2027-12-31"));
  EXPECT_EQ(dossier(one.person).affiliations.back().ends, day(2028, 1, 1));
}

TEST_F(Claims, TheLastDayThatTheOfficeTypesEndsAlsoWhatCountsFromActivation) {
  const auto one = leaving();
  const auto made = with_papers(one, claim(one, "contractor"), {"contract"});
  const Day last = today() + days{300};
  ASSERT_TRUE(approve_claim(house, office(), made.id, made.version, base::to_iso(last)));
  EXPECT_EQ(dossier(one.person).affiliations.back().ends, last + days{1});
  EXPECT_EQ(standing(one.person).find(service("wifi"))->until, core::Until::on(last));
}

TEST_F(Claims, NoLastDayEndsWhatLastsForLife) {
  const auto one = leaving();
  const auto made = claim(one, "emeritus");
  ASSERT_TRUE(approve_claim(house, office(), made.id, made.version, "2027-12-31"));
  EXPECT_FALSE(dossier(one.person).affiliations.back().ends);
  EXPECT_EQ(standing(one.person).find(service("wifi"))->until, core::Until::for_ever());
}

TEST_F(Claims, StudentBecomesContractorAndKeepsTheOldAddress) {
  const auto one = leaving();
  auto made = with_papers(one, claim(one, "contractor"), {"contract"});
  ASSERT_TRUE(approve_claim(house, office(), made.id, made.version, "2027-12-31"));
  const auto record = account(one.account);
  ASSERT_EQ(record.account.addresses.size(), 2U);
  EXPECT_EQ(patras().realms[standing(one.person).realm].name, "upatras.gr");
  const auto given = dossier(one.person).affiliations.back();
  EXPECT_EQ(given.asserted_by, "claim " + made.number);
  EXPECT_TRUE(audited(subject("person", one.person), "affiliation_added"));
}

TEST_F(Claims, TwoClerksOneClaim) {
  const auto one = leaving();
  auto made = with_papers(one, claim(one), {"studies-certificate"});
  ASSERT_TRUE(approve_claim(house, office(), made.id, made.version, ""));
  EXPECT_EQ(why(refuse_claim(house, office(), made.id, made.version, "no")),
            ClaimProblem::someone_was_first);
  EXPECT_EQ(why(refuse_claim(house, office(), made.id, made.version + 1, "no")),
            ClaimProblem::not_now);
  EXPECT_EQ(count_mails("mail.claim_refused"), 0U);
}

TEST_F(Claims, NobodySeesOrAltersTheClaimOfAnother) {
  const auto one = leaving(1);
  const auto other = leaving(2);
  const auto made = claim(one);
  EXPECT_FALSE(view_claim(house, call(), holder(other), made.id));
  EXPECT_EQ(why(withdraw_claim(house, call(), holder(other), made.id)),
            ClaimProblem::no_such_claim);
  EXPECT_EQ(
      why(add_claim_document(house, call(), holder(other), made.id, paper("studies-certificate"))),
      ClaimProblem::no_such_claim);
}

TEST_F(Claims, APaperHandedInAtTheCounterCounts) {
  const auto made = claim(leaving());
  const auto added =
      add_office_document(house, office(), made.id, paper("studies-certificate")).value();
  EXPECT_TRUE(core::is_complete(open_claim(house, office(), made.id)->missing));
  EXPECT_TRUE(approve_claim(house, office(), made.id, added.version, ""));
}

}  // namespace
}  // namespace metroon::app
