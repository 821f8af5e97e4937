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

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t count = 0; count < times; ++count) all += text;
  return all;
}

constexpr std::string_view mixed =
    "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n";

TEST(ParseMail, WhatCostsFarMoreThanItsSizeIsNotTakenApart) {
  const auto parts = std::string{mixed} + "\r\n" + repeated("--b\n\n", 400'000);
  const auto fields = repeated("A:\n", 1'000'000) + "\ntext\n";
  const auto fields_of_parts =
      std::string{mixed} + "\r\n" + repeated("--b\n" + repeated("A:\n", 30), 1'000);
  const auto addresses = "To: " + repeated("a@b,", 700'000) + "\r\n\r\ntext\r\n";
  const auto folded = "Cc: " + repeated("a@b,\r\n ", 200'000) + "\r\n\r\ntext\r\n";
  const auto without_domain = "to : " + repeated("a,", 60'000) + "\r\n\r\ntext\r\n";
  for (const auto& body : {parts, fields, fields_of_parts, addresses, folded, without_domain}) {
    const auto mail = parse_mail(letter(signed_by_us, from, body), "mx.example.edu");
    EXPECT_TRUE(mail.too_large) << body.substr(0, 80);
    EXPECT_EQ(mail.from, "eleni@example.edu");
    EXPECT_EQ(mail.subject, "Βεβαίωση");
    EXPECT_EQ(mail.authenticated.result, MailAuthentication::none);
    EXPECT_TRUE(mail.text.empty() && mail.attachments.empty());
  }
}

TEST(ParseMail, LongTextsAndListsOfPeopleAreTakenApart) {
  const auto text = std::string{mixed} + "To: " + repeated("a@example.edu,\r\n ", 500) +
                    "b@example.edu\r\n\r\n--b\r\n\r\n" +
                    repeated("-- a line, and more\r\nName: value\r\n", 1'000) + "--b--\r\n";
  const auto mail = parse_mail(letter("", from, text), "");
  EXPECT_FALSE(mail.too_large);
  EXPECT_EQ(mail.text.substr(0, 9), "-- a line");
}

bool by_program(std::string_view head, std::string_view body = "\r\ntext\r\n") {
  return parse_mail(letter(head, from, body), "").by_program;
}

TEST(ParseMail, WhatAProgramWroteSaysSo) {
  for (const auto* head :
       {"Auto-Submitted: auto-replied\r\n", "auto-submitted: Auto-Generated (vacation)\r\n",
        "Precedence: bulk\r\n", "Precedence: Auto_Reply\r\n", "Precedence: list\r\n",
        "Precedence: junk\r\n", "Return-Path: <>\r\n", "Return-Path: < >\r\n",
        "Auto-Submitted: no\r\nAuto-Submitted: auto-replied\r\n"})
    EXPECT_TRUE(by_program(head)) << head;
  for (const auto* head : {"", "Auto-Submitted: no\r\n", "Auto-Submitted: No (really)\r\n",
                           "Precedence: normal\r\n", "Return-Path: <eleni@example.edu>\r\n"})
    EXPECT_FALSE(by_program(head)) << head;
  EXPECT_TRUE(
      by_program("",
                 "MIME-Version: 1.0\r\nContent-Type: multipart/report; boundary=b;\r\n"
                 " report-type=disposition-notification\r\n\r\n--b\r\n\r\nread\r\n--b--\r\n"));
}

TEST(ParseMail, RecipientsAndTheDayAreNobodysWordIfTheirFieldStandsTwice) {
  const auto of = [](std::string_view head) {
    return parse_mail(letter("", std::string{from} + std::string{head}, "\r\ntext\r\n"), "");
  };
  const auto mail =
      of("To: Help <help@example.edu>, b@example.edu\r\nCc: c@example.edu\r\n"
         "Date: Mon, 23 Nov 2026 10:00:00 +0200\r\n");
  EXPECT_EQ(mail.recipients,
            (std::vector<std::string>{"help@example.edu", "b@example.edu", "c@example.edu"}));
  EXPECT_EQ(base::to_iso(mail.date.value()), "2026-11-23T08:00:00Z");
  EXPECT_TRUE(of("To: help@example.edu\r\nTo: b@example.edu\r\n").recipients.empty());
  EXPECT_FALSE(of("Date: Mon, 23 Nov 2026 10:00:00 +0200\r\n"
                  "Date: Mon, 23 Nov 2020 10:00:00 +0200\r\n")
                   .date);
  for (const auto* none : {"", "Date: \r\n", "Date: some day\r\n"}) EXPECT_FALSE(of(none).date);
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
