// "I am still a member" (D4, D5): by the names of what goes wrong.
#include "app/claims.hpp"

#include <algorithm>

#include "app/house_fixture.hpp"
#include "core/decide.hpp"
#include "mail/parse_mail.hpp"

namespace metroon::app {
namespace {

using core::Certificate;
using core::ClaimStage;
using core::Gate;
using core::MailAuthentication;
using core::SignatureCheck;

class Claims : public HouseTest {
 protected:
  // A student whom the registry ends; the first notice has gone out and 60 days are left.
  Member leaving(unsigned n = 1) {
    const auto [person, account] = enrol("undergraduate", n, ending + days{1});
    auto one = settle(person, account);
    send_notices(person);
    return one;
  }
  core::Claim claim(const Member& one, std::string_view kind_key = "undergraduate") {
    return start_claim(house, call("holder:" + one.username), holder(one),
                       {.kind = std::string{kind_key}, .unit = {}, .until = {}, .text = {}})
        .value();
  }
  core::Claim with_papers(const Member& one, core::Claim made,
                          std::initializer_list<std::string_view> keys) {
    for (const auto key : keys)
      made = add_claim_document(house, call(), holder(one), made.id, paper(key)).value();
    return made;
  }
  bool opens(const Member& one, std::string_view key) {
    return standing(one.person).opens(service(key));
  }
  Member professor(unsigned n) { return member("faculty", n); }
  ArrivedMail certificate(const Member& from, const core::Claim& about) {
    return {.id = {},
            .mailbox = "imap://mail/INBOX",
            .uid_validity = 1,
            .uid = ++uid,
            .claim = {},
            .set_aside = false,
            .sender = from.username + "@upatras.gr",
            .subject = "Re: " + grouped(about.number, 5),
            .arrived = now,
            .authentication = MailAuthentication::pass,
            .authentication_detail = {},
            .too_large = false,
            .text = "I certify that they work with me.",
            .attachments = {},
            .version = 1};
  }
  Certificate worth(const core::Claim& about) {
    return open_claim(house, office(), about.id)->mails.back().certificate;
  }

