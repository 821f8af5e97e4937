// What a registry says anew of somebody whose account works.
#include <random>

#include "app/campaign.hpp"
#include "app/hold.hpp"
#include "app/registry_fixture.hpp"

namespace metroon::app {
namespace {

class RegistryWord : public ARegistry {
 protected:
  RegistryWord() {
    students.limits.least_rows = 100;  // Two of the few may end.
    one = student(1);
    one.observation.identifiers.document_number = "ΑΚ100001";
    say();
    person = row(one.key)->person;
    (void)settle(person, dossier(person).account->id);
  }
  void say() { (void)deliver({one}); }
  core::Affiliation affiliation() { return dossier(person).affiliations.front(); }
  void end_by_campaign(Day last) {
    const auto campaign =
        list_campaign(house, office(),
                      {.name = "Ορκωμοσία",
                       .lines = account(dossier(person).account->id).account.username,
                       .kinds = {"undergraduate"},
                       .unit = {},
                       .ended_from = {},
                       .ends_by = {},
                       .last_day = base::to_iso(last)});
    ASSERT_TRUE(campaign && start_campaign(house, office(), campaign->campaign.id));
    carry_on_campaigns(house, call("system"));
  }
  std::string last_detail(std::string_view action) {
    std::string detail;
    store->read([&](Ports& ports) {
      for (const auto& entry : ports.audit.about(subject("person", person), 100))
        if (entry.action == action) detail = entry.detail;
    });
    return detail;
  }

