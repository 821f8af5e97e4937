#include "app/suspension.hpp"

#include "app/campaign.hpp"
#include "app/check.hpp"
#include "app/claims.hpp"
#include "app/night.hpp"
#include "app/registry_fixture.hpp"

namespace metroon::app {
namespace {

class Stopping : public HouseTest {
 protected:
  Member who{member("contractor", 1)};

  static constexpr std::string_view reason = "κλεμμένος κωδικός";
  bool signed_in(const Secret& session) {
    return holder_session(house, call(), session).has_value();
  }
  std::optional<SignInProblem> sign_in() {
    return why(sign_in_holder(house, call(), who.username, Secret{std::string{good_password}}));
  }
};

TEST_F(Stopping, stolen_account_is_suspended) {
  const auto before = standing(who.person);
  ASSERT_EQ(before.state, core::AccountState::active);
  (void)prove(who.person);
  const auto code = hand_over(who.account);
  ASSERT_TRUE(suspend_account(house, office(), who.account, reason));
  EXPECT_EQ(standing(who.person).state, core::AccountState::suspended);
  EXPECT_FALSE(signed_in(who.session));
  EXPECT_EQ(sign_in(), SignInProblem::suspended);
  EXPECT_EQ(why(check_activation_code(house, call(), code)), ActivateProblem::no_such_code);
  EXPECT_EQ(mail("mail.suspended").to, "person1@example.org");
  EXPECT_TRUE(audited(subject("account", who.account), "account_suspended"));
  pass(days{3});
  ASSERT_TRUE(resume_account(house, office(), who.account, "ήταν ο ίδιος"));
  EXPECT_EQ(mail("mail.resumed").to, "person1@example.org");
  EXPECT_EQ(sign_in(), std::nullopt);
  const auto after = standing(who.person);
  EXPECT_EQ(after.state, before.state);
  EXPECT_EQ(after.services, before.services);
}

TEST_F(Stopping, what_is_so_already_is_told) {
  EXPECT_EQ(why(resume_account(house, office(), who.account, reason)), StopProblem::not_suspended);
  ASSERT_TRUE(suspend_account(house, office(), who.account, reason));
  EXPECT_EQ(why(suspend_account(house, office(), who.account, reason)),
            StopProblem::suspended_already);
  EXPECT_EQ(why(suspend_account(house, office(), {404}, reason)), StopProblem::no_such_account);
}

TEST_F(Stopping, nothing_is_stopped_without_a_reason) {
  for (const auto act : {suspend_account, resume_account, close_account})
    EXPECT_EQ(why(act(house, office(), who.account, "  ")), StopProblem::text_missing);
  EXPECT_TRUE(signed_in(who.session));
}

TEST_F(Stopping, death_of_a_holder) {
  const auto letters = mails().size();
  ASSERT_TRUE(close_account(house, office(), who.account, "ληξιαρχική πράξη 12/2026"));
  EXPECT_EQ(standing(who.person).state, core::AccountState::closed);
  EXPECT_FALSE(signed_in(who.session));
  EXPECT_EQ(sign_in(), SignInProblem::wrong);
  EXPECT_TRUE(check_invariants(house, call("operator")).violations.empty());
  // Nobody is written to, not then and in no year after.
  live_until(who.person, today() + days{900});
  (void)run_night(house, call("system"));
  EXPECT_EQ(mails().size(), letters);
  for (const auto act : {suspend_account, resume_account, close_account})
    EXPECT_EQ(why(act(house, office(), who.account, reason)), StopProblem::closed);
}

// The registry has not heard of it, and whoever made the list has not either.
class TheDead : public ARegistry {
 protected:
  std::vector<DeliveredRow> rows() {
    auto all = students_of(30);
    for (unsigned n = 0; n < all.size(); ++n)
      all[n].observation.identifiers.document_number = fmt::format("AB{}", 100'000 + n);
    return all;
  }
  Member student_at(unsigned n) {
    const auto found = dossier_at(n);
    return settle(found.person, found.account.value().id);
  }
  std::size_t letters_to(unsigned n) {
    const auto all = mails();
    return static_cast<std::size_t>(
        std::ranges::count(all, fmt::format("s{}@example.org", n), &Mail::to));
  }
  void nights_until(Day last) {
    for (Day next = today() + days{1}; next <= last; next += days{1}) {
      go_to(next);
      (void)run_night(house, call("system"));
    }
  }
};

TEST_F(Stopping, death_of_a_holder_with_an_open_claim) {
  live_until(who.person, standing(who.person).find(service("wifi"))->until.last - days{59});
  send_notices(who.person);
  const auto claim = start_claim(house, call("holder:" + who.username), holder(who),
                                 {.kind = "postdoc", .unit = {}, .until = {}, .text = {}});
  ASSERT_TRUE(claim);
  const auto letter = mails().back().id;
  const auto waits = [&] {
    const auto all = store->read([](Ports& ports) { return ports.outbox.recent(100); });
    return std::ranges::any_of(all, [&](const QueuedMail& one) {
      return one.mail.id == letter && one.state == MailState::waiting;
    });
  };
  ASSERT_TRUE(waits());
  ASSERT_TRUE(close_account(house, office(), who.account, "ληξιαρχική πράξη 12/2026"));
  EXPECT_FALSE(waits());
  const auto letters = mails().size();
  ASSERT_TRUE(refuse_claim(house, office(), claim->id, claim->version, "απεβίωσε"));
  EXPECT_EQ(mails().size(), letters);
}

TEST_F(TheDead, nobody_writes_to_them_whoever_still_names_them) {
  (void)deliver(rows());
  const auto dead = student_at(3);
  const auto living = student_at(4);
  ASSERT_TRUE(close_account(house, office(), dead.account, "ληξιαρχική πράξη 12/2026"));
  const auto before = letters_to(3);
  const auto heard = letters_to(4);
  auto named = rows();
  for (const unsigned n : {3U, 4U}) named[n].observation.ends = today() + days{100};
  (void)deliver(named);
  nights_until(today() + days{45});
  EXPECT_GT(letters_to(4), heard) << "the living is told of the ending";
  EXPECT_EQ(letters_to(3), before);

  CampaignWish wish{.name = "Ορκωμοσία",
                    .lines = dead.username + "\n" + living.username + "\n",
                    .kinds = {"undergraduate"},
                    .unit = {},
                    .ended_from = {},
                    .ends_by = {},
                    .last_day = base::to_iso(today() + days{65}),
                    .leave_out = true};
  const auto listed = list_campaign(house, office(), wish);
  ASSERT_TRUE(listed);
  ASSERT_TRUE(start_campaign(house, office(), listed->campaign.id));
  carry_on_campaigns(house, call("system"));
  const auto told = letters_to(4);
  nights_until(today() + days{80});
  EXPECT_GT(letters_to(4), told);
  EXPECT_EQ(letters_to(3), before);
}

TEST_F(Stopping, name_of_a_closed_account_is_nobody_elses) {
  ASSERT_TRUE(close_account(house, office(), who.account, reason));
  const std::vector<std::string> names{who.username};
  EXPECT_EQ(store->read([&](Ports& ports) { return ports.accounts.taken(names); }), names);
}

TEST_F(Stopping, who_leaves_the_office_signs_in_no_more) {
  const Secret password{std::string{good_password}};
  ASSERT_TRUE(add_staff(house, office(), "nikos", "Νίκος", Role::desk, password));
  const auto session = sign_in_staff(house, call(), "nikos", password).value();
  ASSERT_TRUE(close_login(house, call("operator"), " Nikos "));
  EXPECT_FALSE(staff_session(house, call(), session));
  EXPECT_EQ(why(sign_in_staff(house, call(), "nikos", password)), SignInProblem::wrong);
  EXPECT_EQ(why(close_login(house, call("operator"), "nikos")), StaffLoginProblem::already_so);
  ASSERT_TRUE(reopen_login(house, call("operator"), "nikos"));
  EXPECT_TRUE(sign_in_staff(house, call(), "nikos", password));
  EXPECT_EQ(why(close_login(house, call("operator"), "nobody")), StaffLoginProblem::no_such_login);
}

}  // namespace
}  // namespace metroon::app
