// The night after the rules have changed.
#include <gmock/gmock.h>

#include "app/house_fixture.hpp"
#include "app/night.hpp"
#include "core/decide.hpp"
#include "mail/worker.hpp"

namespace metroon::app {
namespace {

class TakesAll final : public mail::Transport {
 public:
  mail::Delivery deliver(const mail::Letter&) override {
    return {mail::Outcome::accepted, "250 ok"};
  }
};

class PolicyChanges : public HouseTest {
 protected:
  PolicyChanges() : changed{patras()} {
    changed.hash = "another";
    for (auto& entitlement : changed.entitlements) entitlement.keep = core::Keep::never;
  }
  House house_under(const core::Policy& policy) {
    return {policy,          *store,         random,
            passwords,       printer,        texts,
            house.civil_day, house.base_url, house.vpn_certificate};
  }
  NightCounts night(const core::Policy& policy) {
    auto under = house_under(policy);
    return run_night(under, call("system"));
  }
  /// Whose e-mail is for ever by today's rules.
  core::PersonId graduate(unsigned n) {
    const auto [person, account] =
        enrol("undergraduate", n, today() - days{100}, core::Ending::graduation);
    (void)settle(person, account);
    live_until(person, today() + days{100});  // All else has ended, announced.
    return person;
  }
  /// A mail server takes all that waits.
  void post() {
    TakesAll server;
    while (mail::deliver_due(*store, server, {"noreply@example.edu", "X"}, {now, today()}) !=
           mail::DeliveryCounts{}) {
    }
  }
  bool open_under(const core::Policy& policy, core::PersonId person) {
    return core::decide(policy, dossier(person), today()).opens(service("email"));
  }

  core::Policy changed;
};

TEST_F(PolicyChanges, policy_changes_overnight) {
  const auto person = graduate(1);
  (void)night(patras());
  EXPECT_EQ(night(patras()).looked_at, 0U);
  const auto mails_before = count_mails("mail.ending");

  // What was promised for ever ends by the new rules: not before it was announced.
  EXPECT_EQ(night(changed).notices, 1U);
  EXPECT_EQ(count_mails("mail.ending"), mails_before + 2) << "to both of the holder's mailboxes";
  EXPECT_EQ(support::value_of(mail("mail.ending"), "day"),
            base::to_iso(today() + days{changed.notices.minimum_days - 1}))
      << "not the day on which all else ended";
  EXPECT_TRUE(open_under(changed, person));
  go_to(today() + days{400});
  EXPECT_EQ(night(changed).ended, 0U);
  EXPECT_TRUE(open_under(changed, person)) << "no mail server took the letter";

  post();
  const auto ended_before = count_mails("mail.ended");
  go_to(today() + days{changed.notices.minimum_days - 1});
  EXPECT_EQ(night(changed).ended, 0U);
  EXPECT_TRUE(open_under(changed, person)) << "the last day that the letter leaves";
  go_to(today() + days{1});
  EXPECT_EQ(night(changed).ended, 1U);
  EXPECT_FALSE(open_under(changed, person));
  EXPECT_EQ(count_mails("mail.ended"), ended_before + 1) << "to the mailbox that is left";
  EXPECT_TRUE(audited(subject("account", dossier(person).account->id), "services_ended"));
}

TEST_F(PolicyChanges, what_the_new_rules_do_not_give_at_all_ends_announced_by_the_calendar) {
  const auto who = member("permanent-staff", 1);
  (void)night(patras());
  core::Policy less = patras();
  less.hash = "no network";
  for (const auto* key : {"wifi", "vpn"})
    less.entitlements[kind("permanent-staff") * less.services.size() + service(key)] = {};
  const auto rules = store->read([](Ports& ports) { return ports.nights.rules(); });
  core::follow(less, rules.value(), today());
  EXPECT_EQ(night(less).notices, 1U);
  const Day last = today() + days{less.notices.days_before.front() - 1};
  EXPECT_EQ(support::value_of(mail("mail.withdrawn"), "day"), base::to_iso(last));
  post();
  const auto open = [&] {
    return core::decide(less, dossier(who.person), today()).opens(service("vpn"));
  };
  go_to(last);
  EXPECT_EQ(night(less).ended, 0U);
  EXPECT_TRUE(open());
  go_to(last + days{1});
  EXPECT_EQ(night(less).ended, 1U);
  EXPECT_FALSE(open());
  EXPECT_EQ(count_mails("mail.withdrawn_ended"), 2U) << "to both of the holder's mailboxes";
  EXPECT_TRUE(audited("policy", "policy_adopted"));

  // The rules on record are those of the last night, and what they let run out.
  const auto now_given = store->read([](Ports& ports) { return ports.nights.rules(); });
  EXPECT_THAT(now_given->rights,
              ::testing::UnorderedElementsAreArray(core::on_record(less).rights));
  auto again = less;
  core::follow(again, *now_given, today() + days{300});
  EXPECT_EQ(again.withdrawals, less.withdrawals);
}

class ShorterYears : public PolicyChanges {
 protected:
  ShorterYears() {
    changed = patras();
    changed.hash = "fewer years";
    changed.affiliations[kind("researcher")].term.length = std::chrono::months{12};
  }
  NightCounts first_night() {
    core::follow(changed, core::on_record(patras()), today());
    return night(changed);
  }
  bool open() { return core::decide(changed, dossier(who.person), today()).opens(service("wifi")); }

