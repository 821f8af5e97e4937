// Every mail arrives once, whoever dies on the way.
#include "mail/worker.hpp"

#include <gtest/gtest.h>

#include "mail/fixtures.hpp"
#include "mail/folder_transport.hpp"
#include "mail/smtp_transport.hpp"
#include "support/smtp_server.hpp"

namespace metroon::mail {
namespace {

using namespace std::chrono_literals;

/// Answers each letter alike and remembers them.
class Answering final : public Transport {
 public:
  explicit Answering(Outcome outcome) : outcome_{outcome} {}
  Delivery deliver(const Letter& letter) override {
    letters.push_back(letter);
    return {outcome_, "said so"};
  }
  std::vector<Letter> letters;

 private:
  Outcome outcome_;
};

/// Delivers, and dies before anybody can mark it.
struct Killed {};
class DyingAfterDelivery final : public Transport {
 public:
  explicit DyingAfterDelivery(Transport& real) : real_{real} {}
  Delivery deliver(const Letter& letter) override {
    static_cast<void>(real_.deliver(letter));
    throw Killed{};
  }

 private:
  Transport& real_;
};

struct Worker : testing::Test {
  OutboxStore store;
};

TEST_F(Worker, SendsWhatIsDueOnce) {
  store.outbox.add(mail_numbered(1));
  store.outbox.add(mail_numbered(2));
  Answering server{Outcome::accepted};
  EXPECT_EQ(deliver_due(store, server, sender, at(noon)), (DeliveryCounts{.accepted = 2}));
  EXPECT_EQ(deliver_due(store, server, sender, at(noon + 24h)), DeliveryCounts{});
  EXPECT_EQ(server.letters.size(), 2U);
  EXPECT_EQ(store.outbox.unsent(), 0U);
}

TEST_F(Worker, KilledBetweenMailAndMark) {
  const Folder folder;
  store.outbox.add(mail_numbered(1));
  FolderTransport files{folder.path()};
  DyingAfterDelivery dying{files};
  EXPECT_THROW(deliver_due(store, dying, sender, at(noon)), Killed);
  const auto before = folder.read("m1@example.edu.eml");

  EXPECT_EQ(deliver_due(store, files, sender, at(noon + 1min)), DeliveryCounts{})
      << "nobody is taken for dead so soon";
  EXPECT_EQ(deliver_due(store, files, sender, at(noon + 11min)), (DeliveryCounts{.accepted = 1}));
  EXPECT_EQ(folder.files(), std::set<std::string>{"m1@example.edu.eml"});
  EXPECT_EQ(folder.read("m1@example.edu.eml"), before);
  EXPECT_EQ(store.outbox.unsent(), 0U);
}

TEST_F(Worker, MailThatAServerTookWithoutSayingSoComesAgainAsTheSameMessage) {
  const Folder folder;
  store.outbox.add(mail_numbered(1));
  const auto through = [&](const std::string& mode, app::Instant when) {
    const tests::SmtpServer server{mode, folder.path() / mode};
    SmtpTransport transport{{.host = "127.0.0.1",
                             .port = server.port(),
                             .protection = SmtpSettings::Protection::never,
                             .connect_timeout = 1min,
                             .timeout = 1min}};
    return deliver_due(store, transport, sender, at(when));
  };
  EXPECT_EQ(through("die", noon), (DeliveryCounts{.try_again = 1}));
  EXPECT_EQ(through("accept", noon + 1min), (DeliveryCounts{.accepted = 1}));
  EXPECT_EQ(folder.read("die/1.eml"), folder.read("accept/1.eml"));
  EXPECT_NE(folder.read("accept/1.eml").find("<m1@example.edu>"), std::string::npos);
}

TEST_F(Worker, WaitsTwiceAsLongAfterEachFailureButNeverMoreThanFourHours) {
  store.outbox.add(mail_numbered(1));
  Answering server{Outcome::try_again};
  auto now = noon;
  for (const auto minutes : {1, 2, 4, 8, 16, 32, 64, 128, 240, 240}) {
    EXPECT_EQ(deliver_due(store, server, sender, at(now)), (DeliveryCounts{.try_again = 1}));
    EXPECT_EQ(store.outbox.row(1).next_try - now, std::chrono::minutes{minutes});
    EXPECT_EQ(store.outbox.row(1).last_error, "said so");
    now = store.outbox.row(1).next_try;
    EXPECT_EQ(deliver_due(store, server, sender, at(now - 1ms)), DeliveryCounts{});
  }
}

TEST_F(Worker, GivesUpAfterThreeDays) {
  store.outbox.add(mail_numbered(1));
  Answering server{Outcome::try_again};
  EXPECT_EQ(deliver_due(store, server, sender, at(noon + 72h - 1ms)),
            (DeliveryCounts{.try_again = 1}));
  EXPECT_EQ(deliver_due(store, server, sender, at(noon + 73h)), (DeliveryCounts{.refused = 1}));
  EXPECT_EQ(store.outbox.row(1).state, app::MailState::refused);
}

TEST_F(Worker, KeepsTheServersWordsOfARefusal) {
  store.outbox.add(mail_numbered(1));
  Answering server{Outcome::refused};
  EXPECT_EQ(deliver_due(store, server, sender, at(noon)), (DeliveryCounts{.refused = 1}));
  EXPECT_EQ(store.outbox.row(1).state, app::MailState::refused);
  EXPECT_EQ(store.outbox.row(1).last_error, "said so");
}

TEST_F(Worker, RefusesAMalformedRecipientWithoutAskingTheServer) {
  auto mail = mail_numbered(1);
  mail.to = "a@b.org\r\nRCPT TO:<thief@example.org>";
  store.outbox.add(mail);
  Answering server{Outcome::accepted};
  EXPECT_EQ(deliver_due(store, server, sender, at(noon)), (DeliveryCounts{.refused = 1}));
  EXPECT_TRUE(server.letters.empty());
}

TEST_F(Worker, AMalformedSenderIsOurFaultSoTheMailWaits) {
  store.outbox.add(mail_numbered(1));
  Answering server{Outcome::accepted};
  EXPECT_EQ(deliver_due(store, server, {"nonsense", ""}, at(noon)),
            (DeliveryCounts{.try_again = 1}));
  EXPECT_EQ(store.outbox.unsent(), 1U);
}

TEST_F(Worker, TakesABatchAtATime) {
  for (std::int64_t id = 1; id <= 13; ++id) store.outbox.add(mail_numbered(id));
  Answering server{Outcome::accepted};
  EXPECT_EQ(deliver_due(store, server, sender, at(noon)), (DeliveryCounts{.accepted = batch_size}));
  EXPECT_EQ(deliver_due(store, server, sender, at(noon)), (DeliveryCounts{.accepted = 3}));
}

}  // namespace
}  // namespace metroon::mail
