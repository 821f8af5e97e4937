// Nights over the real store under the real rules, the letters going through the mail's worker.
#include "app/night.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "app/house_fixture.hpp"
#include "app/suspension.hpp"
#include "base/zone.hpp"
#include "mail/worker.hpp"
#include "support/database_dump.hpp"
#include "support/failing_store.hpp"

namespace metroon::app {
namespace {

/// A mail server that takes everything, or nothing.
class Server final : public mail::Transport {
 public:
  mail::Delivery deliver(const mail::Letter&) override {
    if (dies) throw support::Killed{};
    return {outcome, "550 no such user"};
  }
  mail::Outcome outcome{mail::Outcome::accepted};
  bool dies{false};
};

class NightTest : public HouseTest {
 protected:
  [[nodiscard]] Call system() const { return call("system"); }
  NightCounts night() { return run_night(house, system()); }
  void deliver() {
    while (mail::deliver_due(*store, server, {"noreply@example.edu", "X"}, {now, today()}) !=
           mail::DeliveryCounts{}) {
    }
  }
  void nights_until(Day last) {
    for (Day next = today() + days{1}; next <= last; next += days{1}) {
      go_to(next);
      night();
      deliver();
    }
  }
  bool open(const Member& who, std::string_view key) {
    return standing(who.person).opens(service(key));
  }
  Day last_day_of(const Member& who) {
    return standing(who.person).find(service("wifi"))->until.last;
  }
  std::vector<BouncedNotice> bounced() {
    return store->read([](Ports& ports) { return ports.nights.bounced(10); });
  }
  std::size_t count_to(std::string_view key, std::string_view domain) {
    return static_cast<std::size_t>(std::ranges::count_if(
        mails(), [&](const Mail& it) { return it.subject == key && it.to.ends_with(domain); }));
  }

