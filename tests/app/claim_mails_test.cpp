// Mails to the helpdesk about claims (D5): where they go, and what they are worth.
#include "app/claims_fixture.hpp"
#include "mail/parse_mail.hpp"

namespace metroon::app {
namespace {

using core::Certificate;
using core::ClaimStage;
using core::MailAuthentication;
using core::SignatureCheck;

class ClaimMails : public ClaimTest {};

TEST_F(ClaimMails, SupervisorsCertificateByMailCountsByItself) {
  const auto boss = professor(9);
  const auto one = leaving();
  auto made = with_papers(one, claim(one, "postdoc"), {"gov-declaration"});
  auto letter = certificate(boss, made);
  EXPECT_EQ(take_in_mail(house, call("system"), letter, {}, {}), made.id);
  EXPECT_EQ(worth(made), Certificate::counts);
  EXPECT_TRUE(approve_claim(house, office(), made.id, made.version, "2028-01-01"));
}

TEST_F(ClaimMails, forged_certificate_mail) {
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

TEST_F(ClaimMails, WhatNobodyWroteForThisClaimIsShownAndDoesNotCount) {
  const auto boss = professor(9);
  const auto made = claim(leaving(), "postdoc");
  auto letter = certificate(boss, made);
  const auto worth_of = [&] {
    ++letter.uid;
    (void)take_in_mail(house, call("system"), letter, {}, {});
    return worth(made);
  };
  letter.dated = now - 1h;
  EXPECT_EQ(worth_of(), Certificate::before_claim);
  letter.dated = {};
  EXPECT_EQ(worth_of(), Certificate::before_claim);
  letter.manner = core::MailManner::not_to_us;
  EXPECT_EQ(worth_of(), Certificate::not_to_us);
  letter.manner = core::MailManner::by_program;
  EXPECT_EQ(worth_of(), Certificate::by_program);
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

TEST_F(ClaimMails, AScanBesideTheTextIsAPaperThatNobodySigned) {
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

TEST_F(ClaimMails, ASignatureCountsOnlyIfItIsTheSenders) {
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

TEST_F(ClaimMails, supervisor_left_the_university) {
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

TEST_F(ClaimMails, AMemberWhoNeverWasFacultyCertifiesNothing) {
  const auto other = leaving(8);
  const auto made = claim(leaving(1), "postdoc");
  auto letter = certificate(other, made);
  letter.sender = other.username + "@upnet.gr";
  (void)take_in_mail(house, call("system"), letter, {}, {});
  EXPECT_EQ(worth(made), Certificate::not_faculty);
}

TEST_F(ClaimMails, AMailIsFiledOnceByItsNumberOrByWhatItAnswers) {
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

TEST_F(ClaimMails, AMailAboutADecidedClaimWaitsWhereTheOfficeLooks) {
  const auto boss = professor(9);
  const auto made = claim(leaving(), "postdoc");
  auto letter = certificate(boss, made);
  const std::vector references{"m" + std::to_string(mail("mail.claim_received").id.value) +
                               "@id.upatras.gr"};
  ASSERT_TRUE(refuse_claim(house, office(), made.id, made.version, "no"));
  EXPECT_EQ(take_in_mail(house, call("system"), letter, {}, references), core::ClaimId{});
  const std::array open{ClaimStage::submitted};
  const auto queue = claim_queue(house, office(), open, 10, 0);
  ASSERT_EQ(queue.unfiled.size(), 1U);
  EXPECT_EQ(queue.unfiled[0].names->id, made.id);
  EXPECT_TRUE(assign_mail(house, office(), queue.unfiled[0].mail.id, 1, made.number));
}

TEST_F(ClaimMails, AnOpenClaimIsFoundBesideADecidedOne) {
  const auto boss = professor(9);
  const auto old = claim(leaving(1), "postdoc");
  ASSERT_TRUE(refuse_claim(house, office(), old.id, old.version, "no"));
  const auto made = claim(leaving(2), "postdoc");
  auto letter = certificate(boss, old);
  letter.subject += " " + grouped(made.number, 5);
  EXPECT_EQ(take_in_mail(house, call("system"), letter, {}, {}), made.id);
}

TEST_F(ClaimMails, JunkHidesNoMailOfOurs) {
  const auto boss = professor(9);
  const auto made = claim(leaving(), "postdoc");
  auto letter = certificate(boss, made);
  letter.subject = "no number";
  for (int junk = 0; junk < 60; ++junk) {
    ++letter.uid;
    letter.sender = "win@example.org";
    (void)take_in_mail(house, call("system"), letter, {}, {});
  }
  ++letter.uid;
  letter.sender = boss.username + "@UPATRAS.gr";
  (void)take_in_mail(house, call("system"), letter, {}, {});
  const auto page = [&](std::size_t from) { return claim_queue(house, office(), {}, 10, 0, from); };
  EXPECT_EQ(page(0).unfiled_count, 61U);
  ASSERT_EQ(page(0).unfiled.size(), unfiled_page);
  EXPECT_EQ(page(0).unfiled.front().mail.sender, letter.sender);
  EXPECT_EQ(page(unfiled_page).unfiled.size(), 11U);
}

}  // namespace
}  // namespace metroon::app
