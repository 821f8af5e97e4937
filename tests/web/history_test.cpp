#include "web/history.hpp"

#include <gmock/gmock.h>

#include "web/site_fixture.hpp"

namespace metroon::web {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class HistoryPages : public SiteTest {
 protected:
  std::string history(const std::string& action, const std::string& action_words,
                      const std::string& detail, const std::string& actor) {
    const auto member = world.member("faculty", 1);
    auto call = world.call("system");
    call.actor = actor;
    world.store->write([&](app::Ports& ports) {
      app::audit(ports, world.house, call, action, app::subject("person", member.person), detail);
    });
    auto browser = staff(app::Role::office, "en");
    const auto page = browser.get("/office/person/" + std::to_string(member.person.value)).body;
    const auto words = "</span>" + action_words;
    return part(page, words, "</li>");
  }
};

TEST_F(HistoryPages, a_capacity_is_told_by_its_names_and_its_last_day) {
  const auto told = history("affiliation_changed", "Affiliation changed by a registry",
                            "postdoc 220366551730020570: unit physics → chemistry, ends – → "
                            "2026-12-01",
                            "operator:0");
  EXPECT_THAT(told, AllOf(HasSubstr("Department of Physics → Department of Chemistry"),
                          HasSubstr("until – → 30 November 2026"), HasSubstr("the operator"),
                          Not(HasSubstr("220366551730020570")), Not(HasSubstr("physics")),
                          Not(HasSubstr("operator:0"))));
}

TEST_F(HistoryPages, a_suspension_is_told_by_its_day_and_why_it_was_lifted) {
  const auto told = history("account_resumed", "Suspension lifted",
                            "suspended 2026-11-27: reason spam, why sorted", "staff:nobody");
  EXPECT_THAT(told, HasSubstr("suspended since 27 November 2026: reason: spam, why: sorted"));
}

TEST_F(HistoryPages, a_change_alone_is_told_by_its_days) {
  EXPECT_THAT(history("thing_done", "thing_done", "proof – → 2026-10-18", "system"),
              HasSubstr("thing_done: proof – → 18 October 2026"));
}

TEST_F(HistoryPages, what_has_no_words_stays_as_it_is_on_record) {
  EXPECT_THAT(history("thing_done", "thing_done", "a: b", "system"),
              AllOf(HasSubstr("thing_done: a: b"), HasSubstr("by itself")));
}

}  // namespace
}  // namespace metroon::web
