// What a campaign or a registry did to a record while it was merged goes back with what it is
// about.
#include "app/campaign_fixture.hpp"
#include "app/merge_fixture.hpp"
#include "app/registry_fixture.hpp"
#include "app/retention.hpp"

namespace metroon::app {
namespace {

class MergedMeanwhile : public MergingPeople {
 protected:
  Member enrolled(unsigned n) {
    const auto [person, account] = enrol("undergraduate", n);
    forget_numbers(person);
    return settle(person, account);
  }
  // Their numbers differ, so a clerk has to correct one away before.
  void forget_numbers(core::PersonId id) {
    store->write([&](Ports& ports) {
      auto one = ports.people.find(id).value();
      one.identifiers.afm.clear();
      one.identifiers.amka.clear();
      EXPECT_TRUE(ports.people.update(one));
    });
  }
  Campaigning campaigning{*this};
};

TEST_F(MergedMeanwhile, whose_campaign_was_paused_is_held_after_the_split) {
  const auto first = member("postdoc", 1);
  const auto second = enrolled(2);
  const auto campaign = campaigning.started(campaigning.wish(second.username));
  const auto merged = merge(first.person, second.person);
  ASSERT_TRUE(merged);
  ASSERT_TRUE(pause_campaign(house, office(), campaign));
  ASSERT_EQ(dossier(first.person).holds.size(), 1U);
  ASSERT_TRUE(split(*merged));
  EXPECT_TRUE(dossier(first.person).holds.empty());
  ASSERT_EQ(dossier(second.person).holds.size(), 1U);
  EXPECT_EQ(dossier(second.person).holds.front().affiliation,
            dossier(second.person).affiliations.front().id);
  campaigning.nights_until(today() + days{100});
  EXPECT_TRUE(open(second.person, "wifi"));
  EXPECT_TRUE(violations().empty());
}

// As earlier versions left it.
TEST_F(MergedMeanwhile, whose_hold_stayed_with_another_is_found) {
  const auto first = member("postdoc", 1);
  const auto second = enrolled(2);
  const auto theirs = dossier(second.person).affiliations.front().id;
  store->write([&](Ports& ports) {
    ports.people.add_hold(first.person, {.from = today(),
                                         .until = {},
                                         .affiliation = theirs,
                                         .reason = "Ορκωμοσία",
                                         .by = "campaign:1"});
  });
  ASSERT_EQ(violations().size(), 1U);
  EXPECT_EQ(violations().front().id, "Y24");
  EXPECT_EQ(violations().front().subject, subject("person", first.person));
}

class RegisteredMeanwhile : public ARegistry {
 protected:
  std::expected<MergeRecord, MergeProblem> merge(core::PersonId keep, core::PersonId other) {
    const auto version = [&](core::PersonId id) {
      return store->read([&](Ports& ports) { return ports.people.find(id).value().version; });
    };
    return merge_people(house, office(),
                        {.keep = keep,
                         .keep_version = version(keep),
                         .other = other,
                         .other_version = version(other),
                         .reason = "ίδιο πρόσωπο"});
  }
  std::vector<Violation> violations() {
    return check_invariants(house, call("operator")).violations;
  }
};

TEST_F(RegisteredMeanwhile, is_given_back_what_the_registry_said_since) {
  auto rows = students_of(20);
  for (auto& one : rows) one.observation.identifiers.afm.clear();
  ASSERT_TRUE(deliver(rows).applied);
  const auto first = dossier_at(1).person;
  const auto second = dossier_at(2).person;
  const auto merged = merge(first, second);
  ASSERT_TRUE(merged);
  rows[2].observation.kind = kind("postgraduate");
  ASSERT_TRUE(deliver(rows).applied);
  ASSERT_TRUE(decide_held_row(house, office(), "students", rows[2].key, first, "όπως πριν"));
  ASSERT_TRUE(deliver(rows).applied);
  ASSERT_EQ(dossier(first).affiliations.size(), 3U);
  ASSERT_TRUE(split_people(house, office(), merged->id, "λάθος"));
  EXPECT_EQ(dossier(first).affiliations.size(), 1U);
  ASSERT_EQ(dossier(second).affiliations.size(), 2U);
  EXPECT_EQ(dossier_at(2).person, second);
  EXPECT_TRUE(violations().empty());
  rows.erase(rows.begin() + 2);
  ASSERT_TRUE(deliver(rows).applied);
  for (const auto& one : dossier(second).affiliations) EXPECT_TRUE(one.ends);
}

}  // namespace
}  // namespace metroon::app