  Server server;
};

TEST_F(NightTest, EverybodyIsToldAtEachStepAndAtTheEnd) {
  const auto who = member("contractor", 1);
  deliver();
  const auto last = last_day_of(who);
  nights_until(last);
  EXPECT_TRUE(open(who, "wifi"));
  const auto steps = patras().notices.days_before.size();
  EXPECT_EQ(dossier(who.person).notices.size(), steps);
  EXPECT_EQ(count_to("mail.ending", "upatras.gr"), steps);  // The copy to the own mailbox.
  EXPECT_EQ(count_mails("mail.ending"), 2 * steps);
  EXPECT_EQ(support::value_of(mail("mail.ending"), "day"), base::to_iso(last));
  nights_until(last + days{30});
  EXPECT_FALSE(open(who, "wifi"));
  EXPECT_GE(count_mails("mail.ended"), 1U);
  EXPECT_TRUE(audited("account:" + std::to_string(who.account.value), "services_ended"));
}

TEST_F(NightTest, ASecondRunOfTheSameNightDoesNothing) {
  const auto who = member("contractor", 1);
  nights_until(last_day_of(who) - days{61});
  go_to(today() + days{2});
  EXPECT_EQ(preview_night(house, system()).notices, 1U);
  EXPECT_EQ(night().notices, 1U);
  const auto mails_then = mails().size();
  EXPECT_EQ(night(), NightCounts{});
  EXPECT_EQ(mails().size(), mails_then);
}

TEST_F(NightTest, notice_bounced_stops_the_ending) {
  const auto who = member("contractor", 1);
  deliver();
  server.outcome = mail::Outcome::refused;
  const auto last = last_day_of(who);
  nights_until(last + days{90});
  EXPECT_TRUE(open(who, "wifi"));
  EXPECT_EQ(count_mails("mail.ended"), 0U);
  const auto seen = bounced();
  ASSERT_EQ(seen.size(), patras().notices.days_before.size());
  EXPECT_EQ(seen.front().person, who.person);
  EXPECT_EQ(seen.front().ending, last);
  EXPECT_EQ(seen.front().error, "550 no such user");
}

TEST_F(NightTest, ABouncedNoticeGoesToTheCorrectedAddressByItself) {
  const auto who = member("contractor", 1);
  deliver();
  server.outcome = mail::Outcome::refused;
  const auto last = last_day_of(who);
  nights_until(last - days{25});
  ASSERT_EQ(bounced().size(), 2U);
  server.outcome = mail::Outcome::accepted;
  const auto letters = count_mails("mail.ending");
  nights_until(last - days{20});
  EXPECT_EQ(count_mails("mail.ending"), letters);  // The address is as it was.
  store->write([&](Ports& ports) {
    auto person = ports.people.find(who.person).value();
    person.contact.email = "new@example.org";
    ASSERT_TRUE(ports.people.update(person));
  });
  nights_until(last - days{19});
  EXPECT_EQ(count_mails("mail.ending"), letters + 2);
  EXPECT_EQ(count_to("mail.ending", "new@example.org"), 1U);
  EXPECT_TRUE(bounced().empty());
  EXPECT_TRUE(audited(subject("person", who.person), "notice_given_again"));
  nights_until(last - days{10});
  EXPECT_EQ(count_to("mail.ending", "new@example.org"), 1U);  // Once.
  nights_until(last + days{patras().notices.minimum_days});
  EXPECT_FALSE(open(who, "wifi"));
}

TEST_F(NightTest, TheOfficeHasABouncedNoticeSentAgainToTheAddressAsItIs) {
  const auto who = member("contractor", 1);
  deliver();
  server.outcome = mail::Outcome::refused;
  nights_until(last_day_of(who) - days{25});
  server.outcome = mail::Outcome::accepted;
  const auto letters = count_to("mail.ending", "example.org");
  EXPECT_TRUE(give_notice_again(house, office(), who.person));
  EXPECT_FALSE(give_notice_again(house, office(), who.person));
  night();
  EXPECT_EQ(count_to("mail.ending", "example.org"), letters + 1);
}

TEST_F(NightTest, notice_sent_late_moves_the_ending) {
  const auto who = member("contractor", 1);
  deliver();
  const auto last = last_day_of(who);
  go_to(last - days{3});  // The server was down until here.
  night();
  deliver();
  const auto shut = today() + days{patras().notices.minimum_days};
  EXPECT_EQ(support::value_of(mail("mail.ending"), "day"), base::to_iso(shut - days{1}));
  nights_until(shut - days{1});
  EXPECT_TRUE(open(who, "wifi"));
  EXPECT_EQ(count_mails("mail.ended"), 0U);
  EXPECT_EQ(dossier(who.person).notices.size(), 3U) << "once more 7 days before, and 1";
  EXPECT_EQ(support::value_of(mail("mail.ending"), "day"), base::to_iso(shut - days{1}));
  nights_until(shut);
  EXPECT_FALSE(open(who, "wifi"));
  EXPECT_GE(count_mails("mail.ended"), 1U);
}

TEST_F(NightTest, graduate_keeps_email_and_alumni_and_the_letter_says_both) {
  const auto [person, account] =
      enrol("undergraduate", 1, today() + days{20}, core::Ending::graduation);
  const auto who = settle(person, account);
  deliver();
  night();
  const auto& policy = patras();
  const auto name = [&](std::string_view key) {
    return policy.services[service(key)].name.in(core::Language::el);
  };
  EXPECT_EQ(support::value_of(mail("mail.ending"), "stays"), name("email") + ", " + name("alumni"));
}

TEST_F(NightTest, killed_between_mail_and_mark) {
  const auto who = member("contractor", 1);
  deliver();
  const auto last = last_day_of(who);
  go_to(last - days{59});
  night();
  server.dies = true;
  EXPECT_THROW(deliver(), support::Killed);
  EXPECT_FALSE(dossier(who.person).notices.at(0).accepted);  // Heard or not: it does not count.
  server.dies = false;
  pass(1h);
  deliver();
  EXPECT_EQ(dossier(who.person).notices.at(0).accepted, today());
  EXPECT_EQ(dossier(who.person).notices.size(), 1U);
}

TEST_F(NightTest, clock_jumps) {
  const auto who = member("contractor", 1);
  deliver();
  const auto last = last_day_of(who);
  nights_until(last);
  pass(24h);  // A day ahead for an hour …
  night();
  deliver();
  const auto told = count_mails("mail.ended");
  pass(-24h);  // … and back.
  night();
  deliver();
  EXPECT_TRUE(open(who, "wifi"));
  nights_until(last + days{3});
  EXPECT_FALSE(open(who, "wifi"));
  EXPECT_EQ(count_mails("mail.ended"), told);
  EXPECT_GT(told, 0U);
  EXPECT_EQ(dossier(who.person).notices.size(), patras().notices.days_before.size());
}

TEST_F(NightTest, ANoticeThatAFastClockSentEarlyStillGivesAllItsDays) {
  const auto who = member("contractor", 1);
  deliver();
  const auto last = last_day_of(who);
  const auto shut = last + days{1};
  go_to(shut - days{patras().notices.minimum_days});  // No notice has gone out so far.
  pass(24h);
  night();
  deliver();
  pass(-24h);
  for (Day next = today(); next < shut + days{1}; next += days{1}) {
    go_to(next);
    EXPECT_LE(night().notices, 1U);
    deliver();
    EXPECT_TRUE(open(who, "wifi")) << base::to_iso(next);
  }
  nights_until(shut + days{1});
  EXPECT_FALSE(open(who, "wifi"));
  std::set<std::pair<Day, int>> steps;
  for (const auto& one : dossier(who.person).notices) steps.emplace(one.ending, one.days_before);
  EXPECT_EQ(steps.size(), dossier(who.person).notices.size());
  EXPECT_EQ(count_mails("mail.ending"), 2 * steps.size()) << "no letter went out twice";
}

TEST_F(NightTest, AnEndingThatIsNearWhenItBecomesKnownIsToldTheSameNight) {
  const auto [person, id] = enrol("undergraduate", 1);
  const auto who = settle(person, id);
  go_to(today() + days{10});
  night();
  const auto [other, other_id] = enrol("undergraduate", 2, today() + days{20});
  (void)settle(other, other_id);
  EXPECT_EQ(night().notices, 1U);
  EXPECT_EQ(dossier(who.person).notices.size(), 0U);
}

TEST_F(NightTest, owner_of_shared_mailbox_leaves) {
  const auto [person, id] = enrol("contractor", 1);
  const auto who = settle(person, id);
  store->write([&](Ports& ports) {  // Head of a unit until September.
    ports.people.add_affiliation(who.person, {.id = {random.next_id(now)},
                                              .kind = kind("postgraduate"),
                                              .unit = "chemistry",
                                              .from = today(),
                                              .ends = day(2026, 9, 1),
                                              .head_of_unit = true,
                                              .asserted_by = "registry"});
    reconsider(ports, house, system(), who.person);
  });
  const auto asked = request_shared(house, call(), holder(who), "chem-office", "Γραμματεία", "Για");
  const auto shared = approve_shared(house, office(), asked.value().id, asked.value().version);
  ASSERT_TRUE(shared);
  nights_until(day(2026, 9, 1) - days{61});
  EXPECT_EQ(count_mails("mail.successor_soon"), 0U);
  nights_until(day(2026, 8, 31));
  EXPECT_EQ(count_mails("mail.successor_soon"), 1U);  // In time, and once.
  EXPECT_EQ(count_mails("mail.successor"), 0U);
  nights_until(day(2026, 10, 20));
  EXPECT_EQ(count_mails("mail.successor"), 1U);
  EXPECT_EQ(count_mails("mail.successor_office"), 1U);
  const auto dossier = store->read([&](Ports& ports) {
    return ports.accounts.shared_dossier(ports.accounts.all_shared().at(0)).value();
  });
  const auto left = core::decide_shared(patras(), dossier, today());
  EXPECT_TRUE(left.needs_successor);
  for (const auto& one : left.services) EXPECT_NE(one.gate, core::Gate::ended);
}

TEST(NightHour, OnceADayFromItsHourOnAndAtOnceWhereOneWasMissed) {
  const auto today = day(2026, 5, 4);
  EXPECT_FALSE(night_is_due(today, today, 23, 3));
  EXPECT_FALSE(night_is_due(today - days{1}, today, 2, 3));
  EXPECT_TRUE(night_is_due(today - days{1}, today, 3, 3));
  EXPECT_TRUE(night_is_due(today - days{2}, today, 0, 3));
  EXPECT_FALSE(night_is_due({}, today, 2, 3));
  EXPECT_TRUE(night_is_due({}, today, 3, 3));
  EXPECT_TRUE(night_is_due(today + days{300}, today, 3, 3));  // A clock gone wrong.
}

// In spring the hour from three to four is missing, in autumn there are two of them.
TEST(NightHour, clock_jumps) {
  const base::Zone athens{"Europe/Athens"};
  for (const auto change : {day(2026, 3, 29), day(2026, 10, 25)})
    for (const int night_hour : {0, 2, 3, 4}) {
      std::map<Day, int> nights;
      auto last = change - days{2};
      const auto begin = Instant{(change - days{1}).time_since_epoch()};
      for (auto at = begin; at < begin + days{3}; at += 10min) {
        const auto local = athens.local(at);
        const auto hour = std::chrono::floor<std::chrono::hours>(
            local - std::chrono::floor<std::chrono::days>(local));
        const auto today = athens.day(at);
        if (!night_is_due(last, today, static_cast<int>(hour.count()), night_hour)) continue;
        ++nights[today];
        last = today;
      }
      for (const auto one : {change - days{1}, change, change + days{1}})
        EXPECT_EQ(nights[one], 1) << base::to_iso(one) << " at " << night_hour;
    }
}

TEST(NightKilled, AnywhereAndStartedAgainSendsNothingTwice) {
  support::TemporaryDatabase database;
  World world{database.path()};
  const auto who = world.member("contractor", 1);
  const auto last = world.standing(who.person).find(service("wifi"))->until.last;
  world.go_to(last - days{20});
  support::Fuse fuse;
  support::FailingStore failing{*world.store, fuse};
  House fragile = with(world.house, failing);
  int deaths = 0;
  for (int writes = 0;; ++writes) {
    fuse.set(writes);
    try {
      run_night(fragile, world.call("system"));
      break;
    } catch (const support::Killed&) {
      ++deaths;
    }
  }
  EXPECT_GT(deaths, 3);
  EXPECT_EQ(world.count_mails("mail.ending"), 2U);  // Contact address and own mailbox.
  EXPECT_EQ(world.dossier(who.person).notices.size(), 1U);
}

TEST_F(NightTest, ALetterThatWaitsWhenItsHolderDiesIsNotSent) {
  const auto [person, account] = enrol("undergraduate", 1, today() + days{40});
  (void)settle(person, account);
  server.outcome = mail::Outcome::try_again;
  nights_until(today() + days{1});
  EXPECT_EQ(count_to("mail.ending", "example.org"), 1U);
  ASSERT_TRUE(close_account(house, office(), account, "απεβίωσε"));
  server.outcome = mail::Outcome::accepted;
  nights_until(today() + days{3});
  const auto queued = store->read([](Ports& ports) { return ports.outbox.recent(100); });
  for (const auto& one : queued) {
    const bool ours = one.mail.subject == "mail.ending" && one.mail.to == "person1@example.org";
    EXPECT_TRUE(!ours || one.state == MailState::refused);
  }
  EXPECT_TRUE(bounced().empty()) << "nobody has to reach the family";
}

}  // namespace
}  // namespace metroon::app
