#include "mail/signature.hpp"

#include <gtest/gtest.h>

#include "mail/parse_mail.hpp"
#include "support/signatures.hpp"

namespace metroon::mail {
namespace {

using core::SignatureCheck;
using tests::base64;
using tests::Identity;
using enum core::SignatureCheck;

class Signatures : public testing::Test {
 protected:
  [[nodiscard]] SignatureCheck check(const std::string& pdf) const {
    return check_pdf(pdf, trust).check;
  }

  Identity authority{"Ελληνική Αρχή", ""};
  Identity eleni{"Ελένη Παπαδοπούλου", "eleni@example.edu", &authority};
  Trust trust{std::make_shared<TrustAnchors>(authority.pem()),
              std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now())};
  std::string paper{"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n"};
};

TEST_F(Signatures, APaperSaysWhoSignedIt) {
  const auto found = check_pdf(eleni.sign_pdf(paper), trust);
  EXPECT_EQ(found.check, valid);
  EXPECT_EQ(found.signer, "Ελένη Παπαδοπούλου");
  EXPECT_EQ(found.signer_mail, "eleni@example.edu");
  EXPECT_EQ(found.issuer, "Ελληνική Αρχή");
  ASSERT_TRUE(found.signed_at);
  EXPECT_LT(std::chrono::abs(*found.signed_at - trust.when), std::chrono::minutes{5});
  EXPECT_EQ(check(paper), none);
}

// The envelope of a signature is not signed; what it says of the paper and of its signer is.
TEST_F(Signatures, AnyOctetChangedIsNeverValid) {
  const auto whole = eleni.sign_pdf(paper);
  const auto gap = whole.find("/Contents ") + 10;
  const auto after = whole.find('>', gap);
  const auto first_spare = whole.find(std::string(100, '0'), gap);
  for (std::size_t at = 0; at < whole.size(); at += at < first_spare || at > after ? 3 : 501) {
    auto changed_one = whole;
    changed_one[at] = static_cast<char>(changed_one[at] ^ 1);
    const auto found = check_pdf(changed_one, trust);
    if (found.check != valid) continue;
    EXPECT_TRUE(gap < at && at < first_spare) << at;
    EXPECT_EQ(found.signer_mail, "eleni@example.edu") << at;
    EXPECT_EQ(found.signer, "Ελένη Παπαδοπούλου") << at;
  }
}

TEST_F(Signatures, WhatWasAddedLaterIsSaid) {
  const auto whole = eleni.sign_pdf(paper);
  EXPECT_EQ(check(whole + "\n"), changed);
  EXPECT_EQ(check(whole + "2 0 obj\n<</Type/Page>>\nendobj\n%%EOF\n"), changed);
  EXPECT_EQ(check(whole.substr(0, whole.size() - 1)), changed);
  EXPECT_EQ(check(" " + whole), changed);
}

TEST_F(Signatures, OddRangesAreRefused) {
  for (const std::string_view range :
       {"[0 10 20 30", "[0 10 20]", "[1 10 20 30]", "[0 -1 20 30]", "[0 20 10 30]",
        "[0 99999999999999999999 1 1]", "[0 10 20 18446744073709551615]", "", "[0 10 10 5]",
        "[0 /**** /**** /****]"})
    EXPECT_EQ(check(paper + "/ByteRange" + std::string{range}), changed) << range;
}

TEST_F(Signatures, OfSeveralTheOneOverAllCounts) {
  const Identity maria{"Μαρία Ιωάννου", "", &authority};
  const auto twice = maria.sign_pdf(eleni.sign_pdf(paper));
  const auto found = check_pdf(twice, trust);
  EXPECT_EQ(found.check, valid);
  EXPECT_EQ(found.signer, "Μαρία Ιωάννου");
}

TEST_F(Signatures, OnlyAnchorsOfOursAreTrusted) {
  const Identity stranger{"Ελληνική Αρχή", ""};
  const Identity forger{"Ελένη Παπαδοπούλου", "eleni@example.edu", &stranger};
  EXPECT_EQ(check(forger.sign_pdf(paper)), untrusted);
  EXPECT_EQ(check(stranger.sign_pdf(paper)), untrusted);
  trust.anchors.reset();
  EXPECT_EQ(check(eleni.sign_pdf(paper)), untrusted);
}

TEST_F(Signatures, ACertificateMustBeInForce) {
  const Identity gone{"Ελένη", "", &authority, -3600, -60};
  const Identity to_come{"Ελένη", "", &authority, 600, 3600};
  EXPECT_EQ(check(gone.sign_pdf(paper)), not_in_force);
  EXPECT_EQ(check(to_come.sign_pdf(paper)), not_in_force);
}

TEST_F(Signatures, ACertificateThatItsIssuerTookBackIsRevoked) {
  const Identity maria{"Μαρία Ιωάννου", "", &authority};
  const auto with = [&](const std::string& lists) {
    trust.anchors = std::make_shared<TrustAnchors>(lists + authority.pem());
  };
  for (const long until : {3600L, -60L}) {  // Also by a list that is out of date.
    with(authority.revoking({&maria}, until));
    EXPECT_EQ(check(maria.sign_pdf(paper)), revoked);
    EXPECT_EQ(check(eleni.sign_pdf(paper)), valid);
  }
  with(authority.revoking({&maria}, 3600, "critical,onlyCA:TRUE"));
  EXPECT_EQ(check(eleni.sign_pdf(paper)), valid);
  const Identity stranger{"Ξένη Αρχή", ""};
  with(stranger.revoking({&maria, &eleni}));
  EXPECT_EQ(check(maria.sign_pdf(paper)), valid);
}

TEST_F(Signatures, NobodyElseTakesACertificateBack) {
  const Identity impostor{"Ελληνική Αρχή", ""};
  trust.anchors = std::make_shared<TrustAnchors>(impostor.revoking({&eleni}) + authority.pem());
  EXPECT_EQ(check(eleni.sign_pdf(paper)), untrusted);
}

TEST_F(Signatures, WeakOrBareOnesAreBroken) {
  const auto broken_one = [&](unsigned flags, const EVP_MD* digest) {
    return check_detached(eleni.sign("text", flags, digest), "text", trust).check;
  };
  EXPECT_EQ(broken_one(CMS_DETACHED, EVP_sha256()), valid);
  EXPECT_EQ(broken_one(CMS_DETACHED | CMS_NOATTR, EVP_sha256()), broken);
  EXPECT_EQ(broken_one(CMS_DETACHED, EVP_sha1()), broken);
  EXPECT_EQ(broken_one(0, EVP_sha256()), broken);
  EXPECT_EQ(check_detached("", "text", trust).check, broken);
}

TEST_F(Signatures, AnchorsThatAreNoneAreRefused) {
  EXPECT_THROW(TrustAnchors{""}, std::runtime_error);
  EXPECT_THROW(TrustAnchors{"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"},
               std::runtime_error);
  EXPECT_THROW(TrustAnchors{authority.pem() +
                            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"},
               std::runtime_error);
}

const std::string inner{
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    "Βεβαιώνω.  \r\n"};

std::string signed_mail(const std::string& said, const std::string& signature) {
  return "From: eleni@example.edu\r\nMIME-Version: 1.0\r\nContent-Type: multipart/signed; "
         "protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=b\r\n\r\n--b\r\n" +
         said +
         "\r\n--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n"
         "Content-Transfer-Encoding: base64\r\n"
         "Content-Disposition: attachment; filename=smime.p7s\r\n\r\n" +
         base64(signature) + "\r\n--b--\r\n";
}

TEST_F(Signatures, ASignedMailIsVerifiedAsItsSignerHadIt) {
  const auto mail = parse_mail(signed_mail(inner, eleni.sign(inner)), "", trust);
  ASSERT_EQ(mail.attachments.size(), 1U);
  EXPECT_EQ(mail.attachments[0].signature.check, valid);
  EXPECT_EQ(mail.attachments[0].signature.signer, "Ελένη Παπαδοπούλου");
  EXPECT_EQ(mail.text.substr(0, 17), "Βεβαιώνω.");
  const auto other = signed_mail("Content-Type: text/plain\r\n\r\nBetter\r\n", eleni.sign(inner));
  EXPECT_EQ(parse_mail(other, "", trust).attachments.at(0).signature.check, broken);
}

TEST_F(Signatures, WhatASignatureInsideOfAMailSaysIsNotSaidOfTheMail) {
  const auto whole = signed_mail(inner, eleni.sign(inner));
  const auto wrapped =
      "From: eleni@example.edu\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
      "--c\r\nContent-Type: text/plain\r\n\r\nBetter\r\n--c\r\n" +
      whole.substr(whole.find("Content-Type: multipart/signed")) + "\r\n--c--\r\n";
  for (const auto& one : parse_mail(wrapped, "", trust).attachments)
    EXPECT_EQ(one.signature.check, none);
}

std::string opaque_mail(const std::string& der) {
  return "From: eleni@example.edu\r\nContent-Type: application/pkcs7-mime; "
         "smime-type=signed-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
         base64(der) + "\r\n";
}

TEST_F(Signatures, AnOpaqueMailSaysOnlyWhatWasSigned) {
  const auto mail = parse_mail(opaque_mail(eleni.sign(inner, 0)), "", trust);
  ASSERT_EQ(mail.attachments.size(), 1U);
  EXPECT_EQ(mail.attachments[0].signature.check, valid);
  EXPECT_EQ(mail.text.substr(0, 17), "Βεβαιώνω.");
  const auto detached = parse_mail(opaque_mail(eleni.sign(inner)), "", trust);
  EXPECT_EQ(detached.text, "");
  EXPECT_NE(detached.attachments.at(0).signature.check, valid);
}

TEST_F(Signatures, AnOpaqueMailThatCostsFarMoreThanItsSizeStaysShut) {
  std::string borders = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
  for (int count = 0; count < 100'000; ++count) borders += "--b\r\n\r\n";
  const auto mail = parse_mail(opaque_mail(eleni.sign(borders, 0)), "", trust);
  ASSERT_EQ(mail.attachments.size(), 1U);
  EXPECT_EQ(mail.attachments[0].signature.check, none);
}

}  // namespace
}  // namespace metroon::mail