  Member who{member("researcher", 1)};
  Day last{standing(who.person).find(service("wifi"))->until.last};
};

TEST_F(ShorterYears, open_nothing_again_that_had_ended_by_more_of_them) {
  live_until(who.person, last + days{10});
  (void)night(patras());
  ASSERT_FALSE(standing(who.person).opens(service("wifi")));
  EXPECT_EQ(first_night().notices, 0U);
  EXPECT_FALSE(open());
}

TEST_F(ShorterYears, end_not_before_the_day_that_their_own_letter_names) {
  live_until(who.person, last - days{50});  // Told of the old day.
  EXPECT_EQ(first_night().notices, 1U);
  const auto named = today() + days{changed.notices.minimum_days - 1};
  ASSERT_LT(named, last);
  EXPECT_EQ(support::value_of(mail("mail.ending"), "day"), base::to_iso(named));
  post();
  go_to(named);
  EXPECT_TRUE(open());
  go_to(named + days{1});
  EXPECT_FALSE(open());
}

TEST_F(ShorterYears, end_on_the_old_day_at_the_latest_where_that_was_announced) {
  live_until(who.person, last - days{50});
  (void)first_night();  // No mail server takes the letter.
  go_to(last);
  EXPECT_TRUE(open());
  go_to(last + days{1});
  EXPECT_FALSE(open());
}

TEST_F(PolicyChanges, everybody_is_looked_at_once_and_then_whoever_is_due) {
  for (unsigned n = 1; n <= 5; ++n) (void)graduate(n);
  EXPECT_EQ(night(patras()).looked_at, 5U);
  EXPECT_EQ(night(patras()).looked_at, 0U);
  auto same_rules = patras();
  same_rules.hash = "a comment was corrected";
  EXPECT_EQ(night(same_rules).looked_at, 5U);
  EXPECT_EQ(night(same_rules).looked_at, 0U);
  EXPECT_EQ(count_mails("mail.ending"), 0U);
}

TEST_F(PolicyChanges, preview_looks_at_everybody_too) {
  (void)graduate(1);
  (void)night(patras());
  auto under = house_under(changed);
  EXPECT_EQ(preview_night(under, call("system")).notices, 1U);
  EXPECT_EQ(count_mails("mail.ending"), 0U);
}

}  // namespace
}  // namespace metroon::app
