// Rights in somebody's hands, failed tries, and mail on its way.
#include "store/conformance.hpp"

#include <atomic>
#include <thread>

namespace metroon::store {
namespace {

using app::MailState;
using app::Ports;
using app::TokenPurpose;
using base::Secret;

TEST_P(Conformance, ATokenIsFoundByItsSecretAndPurposeOnly) {
  store->write([](Ports& ports) {
    ports.tokens.insert(
        Secret{"abc"},
        {.purpose = TokenPurpose::track, .subject = 5, .expires = noon + 1h, .used{}});
  });
  store->read([](Ports& ports) {
    const auto found = ports.tokens.find(TokenPurpose::track, Secret{"abc"});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->purpose, TokenPurpose::track);
    EXPECT_EQ(found->subject, 5);
    EXPECT_EQ(found->expires, noon + 1h);
    EXPECT_EQ(found->used, std::nullopt);
    EXPECT_FALSE(ports.tokens.find(TokenPurpose::draft, Secret{"abc"}));
    EXPECT_FALSE(ports.tokens.find(TokenPurpose::track, Secret{"abd"}));
  });
}

TEST_P(Conformance, AUsedTokenIsStillFoundButNotUsedAgain) {
  store->write([](Ports& ports) {
    ports.tokens.insert(Secret{"abc"},
                        {.purpose = TokenPurpose::activate, .subject = 5, .expires = noon});
    EXPECT_TRUE(ports.tokens.use(TokenPurpose::activate, Secret{"abc"}, noon));
  });
  store->write([](Ports& ports) {
    EXPECT_FALSE(ports.tokens.use(TokenPurpose::activate, Secret{"abc"}, noon + 1h));
    EXPECT_EQ(ports.tokens.find(TokenPurpose::activate, Secret{"abc"})->used, noon);
    EXPECT_FALSE(ports.tokens.use(TokenPurpose::activate, Secret{"none"}, noon));
  });
}

TEST_P(Conformance, OfManyWhoUseATokenAtOnceOneSucceeds) {
  store->write([](Ports& ports) {
    ports.tokens.insert(Secret{"abc"},
                        {.purpose = TokenPurpose::activate, .subject = 5, .expires = noon});
  });
  std::atomic<int> succeeded{0};
  {
    std::vector<std::jthread> all;
    for (int thread = 0; thread < 4; ++thread)
      all.emplace_back([&] {
        const bool used = store->write([](Ports& ports) {
          return ports.tokens.use(TokenPurpose::activate, Secret{"abc"}, noon);
        });
        if (used) ++succeeded;
      });
  }
  EXPECT_EQ(succeeded, 1);
}

TEST_P(Conformance, RemovingTokensLeavesTheUsedAndThoseOfOthers) {
  const auto token = [](std::int64_t subject) {
    return app::Token{.purpose = TokenPurpose::activate, .subject = subject, .expires = noon + 1h};
  };
  store->write([&](Ports& ports) {
    ports.tokens.insert(Secret{"used"}, token(5));
    ports.tokens.insert(Secret{"unused"}, token(5));
    ports.tokens.insert(Secret{"others"}, token(6));
    EXPECT_TRUE(ports.tokens.use(TokenPurpose::activate, Secret{"used"}, noon));
    EXPECT_TRUE(ports.tokens.any_unused(TokenPurpose::activate, 5, noon));
    ports.tokens.remove(TokenPurpose::activate, 5);
  });
  store->read([](Ports& ports) {
    EXPECT_TRUE(ports.tokens.find(TokenPurpose::activate, Secret{"used"}));
    EXPECT_FALSE(ports.tokens.find(TokenPurpose::activate, Secret{"unused"}));
    EXPECT_FALSE(ports.tokens.any_unused(TokenPurpose::activate, 5, noon));
    EXPECT_TRUE(ports.tokens.any_unused(TokenPurpose::activate, 6, noon));
    EXPECT_FALSE(ports.tokens.any_unused(TokenPurpose::activate, 6, noon + 1h));
    EXPECT_FALSE(ports.tokens.any_unused(TokenPurpose::draft, 6, noon));
  });
}

TEST_P(Conformance, TokensThatExpiredLongAgoAreRemovedAndNoOthers) {
  const auto token = [](app::Instant expires) {
    return app::Token{.purpose = TokenPurpose::track, .subject = 5, .expires = expires};
  };
  store->write([&](Ports& ports) {
    ports.tokens.insert(Secret{"old"}, token(noon - 1h));
    ports.tokens.insert(Secret{"on the edge"}, token(noon));
    ports.tokens.remove_before(noon);
  });
  store->read([](Ports& ports) {
    EXPECT_FALSE(ports.tokens.find(TokenPurpose::track, Secret{"old"}));
    EXPECT_TRUE(ports.tokens.find(TokenPurpose::track, Secret{"on the edge"}));
  });
}

TEST_P(Conformance, ASessionLivesUntilItIsRemoved) {
  const auto session = [](std::int64_t subject, app::SessionOf whose) {
    return app::Session{.whose = whose, .subject = subject, .created = noon, .last_seen = noon};
  };
  store->write([&](Ports& ports) {
    ports.sessions.insert(Secret{"a"}, session(9, app::SessionOf::holder));
    ports.sessions.insert(Secret{"b"}, session(9, app::SessionOf::holder));
    ports.sessions.insert(Secret{"c"}, session(9, app::SessionOf::staff));
    ports.sessions.insert(Secret{"d"}, session(10, app::SessionOf::staff));
    ports.sessions.touch(Secret{"c"}, noon + 1h);
  });
  const auto alive = [&](const char* token) {
    return store->read([&](Ports& ports) { return ports.sessions.find(Secret{token}); });
  };
  EXPECT_EQ(alive("c")->whose, app::SessionOf::staff);
  EXPECT_EQ(alive("c")->subject, 9);
  EXPECT_EQ(alive("c")->created, noon);
  EXPECT_EQ(alive("c")->last_seen, noon + 1h);
  store->write([](Ports& ports) { ports.sessions.remove(Secret{"a"}); });
  EXPECT_FALSE(alive("a"));
  EXPECT_TRUE(alive("b"));
  store->write([](Ports& ports) { ports.sessions.remove_all(app::SessionOf::holder, 9); });
  EXPECT_FALSE(alive("b"));
  EXPECT_TRUE(alive("c"));
  store->write([](Ports& ports) { ports.sessions.remove_before(noon + 1h); });
  EXPECT_FALSE(alive("d"));
  EXPECT_TRUE(alive("c"));
}

TEST_P(Conformance, FailuresAreCountedByKey) {
  store->write([](Ports& ports) {
    ports.throttle.failed("account:maria", noon);
    ports.throttle.failed("account:maria", noon + 1s);
    ports.throttle.failed("client:10.0.0.1", noon);
  });
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.throttle.attempts("account:maria").failures, 2U);
    EXPECT_EQ(ports.throttle.attempts("account:maria").last, noon + 1s);
    EXPECT_EQ(ports.throttle.attempts("account:nikos").failures, 0U);
  });
  store->write([](Ports& ports) { ports.throttle.remove_before(noon + 1s); });
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.throttle.attempts("client:10.0.0.1").failures, 0U);
    EXPECT_EQ(ports.throttle.attempts("account:maria").failures, 2U);
  });
  store->write([](Ports& ports) { ports.throttle.clear("account:maria"); });
  EXPECT_EQ(
      store->read([](Ports& ports) { return ports.throttle.attempts("account:maria"); }).failures,
      0U);
}

