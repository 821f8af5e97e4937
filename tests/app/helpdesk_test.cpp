// The helpdesk's mailbox, read from Debian's Dovecot on loopback.
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "app/claims.hpp"
#include "app/house_fixture.hpp"
#include "mail/imap_mailbox.hpp"
#include "support/failing_store.hpp"
#include "support/signatures.hpp"
#include "support/smtp_server.hpp"

namespace metroon::app {
namespace {

namespace fs = std::filesystem;
using core::SignatureCheck;

// Patras, whose helpdesk has a second address.
const core::Policy& with_alias() {
  static const core::Policy rules = [] {
    auto made = patras();
    made.institution.support_aliases = {"upnet@upatras.gr"};
    return made;
  }();
  return rules;
}

class Helpdesk : public testing::Test, protected World {
 protected:
  Helpdesk() : World{":memory:", with_alias()} {
    auto pattern = (fs::temp_directory_path() / "metroon-imap-XXXXXX").string();
    folder = ::mkdtemp(pattern.data());
  }
  ~Helpdesk() override {
    server.reset();
    fs::remove_all(folder);
  }
  void SetUp() override {
    if (::geteuid() != 0) GTEST_SKIP() << "Dovecot starts as root only";
  }

  void start(const std::string& mode = "plain") {
    server.reset(new tests::SmtpServer(tests::SmtpServer::dovecot(mode, folder)));
    const std::string scheme = mode == "imaps" ? "imaps" : "imap";
    settings.url = scheme + "://localhost:" + std::to_string(server->port()) + "/INBOX";
    settings.user = "helpdesk";
    settings.password = Secret{"right"};
    settings.trusted_authserv_id = "mx.upatras.gr";
    settings.protection_required = mode == "imaps" || mode == "starttls";
    settings.timeout = std::chrono::seconds{20};
  }
  /// Into the Maildir, as a delivery does: first elsewhere.
  fs::path arrives(const std::string& mail) {
    const auto name = std::to_string(1'700'000'000 + ++arrived) + ".M1P1.host";
    std::ofstream{folder / "mailbox/tmp" / name, std::ios::binary} << mail;
    fs::rename(folder / "mailbox/tmp" / name, folder / "mailbox/new" / name);
    for (const auto& entry : fs::directory_iterator{folder / "mailbox/new"})
      (void)::chown(entry.path().c_str(), 65534, 65534);
    return folder / "mailbox/new" / name;
  }
  std::size_t read() { return mail::read_mailbox(house, settings, call("system")).filed; }
  std::vector<ArrivedMail> filed() {
    return store->read([](Ports& ports) { return ports.arrived_mails.unfiled({}, 100, 0); });
  }

  fs::path folder;
  std::unique_ptr<tests::SmtpServer> server;
  mail::ImapSettings settings;
  int arrived{0};
};

// Whoever files a mail dies: nothing catches it.
struct Death {};
class DyingRandom final : public Random {
 public:
  Bytes bytes(std::size_t) override { throw Death{}; }
  std::int64_t next_id(Instant) override { throw Death{}; }
};

std::string letter(std::string_view subject, std::string_view body = "Καλημέρα.\r\n") {
  return "Authentication-Results: mx.upatras.gr; dmarc=pass header.from=upatras.gr\r\n"
         "From: Eleni <eleni@upatras.gr>\r\nSubject: " +
         std::string{subject} +
         "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
         "Content-Transfer-Encoding: 8bit\r\n\r\n" +
         std::string{body};
}

TEST_F(Helpdesk, EveryMailIsFiledOnce) {
  start();
  EXPECT_EQ(read(), 0U);
  arrives(letter("=?utf-8?B?zpLOtc6yzrHOr8+Jz4POtw==?="));
  arrives(letter("two"));
  EXPECT_EQ(read(), 2U);
  EXPECT_EQ(read(), 0U);
  arrives(letter("three"));
  EXPECT_EQ(read(), 1U);
  const auto all = filed();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].subject, "Βεβαίωση");
  EXPECT_EQ(all[0].sender, "eleni@upatras.gr");
  EXPECT_EQ(all[0].authentication, core::MailAuthentication::pass);
  EXPECT_EQ(all[0].text.substr(0, 17), "Καλημέρα.");
  EXPECT_EQ(all[2].subject, "three");
}

TEST_F(Helpdesk, HugeAndBrokenMailsDoNotStopTheOthers) {
  start();
  settings.largest_mail = 200'000;
  arrives(letter("huge", std::string(300'000, 'x') + "\r\n"));
  arrives(std::string("\xff\xfe garbage \x01 with neither head nor end", 40));
  arrives("");
  arrives(letter("after"));
  EXPECT_EQ(read(), 4U);
  const auto all = filed();
  ASSERT_EQ(all.size(), 4U);
  EXPECT_TRUE(all[0].too_large);
  EXPECT_EQ(all[0].subject, "huge");
  EXPECT_EQ(all[0].sender, "eleni@upatras.gr");
  EXPECT_EQ(all[1].sender, "");
  EXPECT_EQ(all[3].subject, "after");
  EXPECT_EQ(read(), 0U);
}

TEST_F(Helpdesk, WhoDiesBeforeTheMailIsFiledReadsItAgain) {
  start();
  arrives(letter("one"));
  arrives(letter("two"));
  support::Fuse fuse;
  support::FailingStore failing{*store, fuse};
  House fragile = with(house, failing);
  for (int writes = 0; writes < 2; ++writes) {
    fuse.set(writes);
    EXPECT_THROW((void)mail::read_mailbox(fragile, settings, call("system")), support::Killed);
  }
  EXPECT_LT(filed().size(), 2U);
  (void)read();
  ASSERT_EQ(filed().size(), 2U);
}

TEST_F(Helpdesk, AMailAtWhichTheProcessDiedIsNotTakenApartAgain) {
  start();
  arrives(letter("deadly"));
  arrives(letter("after"));
  support::Fuse fuse;
  support::FailingStore failing{*store, fuse};
  House fragile = with(house, failing);
  fuse.set(1);  // It is marked, and taken apart; nobody hears what came of it.
  EXPECT_THROW((void)mail::read_mailbox(fragile, settings, call("system")), support::Killed);
  const auto done = mail::read_mailbox(house, settings, call("system"));
  EXPECT_EQ(done.filed, 2U);
  EXPECT_EQ(done.unread, 1U);
  const auto all = filed();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_TRUE(all[0].too_large);
  EXPECT_EQ(all[0].subject, "");
  EXPECT_EQ(all[1].subject, "after");
  EXPECT_EQ(read(), 0U);
}

TEST_F(Helpdesk, AMailThatCouldNotBeFiledIsFiledWholeLater) {
  start();
  arrives(letter("innocent"));
  DyingRandom dying;
  House fragile = with(house, *store, dying);
  for (int minute = 0; minute <= mail::most_failures; ++minute)
    EXPECT_THROW((void)mail::read_mailbox(fragile, settings, call("system")), Death);
  EXPECT_EQ(read(), 1U);
  EXPECT_EQ(filed().front().subject, "innocent");
}

TEST_F(Helpdesk, AMailThatTheServerDoesNotGiveKeepsTheOthersWaitingForAWhileOnly) {
  start();
  arrives(letter("before"));
  const auto locked = arrives(letter("locked"));
  arrives(letter("after"));
  ASSERT_EQ(::chown(locked.c_str(), 0, 0), 0);
  fs::permissions(locked, fs::perms::none);
  for (int minute = 0; minute < mail::most_failures; ++minute)
    EXPECT_THROW((void)read(), std::runtime_error) << minute;
  ASSERT_EQ(filed().size(), 1U);
  EXPECT_EQ(read(), 2U);
  const auto all = filed();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_TRUE(all[1].too_large);
  EXPECT_EQ(all[2].subject, "after");
}

TEST_F(Helpdesk, WhoWroteAMailAndToWhomIsKept) {
  start();
  const std::string us = "To: Helpdesk <" + patras().institution.support_email + ">\r\n";
  const std::string dated = "Date: Mon, 23 Nov 2026 10:00:00 +0200\r\n";
  arrives("Cc: x@example.org\r\n" + us + dated + letter("to us"));
  arrives(us + "Auto-Submitted: auto-replied\r\n" + letter("vacation"));
  arrives("To: x@example.org\r\n" + letter("to somebody else"));
  EXPECT_EQ(read(), 3U);
  const auto all = filed();
  EXPECT_EQ(all.at(0).manner, core::MailManner::written_to_us);
  EXPECT_EQ(base::to_iso(all[0].dated.value()), "2026-11-23T08:00:00Z");
  EXPECT_EQ(all[1].manner, core::MailManner::by_program);
  EXPECT_FALSE(all[1].dated);
  EXPECT_EQ(all[2].manner, core::MailManner::not_to_us);
}

TEST_F(Helpdesk, AnAliasOfOursIsUsInCapitalsToo) {
  start();
  arrives("To: UPnet@upatras.gr\r\n" + letter("to the alias"));
  EXPECT_EQ(read(), 1U);
  EXPECT_EQ(filed().at(0).manner, core::MailManner::written_to_us);
}

TEST_F(Helpdesk, AConnectionLostInTheMiddleLosesNoMail) {
  start("cut");
  for (int number = 0; number < 6; ++number)
    arrives(letter("mail " + std::to_string(number), std::string(40'000, 'x') + "\r\n"));
  EXPECT_THROW((void)read(), std::runtime_error);
  EXPECT_LT(filed().size(), 6U);
  (void)read();
  const auto all = filed();
  ASSERT_EQ(all.size(), 6U);
  for (const auto& one : all) EXPECT_GE(one.text.size(), 40'000U) << one.subject;
}

TEST_F(Helpdesk, AMailboxThatBeganAnewIsReadFromItsBeginning) {
  start();
  arrives(letter("one"));
  arrives(letter("two"));
  store->write([&](Ports& ports) {
    ports.arrived_mails.set_position(settings.url, {.uid_validity = 1, .uid = 50});
  });
  EXPECT_EQ(read(), 2U);
  EXPECT_EQ(read(), 0U);
}

TEST_F(Helpdesk, AWrongPasswordIsSaidAndNotTold) {
  start();
  settings.password = Secret{"wrong-password"};
  try {
    (void)read();
    FAIL() << "signed in";
  } catch (const std::runtime_error& fault) {
    EXPECT_EQ(std::string_view{fault.what()}.find("wrong-password"), std::string_view::npos);
  }
}

TEST_F(Helpdesk, ProtectionIsVerified) {
  const tests::Identity authority{"Ελληνική Αρχή", ""};
  const tests::Identity server_key{"localhost", "", &authority};
  std::ofstream{folder / "server.pem"} << server_key.pem() << server_key.key_pem();
  std::ofstream{folder / "authority.pem"} << authority.pem();
  for (const std::string mode : {"starttls", "imaps"}) {
    start(mode);
    settings.authorities_file = "";
    EXPECT_THROW((void)read(), std::runtime_error) << mode;
    settings.authorities_file = folder / "authority.pem";
    arrives(letter(mode));
    EXPECT_EQ(read(), 1U) << mode;
    const std::string named = settings.url;
    settings.url.replace(settings.url.find("localhost"), 9, "127.0.0.1");
    EXPECT_THROW((void)read(), std::runtime_error) << mode;
    server.reset();
    fs::remove_all(folder / "mailbox");
  }
}

TEST_F(Helpdesk, NothingIsSaidInTheClearWhereProtectionIsAskedFor) {
  start();
  settings.protection_required = true;
  EXPECT_THROW((void)read(), std::runtime_error);
}

TEST_F(Helpdesk, ASignedPaperKeepsWhatItsCertificateSays) {
  start();
  const tests::Identity authority{"Ελληνική Αρχή", ""};
  const tests::Identity eleni{"Ελένη Παπαδοπούλου", "eleni@upatras.gr", &authority};
  settings.anchors = [&] { return std::make_shared<mail::TrustAnchors>(authority.pem()); };
  now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto pdf = eleni.sign_pdf("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n");
  arrives(
      "From: eleni@upatras.gr\r\nSubject: signed\r\nMIME-Version: 1.0\r\n"
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/pdf\r\n"
      "Content-Disposition: attachment; filename=paper.pdf\r\nContent-Transfer-Encoding: base64"
      "\r\n\r\n" +
      tests::base64(pdf) + "\r\n--b--\r\n");
  EXPECT_EQ(read(), 1U);
  const auto all = filed();
  ASSERT_EQ(all.at(0).attachments.size(), 1U);
  const auto& one = all[0].attachments[0];
  EXPECT_EQ(one.signature, SignatureCheck::valid);
  EXPECT_EQ(one.signer, "Ελένη Παπαδοπούλου");
  EXPECT_EQ(one.signer_mail, "eleni@upatras.gr");
  EXPECT_EQ(one.issuer, "Ελληνική Αρχή");
  EXPECT_TRUE(one.signed_at);
}

}  // namespace
}  // namespace metroon::app
