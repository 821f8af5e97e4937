#include "core/certificate.hpp"

#include <gtest/gtest.h>

#include "core/policy_for_tests.hpp"
#include "support/sample_policy.hpp"

namespace metroon::core {
namespace {

using namespace std::chrono_literals;

constexpr Day today{std::chrono::local_days{std::chrono::year{2026} / 11 / 23}};

Dossier faculty() {
  Dossier made;
  made.account.emplace();
  made.affiliations.push_back({.kind = support::faculty, .from = today - std::chrono::days{100}});
  return made;
}

std::vector<SignedPaper> by_sender(const std::vector<SignatureCheck>& checks) {
  std::vector<SignedPaper> papers;
  for (const auto check : checks) papers.push_back({check, true});
  return papers;
}

struct Row {
  const char* from;
  MailAuthentication authentication;
  std::vector<SignatureCheck> papers;
  bool has_text;
  bool is_faculty;
  Certificate worth;
};

TEST(Certificate, CountsByItselfOnlyByThisTable) {
  using enum MailAuthentication;
  using enum Certificate;
  constexpr auto unsigned_paper = SignatureCheck::none;
  const auto policy = support::sample_policy();
  const std::vector<Row> rows{
      {"eleni@example.edu", pass, {}, true, true, counts},
      {"Eleni@EXAMPLE.edu", pass, {}, true, true, counts},
      {"eleni@example.edu", pass, {SignatureCheck::valid}, false, true, counts},
      {"eleni@example.edu", pass, {unsigned_paper, SignatureCheck::valid}, true, true, counts},
      {"eleni@example.edu", pass, {unsigned_paper}, true, true, not_signed},
      {"eleni@example.edu", pass, {SignatureCheck::broken}, true, true, not_signed},
      {"eleni@example.edu", pass, {SignatureCheck::untrusted}, true, true, not_signed},
      {"eleni@example.edu", pass, {SignatureCheck::changed}, true, true, not_signed},
      {"eleni@example.edu", pass, {SignatureCheck::not_in_force}, true, true, not_signed},
      {"eleni@example.edu", pass, {}, false, true, nothing_said},
      {"eleni@example.edu", pass, {}, true, false, not_faculty},
      {"eleni@example.edu", fail, {}, true, true, not_authenticated},
      {"eleni@example.edu", none, {SignatureCheck::valid}, true, true, not_authenticated},
      {"eleni@example.edu.evil.example", pass, {}, true, true, not_institutional},
      {"eleni@gmail.example", pass, {}, true, true, not_institutional},
      {"@example.edu", pass, {}, true, true, not_institutional},
      {"", pass, {}, true, true, not_institutional}};
  for (const auto& row : rows) {
    const CertificateMail mail{row.from, row.authentication, by_sender(row.papers), row.has_text};
    const auto sender = row.is_faculty ? std::optional{faculty()} : std::nullopt;
    EXPECT_EQ(judge_certificate(policy, mail, sender, today), row.worth) << row.from;
  }
}

TEST(Certificate, WhatNobodyWroteForThisClaimDoesNotCount) {
  const base::Instant made{std::chrono::sys_days{std::chrono::year{2026} / 11 / 20} + 1500ms};
  const auto policy = support::sample_policy();
  CertificateMail mail{"eleni@example.edu", MailAuthentication::pass, {}, true};
  const auto worth = [&] { return judge_certificate(policy, mail, faculty(), today); };
  mail.claim_made = made;
  EXPECT_EQ(worth(), Certificate::before_claim);
  mail.dated = made - 2s;
  EXPECT_EQ(worth(), Certificate::before_claim);
  mail.dated = made - 500ms;  // The same second.
  EXPECT_EQ(worth(), Certificate::counts);
  mail.manner = MailManner::not_to_us;
  EXPECT_EQ(worth(), Certificate::not_to_us);
  mail.manner = MailManner::by_program;
  EXPECT_EQ(worth(), Certificate::by_program);
}

TEST(Certificate, WhatSomebodyElseSignedIsNotTheSenders) {
  const CertificateMail mail{
      "eleni@example.edu", MailAuthentication::pass, {{SignatureCheck::valid, false}}, true};
  EXPECT_EQ(judge_certificate(support::sample_policy(), mail, faculty(), today),
            Certificate::other_signer);
}

TEST(Certificate, TheSignerIsTheSenderByAddressOrByAllWordsOfTheName) {
  const Names eleni{"Ελένη", "Παπαδοπούλου", "", "Eleni", "Papadopoulou"};
  const std::string_view from{"eleni@example.edu"};
  EXPECT_TRUE(agrees("", "Eleni@example.EDU", from, eleni));
  EXPECT_TRUE(agrees("ΕΛΕΝΗ ΠΑΠΑΔΟΠΟΥΛΟΥ", "", from, eleni));
  EXPECT_TRUE(agrees("Papadopoulou Eleni 123", "eleni@home.example", from, eleni));
  EXPECT_FALSE(agrees("Ελένη", "", from, eleni));
  EXPECT_FALSE(agrees("Μαρία Παπαδοπούλου", "maria@example.edu", from, eleni));
  EXPECT_FALSE(agrees("", "", from, eleni));
  EXPECT_FALSE(agrees("", "", "", Names{}));
}

TEST(Certificate, WhoLeftOrIsNotYetHereCertifiesNothing) {
  auto policy = support::sample_policy();
  policy.affiliations[support::faculty].term.kind = Term::Kind::while_active;
  const CertificateMail mail{"eleni@example.edu", MailAuthentication::pass, {}, true};
  auto left = faculty();
  left.affiliations.front().ends = today;
  EXPECT_EQ(judge_certificate(policy, mail, left, today), Certificate::not_faculty);
  EXPECT_EQ(judge_certificate(policy, mail, left, today - std::chrono::days{1}),
            Certificate::counts);
  auto suspended = faculty();
  suspended.account->suspended = {today, "stolen"};
  EXPECT_EQ(judge_certificate(policy, mail, suspended, today), Certificate::not_faculty);
}

}  // namespace
}  // namespace metroon::core