app::Mail mail(std::int64_t id, Instant created) {
  return {.id = {id},
          .to = "maria@example.org",
          .reply_to = "office@example.edu",
          .subject = "Ο λογαριασμός σας",
          .text = "Καλημέρα.\n",
          .created = created};
}

std::vector<std::int64_t> ids_of(const std::vector<app::QueuedMail>& mails) {
  std::vector<std::int64_t> ids;
  for (const auto& one : mails) ids.push_back(one.mail.id.value);
  return ids;
}

using Ids = std::vector<std::int64_t>;

class Mailing {
 public:
  explicit Mailing(app::Store& store) : store_{store} {}
  std::vector<app::QueuedMail> claim(Instant now, Instant died_before = noon - 1h,
                                     std::size_t limit = 10) {
    return store_.write([&](Ports& ports) { return ports.outbox.claim(now, died_before, limit); });
  }

 private:
  app::Store& store_;
};

TEST_P(Conformance, AMailIsClaimedOnceWhenItsTimeHasCome) {
  store->write([](Ports& ports) {
    ports.outbox.add(mail(1, noon));
    ports.outbox.add(mail(2, noon));
    ports.outbox.add(mail(3, noon + 1h));
  });
  Mailing mailing{*store};
  const auto first = mailing.claim(noon, noon - 1h, 1);
  ASSERT_EQ(ids_of(first), Ids{1});
  EXPECT_EQ(first[0].state, MailState::sending);
  EXPECT_EQ(first[0].mail.to, "maria@example.org");
  EXPECT_EQ(first[0].mail.reply_to, "office@example.edu");
  EXPECT_EQ(first[0].mail.subject, "Ο λογαριασμός σας");
  EXPECT_EQ(first[0].mail.text, "Καλημέρα.\n");
  EXPECT_EQ(first[0].mail.created, noon);
  EXPECT_EQ(first[0].tries, 1U);
  EXPECT_EQ(ids_of(mailing.claim(noon)), Ids{2});
  EXPECT_EQ(ids_of(mailing.claim(noon)), Ids{});
  EXPECT_EQ(ids_of(mailing.claim(noon + 1h)), Ids{3});
}

