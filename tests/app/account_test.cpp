// What holders see, choose, ask for and take on their account page.
#include <algorithm>
#include <set>

#include "app/house_fixture.hpp"

namespace metroon::app {
namespace {

class AccountPage : public HouseTest {
 protected:
  std::expected<void, ChoiceProblem> choose(const Member& who, std::string_view key, bool on) {
    return set_choice(house, call("holder:" + who.username), holder(who), service(key), on);
  }
  std::expected<std::string, SoftwareProblem> key_of(const Member& who,
                                                     std::string_view key = "spss") {
    return take_licence_key(house, call(), holder(who), service(key));
  }
  std::expected<std::string, SupportProblem> ask(const Member& who, std::string_view title,
                                                 std::string_view text) {
    return ask_support(house, call(), holder(who), title, text);
  }
  void add_keys(const std::vector<std::string>& keys) {
    store->write([&](Ports& ports) { ports.licences.add(service("spss"), keys); });
  }
};

TEST_F(AccountPage, ItShowsWhatTheStandingSaysAndWhy) {
  const auto who = member("postdoc", 1);
  const auto view = view_account(house, call(), holder(who));
  EXPECT_EQ(view.person.id, who.person);
  EXPECT_EQ(view.standing, standing(who.person));
  ASSERT_EQ(view.services.size(), view.standing.services.size());
  for (const auto& one : view.services) {
    ASSERT_FALSE(one.rights.empty());
    EXPECT_EQ(one.rights.front().until, one.standing.until);
  }
  EXPECT_FALSE(view.timeline.empty());
  EXPECT_EQ(view.password_set, now);
  EXPECT_FALSE(view.may_ask_shared);
}

TEST_F(AccountPage, ASwitchTurnsAServiceOffAndOn) {
  const auto who = member("postdoc", 1);
  ASSERT_TRUE(standing(who.person).opens(service("email")));
  EXPECT_TRUE(choose(who, "email", false));
  EXPECT_FALSE(standing(who.person).opens(service("email")));
  EXPECT_TRUE(choose(who, "email", true));
  EXPECT_TRUE(standing(who.person).opens(service("email")));
  EXPECT_EQ(actions(subject("account", who.account)),
            (std::vector<std::string>{"account_created", "account_proved", "code_handed_over",
                                      "account_activated", "service_switched_off",
                                      "service_switched_on"}));
}

TEST_F(AccountPage, TheHolderChoosesTheLanguageOfLettersAndItIsOnRecordOnce) {
  const auto who = member("postdoc", 1);
  const auto choose = [&](core::Language language) {
    choose_language(house, call("holder:" + who.username), holder(who), language);
    return view_account(house, call(), holder(who)).person.contact.language;
  };
  EXPECT_EQ(choose(core::Language::en), core::Language::en);
  EXPECT_EQ(choose(core::Language::en), core::Language::en);
  EXPECT_EQ(std::ranges::count(actions(subject("person", who.person)), "language_chosen"), 1);
  EXPECT_EQ(choose(core::Language::el), core::Language::el);
}

TEST_F(AccountPage, TheESecretariatIsOffAtHandOverForStudentsAndTheirsToSwitchOn) {
  const auto [person, account] = enrol("undergraduate", 1);
  const auto who = settle(person, account);
  const auto closed = standing(person);
  for (const auto& one : closed.services)
    EXPECT_EQ(one.open(), one.service != service("e-secretariat"));
  EXPECT_TRUE(choose(who, "e-secretariat", true));
  EXPECT_TRUE(standing(person).opens(service("e-secretariat")));
}

TEST_F(AccountPage, AChoiceThatChangesNothingIsNotOnRecord) {
  const auto who = member("postdoc", 1);
  EXPECT_TRUE(choose(who, "email", true));
  EXPECT_FALSE(audited(subject("account", who.account), "service_switched_on"));
}

TEST_F(AccountPage, NobodySwitchesWhatTheyAreNotEntitledTo) {
  const auto who = member("contractor", 1);
  EXPECT_EQ(why(choose(who, "eclass", true)), ChoiceProblem::not_entitled);
  EXPECT_EQ(why(set_choice(house, call(), holder(who), 200, true)), ChoiceProblem::not_entitled);
  EXPECT_TRUE(dossier(who.person).choices.empty());
}

TEST_F(AccountPage, ALicenceKeyIsTheSameEachTime) {
  add_keys({"K-1", "K-2"});
  const auto who = member("postdoc", 1);
  EXPECT_EQ(why(key_of(who)), SoftwareProblem::not_open);  // Off until the holder wants it.
  ASSERT_TRUE(choose(who, "spss", true));
  const auto first = key_of(who);
  ASSERT_TRUE(first);
  EXPECT_EQ(key_of(who), first);
  EXPECT_EQ(std::ranges::count(actions(subject("account", who.account)), "licence_given"), 1);
  const auto shown = software(house, call(), holder(who));
  const auto spss = std::ranges::find(shown, service("spss"), &SoftwareView::service);
  ASSERT_NE(spss, shown.end());
  EXPECT_EQ(spss->licence_key, *first);
}

TEST_F(AccountPage, ALicenceKeyIsNeverGivenToTwo) {
  add_keys({"K-1", "K-2"});
  std::set<std::string> given;
  for (const unsigned n : {1U, 2U}) {
    const auto who = member("postdoc", n);
    ASSERT_TRUE(choose(who, "spss", true));
    given.insert(key_of(who).value());
  }
  EXPECT_EQ(given, (std::set<std::string>{"K-1", "K-2"}));
  const auto third = member("postdoc", 3);
  ASSERT_TRUE(choose(third, "spss", true));
  EXPECT_EQ(why(key_of(third)), SoftwareProblem::none_left);
}

TEST_F(AccountPage, SoftwareComesAsThePolicySaysItIsDelivered) {
  const auto who = member("postdoc", 1);
  EXPECT_EQ(why(key_of(who, "vpn")), SoftwareProblem::not_such_software);
  EXPECT_EQ(why(key_of(who, "email")), SoftwareProblem::not_such_software);
  EXPECT_EQ(why(vpn_profile(house, call(), holder(who), service("spss"))),
            SoftwareProblem::not_such_software);
  EXPECT_EQ(why(vpn_profile(house, call(), holder(who), 200)), SoftwareProblem::not_such_software);
}

TEST_F(AccountPage, TheVpnProfileIsTheHoldersOwn) {
  const auto who = member("contractor", 1);
  const auto profile = vpn_profile(house, call(), holder(who), service("vpn"));
  ASSERT_TRUE(profile);
  EXPECT_NE(profile->find("\nproto udp\nremote vpn.upatras.gr 1194\n"), std::string::npos);
  EXPECT_NE(profile->find("CERTIFICATE"), std::string::npos);
  EXPECT_NE(profile->find(who.username), std::string::npos);
  EXPECT_TRUE(audited(subject("account", who.account), "vpn_profile_taken"));
  ASSERT_TRUE(choose(who, "vpn", false));
  EXPECT_EQ(why(vpn_profile(house, call(), holder(who), service("vpn"))),
            SoftwareProblem::not_open);
}

TEST_F(AccountPage, AMessageToSupportGoesOutWithATicketAndIsAcknowledged) {
  const auto who = member("contractor", 1);
  const auto ticket = ask(who, " Δεν  συνδέομαι ", "Το δίκτυο δεν με δέχεται.");
  ASSERT_TRUE(ticket);
  EXPECT_EQ(ticket->size(), 11U);
  const auto sent = mail("mail.support");
  EXPECT_EQ(sent.to, patras().institution.support_email);
  EXPECT_EQ(sent.reply_to, "person1@example.org");
  EXPECT_EQ(support::value_of(sent, "ticket"), *ticket);
  EXPECT_EQ(support::value_of(sent, "subject"), "Δεν συνδέομαι");
  EXPECT_EQ(support::value_of(sent, "text"), "Το δίκτυο δεν με δέχεται.");
  EXPECT_EQ(mail("mail.support_received").to, "person1@example.org");
  EXPECT_TRUE(audited(subject("account", who.account), "support_asked"));
}

TEST_F(AccountPage, AMessageToSupportSaysSomethingAndNotTooMuch) {
  const auto who = member("contractor", 1);
  EXPECT_EQ(why(ask(who, " ", "text")), SupportProblem::subject_missing);
  EXPECT_EQ(why(ask(who, "title", "\n")), SupportProblem::text_missing);
  EXPECT_EQ(why(ask(who, std::string(151, 'x'), "text")), SupportProblem::subject_too_long);
  EXPECT_EQ(why(ask(who, "title", std::string(10'001, 'x'))), SupportProblem::too_long);
  EXPECT_EQ(count_mails("mail.support"), 0U);
}

TEST_F(AccountPage, TenMessagesToSupportAnHourAreEnough) {
  const auto who = member("contractor", 1);
  for (int n = 0; n < 10; ++n) ASSERT_TRUE(ask(who, "title", "text"));
  EXPECT_EQ(why(ask(who, "title", "text")), SupportProblem::wait);
  EXPECT_TRUE(ask(member("contractor", 2), "title", "text"));
  pass(1h);
  EXPECT_TRUE(ask(who, "title", "text"));
}

TEST_F(AccountPage, WhoWritesNowAndThenIsNeverTurnedAway) {
  const auto who = member("contractor", 1);
  for (int n = 0; n < 30; ++n) {
    EXPECT_TRUE(ask(who, "title", "text")) << n;
    pass(50min);
  }
}

}  // namespace
}  // namespace metroon::app
