#include "mail/parse_mail.hpp"

#include <gtest/gtest.h>

#include "mail/imap_mailbox.hpp"

namespace metroon::mail {
namespace {

using core::MailAuthentication;

MailAuthentication result(std::string_view value, std::string_view domain = "example.edu") {
  return read_authentication_results(value, "mx.example.edu", domain).result;
}

TEST(AuthenticationResults, PassOnlyForTheDomainOfFromByOurOwnServer) {
  using enum MailAuthentication;
  EXPECT_EQ(result("mx.example.edu; dmarc=pass header.from=example.edu"), pass);
  EXPECT_EQ(result("MX.example.edu 1;\r\n dmarc = pass (p=none) header.from=Example.edu"), pass);
  EXPECT_EQ(result("mx.example.edu; dkim=pass header.d=example.edu; spf=fail"), pass);
  EXPECT_EQ(result("mx.example.edu; spf=pass smtp.mailfrom=eleni@example.edu"), pass);
  EXPECT_EQ(result("mx.example.edu; dmarc=none; spf=pass smtp.mailfrom=a@example.edu"), pass);
  EXPECT_EQ(result("mx.example.edu; dmarc=fail header.from=example.edu; "
                   "dkim=pass header.d=example.edu"),
            fail);
  EXPECT_EQ(result("mx.example.edu; dmarc=pass header.from=evil.example"), fail);
  EXPECT_EQ(result("mx.example.edu; dkim=pass header.d=evil.example"), fail);
  EXPECT_EQ(result("mx.example.edu; dmarc=pass header.from=example.edu; dmarc=fail"), fail);
  EXPECT_EQ(result("mx.example.edu; none"), none);
  EXPECT_EQ(result("mx.evil.example; dmarc=pass header.from=example.edu"), none);
  EXPECT_EQ(result("mx.example.edu (; dmarc=pass header.from=example.edu"), none);
  EXPECT_EQ(result("mx.example.edu; spf=fail reason=\"; dmarc=pass header.from=example.edu\""),
            fail);
  EXPECT_EQ(result("mx.example.edu; spf=fail (; dmarc=pass header.from=example.edu)"), fail);
  EXPECT_EQ(result(""), none);
  EXPECT_EQ(read_authentication_results("; dmarc=pass header.from=a", "", "a").result, none);
}

constexpr std::string_view signed_by_us =
    "Authentication-Results: mx.example.edu; dmarc=pass header.from=example.edu\r\n";
constexpr std::string_view forged =
    "Authentication-Results: mx.example.edu; dmarc=pass header.from=example.edu\r\n";

std::string letter(std::string_view above, std::string_view head, std::string_view body) {
  return std::string{above} + "Received: from x by mx.example.edu\r\n" + std::string{head} +
         "Message-ID: <a1@example.edu>\r\nIn-Reply-To: <m42@id.example.edu>\r\n"
         "References: <m41@id.example.edu> <m42@id.example.edu>\r\n"
         "Subject: =?utf-8?B?zpLOtc6yzrHOr8+Jz4POtw==?=\r\n" +
         std::string{body};
}

constexpr std::string_view from = "From: Eleni <eleni@example.edu>\r\n";

TEST(ParseMail, TakesApartWhatPeopleSend) {
  const auto mail = parse_mail(
      letter(signed_by_us, from,
             "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
             "--b\r\nContent-Type: text/plain; charset=windows-1253\r\n\r\n\xc3\xe5\xe9\xdc\r\n"
             "--b\r\nContent-Type: image/png; name=\"../../etc/x.html\"\r\n"
             "Content-Disposition: attachment; filename=\"../../etc/x.html\"\r\n\r\n<b>\r\n"
             "--b--\r\n"),
      "mx.example.edu");
  EXPECT_EQ(mail.from, "eleni@example.edu");
  EXPECT_EQ(mail.subject, "Βεβαίωση");
  EXPECT_EQ(mail.text.substr(0, 8), "Γειά");
  EXPECT_EQ(mail.authenticated.result, MailAuthentication::pass);
  ASSERT_FALSE(mail.references.empty());
  EXPECT_EQ(mail.references.front(), "m42@id.example.edu");
  ASSERT_EQ(mail.attachments.size(), 1U);
  EXPECT_EQ(mail.attachments[0].file_name, "x.html");
  EXPECT_EQ(mail.attachments[0].media_type, "application/octet-stream");
}

std::vector<bool> in_text(std::string_view body) {
  std::vector<bool> all;
  for (const auto& one : parse_mail(letter("", from, body), "").attachments)
    all.push_back(one.in_text);
  return all;
}

TEST(ParseMail, PicturesInTheTextAndItsOtherVersionsAreNoPapers) {
  EXPECT_EQ(in_text("MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n"
                    "--a\r\nContent-Type: text/plain\r\n\r\nI certify.\r\n"
                    "--a\r\nContent-Type: multipart/related; boundary=r\r\n\r\n"
                    "--r\r\nContent-Type: text/html\r\n\r\n<p>I certify.</p>\r\n"
                    "--r\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <logo>\r\n"
                    "Content-Disposition: inline; filename=logo.png\r\n\r\n\x89PNG\r\n"
                    "--r--\r\n--a--\r\n"),
            (std::vector{true, true}));
  EXPECT_EQ(in_text("MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>I certify.</p>\r\n"),
            (std::vector{true}));
}

TEST(ParseMail, WhateverElseIsAttachedIsAPaperHoweverItIsShown) {
  EXPECT_EQ(in_text("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                    "--b\r\nContent-Type: text/plain\r\n\r\nSee attached.\r\n"
                    "--b\r\nContent-Type: image/jpeg; name=scan.jpg\r\n"
                    "Content-Disposition: inline; filename=scan.jpg\r\n\r\nscan\r\n"
                    "--b\r\nContent-Type: text/html; name=paper.html\r\n\r\n<p>Paper</p>\r\n"
                    "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: paper\r\n\r\nx\r\n"
                    "--b\r\nContent-Type: multipart/related; boundary=r\r\n\r\n"
                    "--r\r\nContent-Type: image/jpeg\r\n"
                    "Content-Disposition: attachment; filename=scan.jpg\r\n\r\nscan\r\n"
                    "--r--\r\n--b--\r\n"),
            (std::vector{false, false, false, false}));
}

TEST(ParseMail, OnlyTheTopmostAuthenticationResultsCount) {
  const auto other = std::string{"Authentication-Results: mx.example.edu; dmarc=fail\r\n"};
  const auto mail =
      parse_mail(letter(other, std::string{forged} + std::string{from}, "\r\nI certify.\r\n"),
                 "mx.example.edu");
  EXPECT_EQ(mail.authenticated.result, MailAuthentication::fail);
}

TEST(ParseMail, SeveralSendersAreNone) {
  for (const std::string_view head :
       {"From: a@example.edu, b@example.edu\r\n", "From: a@example.edu\r\nFrom: b@example.edu\r\n",
        "From: nobody\r\n", ""}) {
    const auto mail = parse_mail(letter(signed_by_us, head, "\r\ntext\r\n"), "mx.example.edu");
    EXPECT_EQ(mail.from, "") << head;
    EXPECT_EQ(mail.authenticated.result, MailAuthentication::none);
  }
}

TEST(ParseMail, NestingWithoutEndIsAnswered) {
  std::string deep = letter("", from, "");
  for (int level = 0; level < 5000; ++level)
    deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(level) + "\r\n\r\n--b" +
            std::to_string(level) + "\r\n";
  EXPECT_EQ(parse_mail(deep, "").from, "eleni@example.edu");
}

TEST(Imap, AnswersAreReadAndNonsenseIsNot) {
  EXPECT_EQ(search_result("* SEARCH 8 3 5 5\r\n"), (std::vector<std::int64_t>{3, 5, 8}));
  EXPECT_TRUE(search_result("* SEARCH\r\n").empty());
  EXPECT_TRUE(search_result("* LIST -1 x").empty());
  EXPECT_EQ(uid_validity_in("* OK [UIDVALIDITY 1700000000] valid"), 1'700'000'000);
  EXPECT_FALSE(uid_validity_in("* OK [UIDVALIDITY x]"));
}

}  // namespace
}  // namespace metroon::mail