  DeliveredRow one;
  core::PersonId person;
};

TEST_F(RegistryWord, beginning_that_is_moved_into_the_future_shuts_nothing) {
  const auto from = one.observation.from;
  one.observation.from = today() + days{40};
  say();
  EXPECT_EQ(affiliation().from, from);
  EXPECT_TRUE(standing(person).opens(service("wifi")));
}

TEST_F(RegistryWord, graduate_who_turns_out_to_have_lapsed_keeps_alumni) {
  one.observation.ends = today() + days{60};
  one.observation.ending = core::Ending::graduation;
  say();
  live_until(person, today() + days{90});
  ASSERT_TRUE(standing(person).opens(service("alumni")));
  one.observation.ending = core::Ending::lapsed;
  say();
  EXPECT_TRUE(standing(person).opens(service("alumni")));
  EXPECT_TRUE(standing(person).opens(service("email")));
  // Comes back under the same number: a new affiliation, and what was left for ever stays.
  one.observation.ends = {};
  say();
  EXPECT_EQ(dossier(person).affiliations.size(), 2U);
  EXPECT_TRUE(standing(person).opens(service("alumni")));
  EXPECT_TRUE(standing(person).opens(service("wifi")));
}

TEST_F(RegistryWord, degree_that_a_hold_puts_off_is_lost_neither_by_silence_nor_by_another_word) {
  students.silence = core::Ending::lapsed;
  affiliate(person, "researcher", today() - days{100}, today() + days{20});
  const auto held = today() + days{50};
  ASSERT_TRUE(place_hold(house, office(), person, "περιμένει χαρτί", base::to_iso(held)));
  live_until(person, today() + days{5});  // A letter about the hold's last day was taken.
  one.observation.ends = today();
  one.observation.ending = core::Ending::graduation;
  say();
  ASSERT_GT(affiliation().ends, held);
  (void)deliver({student(2)});
  EXPECT_EQ(affiliation().ending, core::Ending::graduation);
  one.observation.ends = {};
  one.observation.ending = core::Ending::lapsed;
  say();
  EXPECT_EQ(affiliation().ending, core::Ending::graduation);
  EXPECT_EQ(dossier(person).affiliations.size(), 3U);
  live_until(person, *affiliation().ends + days{1});
  EXPECT_TRUE(standing(person).opens(service("alumni")));
}

TEST_F(RegistryWord, row_that_comes_back_without_an_end_undoes_no_campaigns_degree) {
  end_by_campaign(today() + days{59});
  const auto ends = affiliation().ends;
  live_until(person, today() + days{70});
  ASSERT_TRUE(standing(person).opens(service("alumni")));
  for (const auto* unit : {"physics", "chemistry"}) {
    one.observation.unit = unit;
    say();
    EXPECT_EQ(affiliation().ends, ends);
    EXPECT_TRUE(standing(person).opens(service("alumni")));
  }
  // So it is when the registry has been silent in between.
  (void)deliver({student(2)});
  say();
  EXPECT_TRUE(standing(person).opens(service("alumni")));
}

TEST_F(RegistryWord, end_that_a_campaign_recorded_stays_when_the_registry_says_something_else) {
  end_by_campaign(today() + days{89});
  const auto ends = today() + days{90};
  ASSERT_EQ(affiliation().ends, ends);
  one.observation.unit = "physics";
  say();
  EXPECT_EQ(affiliation().unit, "physics");
  EXPECT_EQ(affiliation().ends, ends);
  EXPECT_EQ(affiliation().ending, core::Ending::graduation);
  // The registry's own word counts, and it may take that back.
  one.observation.ends = today() + days{400};
  say();
  EXPECT_EQ(affiliation().ends, today() + days{400});
  one.observation.ends = {};
  say();
  EXPECT_FALSE(affiliation().ends);
}

TEST_F(RegistryWord, audit_says_what_a_row_has_changed_and_no_personal_data) {
  const auto from = base::to_iso(one.observation.from);
  const auto studies = "undergraduate " + std::to_string(affiliation().id.value);
  EXPECT_EQ(last_detail("affiliation_added"), studies + ": unit chemistry, from " + from);
  one.observation.unit = "physics";
  one.observation.ends = today() + days{400};
  one.observation.ending = core::Ending::graduation;
  one.observation.phone = "2610123456";
  one.observation.identifiers.amka = "01013099997";
  say();
  EXPECT_EQ(last_detail("affiliation_changed"), studies + ": unit chemistry → physics, ends – → " +
                                                    base::to_iso(today() + days{400}) +
                                                    ", ending – → graduation");
  EXPECT_EQ(last_detail("person_completed"), "phone, amka");
  one.observation.kind = kind("postgraduate");
  one.observation.ends = {};
  say();
  EXPECT_EQ(
      last_detail("affiliation_ended"),
      studies + ": ends " + base::to_iso(today() + days{400}) + " → " + base::to_iso(today()));
}

// Invariants 3 and 4: years of a registry that changes its mind, and nothing that was open before a
// delivery is shut right after it.
TEST_F(RegistryWord, whatever_a_registry_says_shuts_nothing_on_the_spot) {
  std::mt19937 dice{2026};
  const auto number = [&](int most) {
    return static_cast<int>(dice() % static_cast<unsigned>(most));
  };
  const std::array kinds{kind("undergraduate"), kind("postgraduate")};
  for (int step = 0; step < 150; ++step) {
    auto& said = one.observation;
    if (number(3) == 0) said.from = today() + days{number(400) - 300};
    if (number(2) == 0) said.ends = today() + days{number(200) - 60};
    if (number(4) == 0) said.ends = {};
    if (number(3) == 0) said.kind = kinds.at(static_cast<std::size_t>(number(2)));
    said.ending = number(2) == 0 ? core::Ending::graduation : core::Ending::lapsed;
    if (said.ends && *said.ends <= said.from) said.ends = said.from + days{1};
    const auto before = standing(person);
    if (number(6) == 0)
      (void)deliver({student(2)});
    else
      say();
    const auto after = standing(person);
    for (const auto& given : before.services)
      ASSERT_TRUE(!given.open() || after.opens(given.service))
          << "step " << step << ": " << patras().services[given.service].key;
    live_until(person, today() + days{number(40)});
  }
}

}  // namespace
}  // namespace metroon::app
