// Against Debian's Postfix on loopback.
#include <gmock/gmock.h>
#include <unistd.h>

#include <thread>

#include "mail/fixtures.hpp"
#include "mail/smtp_transport.hpp"
#include "support/smtp_server.hpp"

namespace metroon::mail {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::StartsWith;

const fs::path package{METROON_SOURCE_DIR "/build/peers/postfix"};

class Postfix : public testing::Test {
 protected:
  void SetUp() override {
    if (::geteuid() != 0) GTEST_SKIP() << "Postfix starts as root only";
    ASSERT_TRUE(fs::exists(package / "usr/lib/postfix/sbin/master"))
        << "./dev setup test unpacks it";
    server.reset(new tests::SmtpServer(tests::SmtpServer::postfix(package, folder.path())));
  }

  Delivery deliver(const std::string& to, std::string_view text = "Καλημέρα.") {
    auto mail = mail_numbered(42);
    mail.to = to;
    mail.text = text;
    mail.subject = "Ο λογαριασμός σας";
    sent = compose(mail, sender).value();
    SmtpSettings settings{.host = "127.0.0.1", .port = server->port()};
    settings.protection = protection;
    settings.hello = "id.example.edu";
    return SmtpTransport{settings}.deliver(sent);
  }

  /// What lies in the mailbox, once anything does.
  [[nodiscard]] std::string mailbox() const {
    const auto arrived = folder.path() / "mailboxes/maria/new";
    for (int tries = 0; tries < 3000; ++tries) {
      if (fs::exists(arrived) && !fs::is_empty(arrived))
        return read_all(*fs::directory_iterator{arrived});
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    return "nothing came within half a minute";
  }

  Folder folder;
  std::unique_ptr<tests::SmtpServer> server;
  Letter sent;
  SmtpSettings::Protection protection{SmtpSettings::Protection::never};

 private:
  static std::string read_all(const fs::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
  }
};

TEST_F(Postfix, puts_the_letter_into_the_mailbox_as_we_wrote_it) {
  const auto delivery = deliver("maria@example.org", "Ένα.\n.\nΔύο.\n");
  EXPECT_EQ(delivery.outcome, Outcome::accepted) << delivery.server;
  EXPECT_THAT(delivery.server, StartsWith("250 2.0.0 Ok: queued as"));
  // A mailbox has bare line feeds, and the servers' own fields before ours.
  std::string text = sent.bytes;
  std::erase(text, '\r');
  EXPECT_THAT(mailbox(), HasSubstr(text));
}

TEST_F(Postfix, refuses_whom_it_does_not_know_for_good) {
  const auto delivery = deliver("nobody@example.org");
  EXPECT_EQ(delivery.outcome, Outcome::refused);
  EXPECT_THAT(delivery.server, StartsWith("550 5.1.1"));
}

TEST_F(Postfix, that_says_later_is_tried_again) {
  const auto delivery = deliver("busy@example.org");
  EXPECT_EQ(delivery.outcome, Outcome::try_again);
  EXPECT_THAT(delivery.server, StartsWith("450 4.7.1"));
}

TEST_F(Postfix, without_encryption_gets_nothing_where_we_ask_for_it) {
  protection = SmtpSettings::Protection::required;
  EXPECT_EQ(deliver("maria@example.org").outcome, Outcome::try_again);
}

}  // namespace
}  // namespace metroon::mail