TEST_P(Conformance, OfManySendersEachMailGoesToOne) {
  store->write([](Ports& ports) {
    for (std::int64_t id = 1; id <= 40; ++id) ports.outbox.add(mail(id, noon));
  });
  std::atomic<std::size_t> claimed{0};
  {
    std::vector<std::jthread> senders;
    for (int sender = 0; sender < 4; ++sender)
      senders.emplace_back([&] {
        Mailing mailing{*store};
        for (auto some = mailing.claim(noon, noon - 1h, 3); !some.empty();
             some = mailing.claim(noon, noon - 1h, 3))
          claimed += some.size();
      });
  }
  EXPECT_EQ(claimed, 40U);
}

// The process was killed between the mail server's yes and our mark: the message goes out again
// under its own Message-ID.
TEST_P(Durable, WhatADeadProcessWasSendingIsClaimedAgain) {
  store->write([](Ports& ports) { ports.outbox.add(mail(1, noon)); });
  EXPECT_EQ(ids_of(Mailing{*store}.claim(noon)), Ids{1});
  store.reset();
  store = place.open(policy, sealer);
  Mailing mailing{*store};
  EXPECT_EQ(ids_of(mailing.claim(noon + 1min, noon)), Ids{});
  const auto again = mailing.claim(noon + 10min, noon + 1min);
  ASSERT_EQ(ids_of(again), Ids{1});
  EXPECT_EQ(again[0].tries, 2U);
  EXPECT_EQ(ids_of(mailing.claim(noon + 10min, noon + 1min)), Ids{});
}

TEST_P(Conformance, AMailThatWasNotTakenIsTriedAgainLater) {
  store->write([](Ports& ports) { ports.outbox.add(mail(1, noon)); });
  Mailing mailing{*store};
  EXPECT_EQ(ids_of(mailing.claim(noon)), Ids{1});
  store->write([](Ports& ports) { ports.outbox.try_again({1}, noon + 5min, "greylisted"); });
  EXPECT_EQ(ids_of(mailing.claim(noon + 4min)), Ids{});
  const auto again = mailing.claim(noon + 5min);
  ASSERT_EQ(ids_of(again), Ids{1});
  EXPECT_EQ(again[0].tries, 2U);
  EXPECT_EQ(again[0].last_error, "greylisted");
}

TEST_P(Conformance, WhatWasTakenOrRefusedIsNeverClaimedAgain) {
  store->write([](Ports& ports) {
    for (const std::int64_t id : {1, 2, 3}) ports.outbox.add(mail(id, noon));
  });
  Mailing mailing{*store};
  EXPECT_EQ(mailing.claim(noon, noon - 1h, 2).size(), 2U);
  EXPECT_EQ(store->read([](Ports& ports) { return ports.outbox.unsent(); }), 3U);
  store->write([](Ports& ports) {
    ports.outbox.accepted({1}, noon);
    ports.outbox.refused({2}, noon, "no such mailbox");
  });
  EXPECT_EQ(ids_of(mailing.claim(noon + 24h, noon + 23h)), Ids{3});
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.outbox.unsent(), 1U);
    const auto recent = ports.outbox.recent(2);
    EXPECT_EQ(ids_of(recent), (Ids{3, 2}));
    EXPECT_EQ(recent[1].state, MailState::refused);
    EXPECT_EQ(recent[1].last_error, "no such mailbox");
  });
}

TEST_P(Conformance, AnUnknownMailIsAFault) {
  EXPECT_THROW(store->write([](Ports& ports) { ports.outbox.accepted({404}, noon); }),
               DatabaseError);
}

}  // namespace
}  // namespace metroon::store