  Day ending{today() + days{59}};
  std::int64_t uid{0};
};

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

TEST_F(Claims, SupervisorsCertificateByMailCountsByItself) {
  const auto boss = professor(9);
  const auto one = leaving();
  auto made = with_papers(one, claim(one, "postdoc"), {"gov-declaration"});
  auto letter = certificate(boss, made);
  EXPECT_EQ(take_in_mail(house, call("system"), letter, {}, {}), made.id);
  EXPECT_EQ(worth(made), Certificate::counts);
  EXPECT_TRUE(approve_claim(house, office(), made.id, made.version, "2028-01-01"));
}

TEST_F(Claims, forged_certificate_mail) {
  const auto boss = professor(9);
  const auto made = claim(leaving(), "postdoc");
  auto letter = certificate(boss, made);
  for (const auto result : {MailAuthentication::fail, MailAuthentication::none}) {
    letter.authentication = result;
    ++letter.uid;
    (void)take_in_mail(house, call("system"), letter, {}, {});
    EXPECT_EQ(worth(made), Certificate::not_authenticated);
  }
  EXPECT_EQ(why(approve_claim(house, office(), made.id, made.version, "2028-01-01")),
            ClaimProblem::documents_missing);
}

// As people's programs write them: a text, and something beside it.
std::string with_part(std::string_view kind, std::string_view part) {
  return "From: eleni@upatras.gr\r\nMIME-Version: 1.0\r\nContent-Type: multipart/" +
         std::string{kind} +
         "; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee attached.\r\n--b\r\n" +
         std::string{part} + "\r\n--b--\r\n";
}

TEST_F(Claims, AScanBesideTheTextIsAPaperThatNobodySigned) {
  const auto boss = professor(9);
  const auto made = claim(leaving(), "postdoc");
  auto letter = certificate(boss, made);
  const auto worth_of = [&](const std::string& mime) {
    const auto parsed = mail::parse_mail(mime, "");
    letter.text = parsed.text;
    letter.attachments.clear();
    std::vector<Bytes> contents;
    for (const auto& one : parsed.attachments) {
      letter.attachments.push_back({.file_name = one.file_name,
                                    .media_type = one.media_type,
                                    .signature = one.signature.check,
                                    .in_text = one.in_text});
      contents.push_back(one.bytes);
    }
    ++letter.uid;
    (void)take_in_mail(house, call("system"), letter, contents, {});
    return worth(made);
  };
  for (const auto* head :
       {"Content-Type: image/jpeg\r\nContent-Disposition: attachment; filename=scan.jpg",
        "Content-Type: image/jpeg\r\nContent-Disposition: inline; filename=scan.jpg",
        "Content-Type: application/msword; name=paper.doc", "Content-Type: message/rfc822"})
    EXPECT_EQ(worth_of(with_part("mixed", std::string{head} + "\r\n\r\n\xff\xd8\xff")),
              Certificate::not_signed)
        << head;
  EXPECT_EQ(
      worth_of(with_part("related", "Content-Type: image/png\r\nContent-ID: <logo>\r\n\r\nx")),
      Certificate::counts);
  EXPECT_EQ(worth_of(with_part("alternative", "Content-Type: text/html\r\n\r\n<p>See</p>")),
            Certificate::counts);
}

TEST_F(Claims, ASignatureCountsOnlyIfItIsTheSenders) {
  const auto boss = professor(9);
  const auto made = claim(leaving(), "postdoc");
  auto letter = certificate(boss, made);
  const std::vector<Bytes> contents{"%PDF"};
  letter.attachments = {{.file_name = "paper.pdf",
                         .media_type = "application/pdf",
                         .size = 4,
                         .signature = SignatureCheck::valid,
                         .signer = "Somebody Else",
                         .signer_mail = "else@example.org"}};
  (void)take_in_mail(house, call("system"), letter, contents, {});
  EXPECT_EQ(worth(made), Certificate::other_signer);
  letter.attachments[0].signer_mail = letter.sender;
  ++letter.uid;
  (void)take_in_mail(house, call("system"), letter, contents, {});
  EXPECT_EQ(worth(made), Certificate::counts);
  letter.attachments[0].signature = SignatureCheck::changed;
  ++letter.uid;
  (void)take_in_mail(house, call("system"), letter, contents, {});
  EXPECT_EQ(worth(made), Certificate::not_signed);
}

TEST_F(Claims, supervisor_left_the_university) {
  const auto [person, account] = enrol("faculty", 9, today() + days{20});
  const auto boss = settle(person, account);
  const auto student = leaving();
  const auto made = with_papers(student, claim(student, "postdoc"), {"gov-declaration"});
  go_to(today() + days{30});
  EXPECT_TRUE(opens(boss, "email")) << "the address still works, and the mail is genuine";
  (void)take_in_mail(house, call("system"), certificate(boss, made), {}, {});
  EXPECT_EQ(worth(made), Certificate::not_faculty);  // The office sees why.
  EXPECT_EQ(why(approve_claim(house, office(), made.id, made.version, "2028-01-01")),
            ClaimProblem::documents_missing);
}

TEST_F(Claims, AMemberWhoNeverWasFacultyCertifiesNothing) {
  const auto other = leaving(8);
  const auto made = claim(leaving(1), "postdoc");
  auto letter = certificate(other, made);
  letter.sender = other.username + "@upnet.gr";
  (void)take_in_mail(house, call("system"), letter, {}, {});
  EXPECT_EQ(worth(made), Certificate::not_faculty);
}

TEST_F(Claims, AMailIsFiledOnceByItsNumberOrByWhatItAnswers) {
  const auto boss = professor(9);
  const auto made = claim(leaving(), "postdoc");
  auto letter = certificate(boss, made);
  EXPECT_EQ(take_in_mail(house, call("system"), letter, {}, {}), made.id);
  EXPECT_FALSE(take_in_mail(house, call("system"), letter, {}, {}));
  EXPECT_EQ(open_claim(house, office(), made.id)->mails.size(), 1U);

  letter.subject = "My letter";
  ++letter.uid;
  const std::vector references{"m" + std::to_string(mail("mail.claim_received").id.value) +
                               "@id.upatras.gr"};
  EXPECT_EQ(take_in_mail(house, call("system"), letter, {}, references), made.id);

  ++letter.uid;
  EXPECT_EQ(take_in_mail(house, call("system"), letter, {}, {}), core::ClaimId{});
  const std::array open{ClaimStage::submitted};
  const auto unfiled = claim_queue(house, office(), open, 10, 0).unfiled;
  ASSERT_EQ(unfiled.size(), 1U);
  const auto& waiting = unfiled.front().mail;
  EXPECT_EQ(assign_mail(house, office(), waiting.id, 1, grouped(made.number, 5)).value(), made.id);
  EXPECT_EQ(why(assign_mail(house, office(), waiting.id, 1, made.number)),
            FileMailProblem::someone_was_first);
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
