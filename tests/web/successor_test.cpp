// Pages about who follows on the owners of non-personal accounts.
#include <gmock/gmock.h>

#include "app/account.hpp"
#include "app/acts.hpp"
#include "app/night.hpp"
#include "app/office.hpp"
#include "web/site_fixture.hpp"

namespace metroon::web {
namespace {

using std::chrono::days;
using testing::HasSubstr;
using testing::Not;

class SuccessorPages : public SiteTest {
 protected:
  app::Member faculty(unsigned n, std::optional<core::Day> ends = {}) {
    const auto [person, account] = world.enrol("faculty", n, ends);
    return world.settle(person, account);
  }
  core::AccountId mailbox_of(const app::Member& owner) {
    const auto asked = app::request_shared(world.house, world.call(), world.holder(owner),
                                           "chem-office", "Γραμματεία <Χημείας>", "Για όλους");
    return app::approve_shared(world.house, world.office(), asked.value().id, asked.value().version)
        .value()
        .account;
  }
  // The first morning on which a successor is asked for.
  void it_is_time() {
    world.go_to(retires - days{60});
    (void)app::run_night(world.house, world.call("system"));
  }
  std::string office_page() const { return "/office/successors/" + std::to_string(mailbox.value); }
  std::string own_page() const {
    return "/account/shared/" + std::to_string(mailbox.value) + "/successor";
  }

  const core::Day retires{world.today() + days{100}};
  app::Member leaver{faculty(1, retires)};
  core::AccountId mailbox{mailbox_of(leaver)};
};

TEST_F(SuccessorPages, office_sees_the_list_and_names_one_in_both_languages) {
  const auto other = faculty(2);
  EXPECT_THAT(staff(app::Role::office).get("/office/successors").body,
              HasSubstr("Κανένας λογαριασμός"));
  it_is_time();
  auto browser = staff(app::Role::office);
  const auto list = browser.get("/office/successors").body;
  EXPECT_THAT(list, HasSubstr(office_page()));
  EXPECT_THAT(list, HasSubstr("Γραμματεία &lt;Χημείας&gt;"));
  EXPECT_THAT(browser.get("/office/successors?lang=en").body,
              HasSubstr("Non-personal accounts whose owners leave"));
  EXPECT_EQ(browser.get(office_page()).status, 200);
  const auto wrong = browser.post(office_page(), {{"username", "nobody"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_NE(error_of(wrong, "username"), "");
  EXPECT_THAT(wrong.body, HasSubstr("value=\"nobody\""));
  EXPECT_EQ(header(browser.post(office_page(), {{"username", other.username}}), "Location"),
            "/office/successors?done=successor_named");
  EXPECT_THAT(browser.get("/office/successors").body, Not(HasSubstr(office_page())));
  EXPECT_THAT(browser.get(office_page()).body, HasSubstr("A new owner was named"));
}

TEST_F(SuccessorPages, owner_is_warned_and_names_one) {
  const auto other = faculty(2);
  EXPECT_THAT(holder(leaver, "en").get("/account/shared").body, Not(HasSubstr("m-warning")));
  it_is_time();
  auto browser = holder(leaver, "en");
  const auto page = browser.get("/account/shared").body;
  EXPECT_THAT(page, HasSubstr("The capacity by which you own this account ends"));
  EXPECT_THAT(page, HasSubstr(own_page()));
  EXPECT_EQ(browser.get(own_page()).status, 200);
  EXPECT_EQ(browser.post(own_page(), {{"username", ""}}).status, 422);
  EXPECT_EQ(browser.post(own_page(), {{"username", leaver.username}}).status, 422);
  EXPECT_EQ(header(browser.post(own_page(), {{"username", other.username}}), "Location"),
            "/account/shared?done=successor_named");
  EXPECT_THAT(browser.get("/account/shared").body, Not(HasSubstr("m-warning")));
  EXPECT_THAT(holder(other, "en").get("/account/shared").body, HasSubstr("chem-office@upatras.gr"));
}

TEST_F(SuccessorPages, nobody_else_names_one) {
  auto other = holder(faculty(2));
  EXPECT_EQ(other.get(own_page()).status, 404);
  EXPECT_EQ(other.post(own_page(), {{"username", leaver.username}}).status, 404);
  EXPECT_EQ(holder(leaver).post_forged(own_page(), {{"username", "x"}}).status, 403);
  auto vaso = secretary();
  EXPECT_EQ(vaso.get("/office/successors").status, 403);
  EXPECT_EQ(vaso.post(office_page(), {{"username", leaver.username}}).status, 403);
  auto office = staff(app::Role::office);
  EXPECT_EQ(office.get("/office/successors/404").status, 404);
  EXPECT_EQ(office.get("/office/successors/" + std::to_string(leaver.account.value)).status, 404);
}

TEST_F(SuccessorPages, head_sees_those_of_the_unit) {
  const auto [person, account] = world.enrol("permanent-staff", 3);
  world.store->write([&](app::Ports& ports) {
    auto one = app::dossier_of(ports, person).affiliations.front();
    one.head_of_unit = true;
    ports.people.update_affiliation(one);
  });
  const auto head = world.settle(person, account);
  it_is_time();
  EXPECT_THAT(holder(head, "en").get("/account/shared").body, HasSubstr("Of your unit"));
  EXPECT_THAT(holder(leaver, "en").get("/account/shared").body, Not(HasSubstr("Of your unit")));
}

}  // namespace
}  // namespace metroon::web
