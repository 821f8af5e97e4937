// The office's page of mails that belong to no claim.
#include "app/claims.hpp"
#include "web/claim_view.hpp"
#include "web/site_fixture.hpp"

namespace metroon::web {
namespace {

class ClaimMails : public SiteTest {
 protected:
  app::ArrivedMail arrives(const std::string& sender, core::MailAuthentication authentication) {
    app::ArrivedMail mail;
    mail.mailbox = "imap://mail/INBOX";
    mail.uid = ++uid;
    mail.sender = sender;
    mail.subject = "mail " + std::to_string(uid);
    mail.arrived = world.now;
    mail.dated = world.now;
    mail.authentication = authentication;
    mail.text = "I certify.";
    (void)app::take_in_mail(world.house, world.call("system"), mail, {}, {});
    return mail;
  }
  core::Claim claimed() {
    const auto [person, account] =
        world.enrol("undergraduate", 1, world.today() + std::chrono::days{40});
    const auto one = world.settle(person, account);
    world.send_notices(person);
    return app::start_claim(world.house, world.call("holder:" + one.username), world.holder(one),
                            {.kind = "undergraduate", .unit = {}, .until = {}, .text = {}})
        .value();
  }
  std::int64_t uid{0};
};

TEST_F(ClaimMails, HaveACountAndPages) {
  for (int count = 0; count < 51; ++count)
    arrives("win@example.org", core::MailAuthentication::none);
  auto office = staff(app::Role::office, "en");
  const auto first = office.get("/office/claims").body;
  EXPECT_NE(first.find("<span class=\"m-count\">51</span>"), std::string::npos) << first;
  EXPECT_EQ(first.find("Previous mails"), std::string::npos);
  const std::string next{"/office/claims?show=open&amp;from=0&amp;mails=50#mails"};
  EXPECT_NE(first.find(next), std::string::npos);
  const auto second = office.get("/office/claims?show=open&from=0&mails=50").body;
  EXPECT_NE(second.find("mail 51"), std::string::npos);
  EXPECT_EQ(second.find("mail 50"), std::string::npos);
  EXPECT_NE(second.find("Previous mails"), std::string::npos);
  EXPECT_EQ(second.find("Next mails"), std::string::npos);
}

TEST_F(ClaimMails, OneThatCountsHasToBeReadAndIsOpen) {
  const auto boss = world.member("faculty", 9);
  const auto claim = claimed();
  arrives(boss.username + "@upatras.gr", core::MailAuthentication::pass);
  auto office = staff(app::Role::office, "en");
  constexpr std::string_view folded{"<summary>Text</summary><p class=\"m-lines\">I certify.</p>"};
  constexpr std::string_view to_read{"read whether it certifies"};
  // What it is worth for a claim is not known before it has one.
  const auto unfiled = office.get("/office/claims").body;
  EXPECT_EQ(unfiled.find(to_read), std::string::npos);
  EXPECT_NE(unfiled.find(folded), std::string::npos);
  const auto mail = world.store->read(
      [](app::Ports& ports) { return ports.arrived_mails.unfiled({}, 1, 0).front(); });
  ASSERT_TRUE(app::assign_mail(world.house, world.office(), mail.id, mail.version, claim.number));
  const auto page = office.get(office_claim_path(claim.id)).body;
  EXPECT_NE(page.find(to_read), std::string::npos) << page;
  EXPECT_EQ(page.find(folded), std::string::npos);
  EXPECT_NE(page.find("I certify."), std::string::npos);
}

}  // namespace
}  // namespace metroon::web
