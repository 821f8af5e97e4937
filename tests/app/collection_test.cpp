// Accounts that nobody collects, over the real store under the real rules.
#include <algorithm>

#include "app/house_fixture.hpp"
#include "app/night.hpp"

namespace metroon::app {
namespace {

class CollectionTest : public HouseTest {
 protected:
  [[nodiscard]] Call system() const { return call("system"); }
  NightCounts night() { return run_night(house, system()); }
  NightCounts nights_until(Day last) {
    NightCounts sum;
    for (Day next = today() + days{1}; next <= last; next += days{1}) {
      go_to(next);
      const auto counts = night();
      sum.reminders += counts.reminders;
      sum.not_collected += counts.not_collected;
    }
    return sum;
  }
  core::AccountState state(core::PersonId id) { return standing(id).state; }
  std::size_t entries(core::AccountId id, std::string_view action) {
    const auto all = actions(subject("account", id));
    return static_cast<std::size_t>(std::ranges::count(all, action));
  }
  void write_to(core::PersonId id, std::string_view address) {
    store->write([&](Ports& ports) {
      auto person = ports.people.find(id).value();
      person.contact.email = address;
      ASSERT_TRUE(ports.people.update(person));
    });
  }
  const core::CollectionRules& rules() { return *patras().collection; }
};

TEST_F(CollectionTest, WhoComesASecondTimeBeforeTheClosingWaitsAnew) {
  const auto made = today();
  const auto [person, id] = enrol("undergraduate", 1);
  (void)prove(person);
  nights_until(made + days{rules().close_after - 1});
  (void)prove(person);
  EXPECT_EQ(nights_until(made + days{rules().close_after}).not_collected, 0U);
  EXPECT_EQ(nights_until(made + days{2 * rules().close_after}).not_collected, 1U);
}

TEST_F(CollectionTest, collected_never) {
  const auto made = today();
  const auto [person, id] = enrol("undergraduate", 1);
  write_to(person, "one@example.org");
  const auto before = account(id).account;
  std::size_t reminded = 0;
  for (const int reminder : rules().reminders) {
    nights_until(made + days{reminder - 1});
    EXPECT_EQ(count_mails("mail.collect_account"), reminded);
    nights_until(made + days{reminder});
    EXPECT_EQ(count_mails("mail.collect_account"), ++reminded);
  }
  nights_until(made + days{rules().close_after - 1});
  EXPECT_EQ(state(person), core::AccountState::not_handed_over);
  EXPECT_EQ(nights_until(made + days{rules().close_after}).not_collected, 1U);
  EXPECT_EQ(state(person), core::AccountState::not_collected);
  EXPECT_EQ(nights_until(today() + days{40}), NightCounts{});
  EXPECT_EQ(count_mails("mail.collect_account"), rules().reminders.size());
  EXPECT_EQ(entries(id, "account_not_collected"), 1U);
  // The name is reserved.
  const std::vector names{before.username};
  EXPECT_EQ(store->read([&](Ports& ports) { return ports.accounts.taken(names); }), names);
  // Who comes late gets the very same account.
  const auto who = settle(person, id);
  EXPECT_EQ(state(person), core::AccountState::active);
  EXPECT_EQ(account(who.account).account.username, before.username);
  EXPECT_EQ(account(who.account).account.addresses, before.addresses);
  EXPECT_EQ(entries(id, "account_collected_late"), 1U);
  EXPECT_FALSE(standing(person).collect_before);
}

TEST_F(CollectionTest, ASecondRunOfTheSameNightRemindsAndClosesNobodyTwice) {
  const auto made = today();
  const auto [person, id] = enrol("undergraduate", 1);
  write_to(person, "one@example.org");
  go_to(made + days{rules().reminders.front()});
  EXPECT_EQ(preview_night(house, system()).reminders, 1U);
  EXPECT_EQ(night().reminders, 1U);
  EXPECT_EQ(night(), NightCounts{});
  go_to(made + days{rules().close_after});
  EXPECT_EQ(preview_night(house, system()).not_collected, 1U);
  EXPECT_EQ(night().not_collected, 1U);
  EXPECT_EQ(preview_night(house, system()), NightCounts{});
  EXPECT_EQ(night(), NightCounts{});
  EXPECT_EQ(entries(id, "account_not_collected"), 1U);
}

TEST_F(CollectionTest, WhoHasNoAddressIsNotRemindedAndTheAccountIsClosedAllTheSame) {
  const auto made = today();
  const auto [person, id] = enrol("undergraduate", 1);
  write_to(person, "");
  const auto counts = nights_until(made + days{rules().close_after});
  EXPECT_EQ(counts.reminders, 0U);
  EXPECT_EQ(counts.not_collected, 1U);
  EXPECT_EQ(state(person), core::AccountState::not_collected);
}

TEST_F(CollectionTest, WhoWasHandedTheAccountAndDoesNotActivateItIsToldToAndComesAgain) {
  const auto [person, id] = enrol("undergraduate", 1);
  write_to(person, "one@example.org");
  go_to(today() + days{5});
  prove(person);
  (void)hand_over(id);
  const auto handed_over = today();
  nights_until(handed_over + days{rules().close_after - 1});
  EXPECT_EQ(count_mails("mail.activate_account"), rules().reminders.size());
  EXPECT_EQ(count_mails("mail.collect_account"), 0U);
  EXPECT_EQ(state(person), core::AccountState::not_activated);
  nights_until(handed_over + days{rules().close_after});
  EXPECT_EQ(state(person), core::AccountState::not_collected);
  (void)settle(person, id);
  EXPECT_EQ(state(person), core::AccountState::active);
}

}  // namespace
}  // namespace metroon::app
