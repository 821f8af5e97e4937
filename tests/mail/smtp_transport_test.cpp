// Against a real server on loopback.
#include "mail/smtp_transport.hpp"

#include <gtest/gtest.h>

#include "mail/fixtures.hpp"
#include "support/smtp_server.hpp"

namespace metroon::mail {
namespace {

using tests::SmtpServer;

SmtpSettings settings_for(std::uint16_t port) {
  return {.host = "127.0.0.1",
          .port = port,
          .tls_from_start = false,
          .protection = SmtpSettings::Protection::never,
          .hello = "id.example.edu",
          .user = "",
          .password = {},
          .connect_timeout = std::chrono::minutes{1},
          .timeout = std::chrono::minutes{1}};
}
Letter letter() {
  return compose(mail_numbered(42), sender).value();
}

struct Tried {
  Delivery delivery;
  std::size_t taken;  ///< How many texts the server got whole.
};
Tried try_mode(const std::string& mode) {
  const Folder folder;
  const SmtpServer server{mode, folder.path()};
  auto delivery = SmtpTransport{settings_for(server.port())}.deliver(letter());
  return {delivery, folder.files().size() / 2};
}

TEST(SmtpTransport, HandsOverLetterAndEnvelope) {
  const Folder folder;
  const SmtpServer server{"accept", folder.path()};
  const auto delivery = SmtpTransport{settings_for(server.port())}.deliver(letter());
  EXPECT_EQ(delivery.outcome, Outcome::accepted);
  EXPECT_EQ(delivery.server, "250 taken");
  EXPECT_EQ(folder.read("1.eml"), letter().bytes);
  EXPECT_EQ(folder.read("1.envelope"),
            "MAIL FROM:<accounts@example.edu>\nRCPT TO:<maria@example.org>\n");
}

TEST(SmtpTransport, ALineOfOneDotDoesNotEndTheText) {
  const Folder folder;
  const SmtpServer server{"accept", folder.path()};
  auto mail = mail_numbered(42);
  mail.text = "one\n.\ntwo\n..\n.three\n";
  const auto dotted = compose(mail, sender).value();
  EXPECT_EQ(SmtpTransport{settings_for(server.port())}.deliver(dotted).outcome, Outcome::accepted);
  EXPECT_EQ(folder.read("1.eml"), dotted.bytes);
}

TEST(SmtpTransport, SeveralLettersOneAfterTheOther) {
  const Folder folder;
  const SmtpServer server{"accept", folder.path()};
  SmtpTransport transport{settings_for(server.port())};
  for (int time = 0; time < 3; ++time)
    EXPECT_EQ(transport.deliver(letter()).outcome, Outcome::accepted);
  EXPECT_EQ(folder.files().size(), 6U);
}

TEST(SmtpTransport, ATemporaryFailureTriesAgain) {
  const auto tried = try_mode("temporary");
  EXPECT_EQ(tried.delivery.outcome, Outcome::try_again);
  EXPECT_EQ(tried.delivery.server, "451 the mailbox is busy");
}

TEST(SmtpTransport, ARefusedRecipientIsRefused) {
  const auto tried = try_mode("refuse");
  EXPECT_EQ(tried.delivery.outcome, Outcome::refused);
  EXPECT_EQ(tried.delivery.server, "550 no such user here");
}

TEST(SmtpTransport, ARefusedTextIsRefused) {
  const auto tried = try_mode("refuse-text");
  EXPECT_EQ(tried.delivery.outcome, Outcome::refused);
  EXPECT_EQ(tried.delivery.server, "554 the text was not liked");
}

TEST(SmtpTransport, AServerThatRefusesEverybodySaysNothingAboutTheLetter) {
  const auto tried = try_mode("greeting");
  EXPECT_EQ(tried.delivery.outcome, Outcome::try_again);
  EXPECT_EQ(tried.delivery.server, "554 no service here");
}

TEST(SmtpTransport, AServerThatDiesAfterTheTextIsTriedAgain) {
  const auto tried = try_mode("die");
  EXPECT_EQ(tried.taken, 1U);
  EXPECT_EQ(tried.delivery.outcome, Outcome::try_again);
}

TEST(SmtpTransport, NobodyListeningIsTriedAgain) {
  std::uint16_t port = 0;
  {
    const Folder folder;
    port = SmtpServer{"accept", folder.path()}.port();
  }
  EXPECT_EQ(SmtpTransport{settings_for(port)}.deliver(letter()).outcome, Outcome::try_again);
}

TEST(SmtpTransport, SignsInWhereAskedTo) {
  const Folder folder;
  const SmtpServer server{"login", folder.path()};
  auto settings = settings_for(server.port());
  EXPECT_EQ(SmtpTransport{settings}.deliver(letter()).outcome, Outcome::try_again)
      << "530 is about us";
  settings.user = "metroon";
  settings.password = base::Secret{"wrong"};
  EXPECT_EQ(SmtpTransport{settings}.deliver(letter()).outcome, Outcome::try_again);
  EXPECT_TRUE(folder.files().empty());
  settings.password = base::Secret{"secret"};
  EXPECT_EQ(SmtpTransport{settings}.deliver(letter()).outcome, Outcome::accepted);
}

TEST(SmtpTransport, SendsNothingInTheClearWhereProtectionIsRequired) {
  const Folder folder;
  const SmtpServer server{"accept", folder.path()};
  auto settings = settings_for(server.port());
  settings.protection = SmtpSettings::Protection::required;
  EXPECT_EQ(SmtpTransport{settings}.deliver(letter()).outcome, Outcome::try_again);
  EXPECT_TRUE(folder.files().empty());
  settings.protection = SmtpSettings::Protection::optional;
  EXPECT_EQ(SmtpTransport{settings}.deliver(letter()).outcome, Outcome::accepted);
}

}  // namespace
}  // namespace metroon::mail
