#include "store/conformance.hpp"

namespace metroon::store {
namespace {

using app::Ports;

core::Campaign july() {
  return {.id = {5},
          .name = "Ορκωμοσία Ιουλίου",
          .stage = core::CampaignStage::listed,
          .ends = today + std::chrono::days{30},
          .ending = core::Ending::graduation,
          .by = "staff:maria",
          .created = noon,
          .started = {}};
}

core::Affiliation studies(std::int64_t id, std::string unit, std::optional<Day> ends = {}) {
  return {.id = {id},
          .kind = support::undergraduate,
          .unit = std::move(unit),
          .from = today - std::chrono::days{900},
          .ends = ends,
          .asserted_by = "registry students"};
}

void two_students(Ports& ports) {
  ports.people.insert(maria());
  ports.people.insert(nikos());
  ports.accounts.insert(personal({77}, 9, "maria"));
  ports.people.add_affiliation({77}, studies(70, "chemistry", today + std::chrono::days{3}));
  ports.people.add_affiliation({78}, studies(71, "physics"));
  ports.people.add_affiliation({77}, studies(72, "physics"));
}

TEST_P(Conformance, ACampaignThatIsTakenAwayLeavesNothing) {
  store->write([](Ports& ports) {
    ports.campaigns.insert(july());
    ports.campaigns.remove({5});
    EXPECT_FALSE(ports.campaigns.find({5}));
    EXPECT_TRUE(ports.campaigns.list(10).empty());
  });
}

TEST_P(Conformance, ACampaignIsKeptAsItWasListedAndMovesFromStageToStage) {
  store->write([](Ports& ports) {
    ports.campaigns.insert(july());
    EXPECT_EQ(ports.campaigns.find({5}), july());
    EXPECT_FALSE(ports.campaigns.find({404}));
    EXPECT_TRUE(
        ports.campaigns.move({5}, core::CampaignStage::listed, core::CampaignStage::running));
    EXPECT_FALSE(
        ports.campaigns.move({5}, core::CampaignStage::listed, core::CampaignStage::running));
    ports.campaigns.started({5}, noon + 1s);
    ports.campaigns.started({5}, noon + 9s);
  });
  store->read([](Ports& ports) {
    const auto read = ports.campaigns.list(10);
    ASSERT_EQ(read.size(), 1U);
    EXPECT_EQ(read[0].stage, core::CampaignStage::running);
    EXPECT_EQ(read[0].started, noon + 1s);
  });
}

TEST_P(Conformance, MembersOfACampaignAreAffiliationsAndBeginOnce) {
  const std::vector<core::AffiliationId> ids{{70}, {71}};
  const std::vector<core::AffiliationId> first{{70}};
  store->write([&](Ports& ports) {
    two_students(ports);
    ports.campaigns.insert(july());
    ports.campaigns.add_members({5}, ids);
    ports.campaigns.add_members({5}, ids);
    ports.campaigns.begun({5}, first, today);
  });
  store->read([&](Ports& ports) {
    const auto members = ports.campaigns.members({5}, {}, 10);
    ASSERT_EQ(members.size(), 2U);
    EXPECT_EQ(members[0].username, "maria");
    EXPECT_EQ(members[0].begun, today);
    EXPECT_TRUE(members[0].facts.begun);
    EXPECT_FALSE(members[0].facts.bounced);
    EXPECT_EQ(members[1].username, "");
    EXPECT_FALSE(members[1].begun);
    EXPECT_EQ(ports.campaigns.members({5}, {70}, 10).size(), 1U);
    const auto waiting = ports.campaigns.waiting({5}, 10);
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting[0].person, core::PersonId{78});
  });
}

TEST_P(Conformance, AMemberWhoseNoticeBouncedOrWhoClaimsIsKnown) {
  const std::vector<core::AffiliationId> ids{{70}};
  store->write([&](Ports& ports) {
    two_students(ports);
    ports.campaigns.insert(july());
    ports.campaigns.add_members({5}, ids);
    ports.outbox.add(
        {.id = {1}, .to = "m@example.org", .subject = "s", .text = "t", .created = noon});
    ports.nights.add_notice({77}, {.ending = today, .days_before = 30, .accepted = {}}, {1});
    ports.outbox.refused({1}, noon, "550");
    ports.claims.insert({.id = {3}, .number = "N", .person = {77}, .kind = "undergraduate"});
  });
  store->write([](Ports& ports) {
    const auto facts = ports.campaigns.members({5}, {}, 10).at(0).facts;
    EXPECT_EQ(facts.bounced, today);
    EXPECT_TRUE(facts.open_claim);
    EXPECT_EQ(ports.nights.corrected(10), std::vector{core::PersonId{77}});
    const Day tomorrow = today + std::chrono::days{1};
    EXPECT_EQ(ports.nights.unheard(tomorrow, {}, 10), std::vector{core::PersonId{77}});
    EXPECT_TRUE(ports.nights.unheard(today, {}, 10).empty());
    EXPECT_TRUE(ports.nights.unheard(tomorrow, {77}, 10).empty());
    const std::vector taken_back{
        core::Notice{.ending = today, .days_before = 30, .accepted = {}, .services = {}}};
    EXPECT_EQ(ports.nights.give_again({77}), taken_back);
    EXPECT_TRUE(ports.nights.unheard(tomorrow, {}, 10).empty());
    EXPECT_TRUE(ports.nights.give_again({77}).empty());
    EXPECT_FALSE(ports.campaigns.members({5}, {}, 10).at(0).facts.bounced);
    EXPECT_TRUE(ports.nights.corrected(10).empty());
    EXPECT_TRUE(ports.nights.bounced(10).empty());
    const std::vector people{core::PersonId{77}};
    EXPECT_TRUE(ports.people.dossiers(people).at(0).notices.empty());
  });
}

TEST_P(Conformance, ANoticeThatWaitsIsRecalled) {
  store->write([&](Ports& ports) {
    two_students(ports);
    for (const std::int64_t id : {1, 2, 3})
      ports.outbox.add(
          {.id = {id}, .to = "m@example.org", .subject = "s", .text = "t", .created = noon});
    ports.nights.add_notice({77}, {.ending = today, .days_before = 30, .accepted = {}}, {1});
    ports.nights.add_notice({78}, {.ending = today, .days_before = 30, .accepted = {}}, {2});
    ports.nights.recall({77}, noon);
  });
  store->write([&](Ports& ports) {
    const auto left = ports.outbox.claim(noon, noon, 10);
    ASSERT_EQ(left.size(), 2U);
    EXPECT_EQ(left[0].mail.id, core::MailId{2});
    EXPECT_EQ(left[1].mail.id, core::MailId{3});
    EXPECT_EQ(ports.nights.give_again({77}).size(), 1U);
  });
}

TEST_P(Conformance, ManyAffiliationsAreHeldAndReleasedAtOnce) {
  const std::vector<core::AffiliationId> ids{{70}, {71}, {72}};
  const std::vector people{core::PersonId{77}, core::PersonId{78}};
  core::Hold hold{
      .from = today, .until = {}, .affiliation = {}, .reason = "πολλοί", .by = "campaign:5"};
  store->write([&](Ports& ports) {
    two_students(ports);
    ports.people.add_hold({77}, {.from = today, .until = {}, .affiliation = {}, .by = "office"});
    ports.campaigns.hold(ids, hold);
  });
  store->read([&](Ports& ports) {
    const auto dossiers = ports.people.dossiers(people);
    ASSERT_EQ(dossiers[0].holds.size(), 3U);
    hold.affiliation = {72};
    EXPECT_EQ(dossiers[0].holds[2], hold);
    ASSERT_EQ(dossiers[1].holds.size(), 1U);
  });
  const Day released = today + std::chrono::days{4};
  store->write([&](Ports& ports) { ports.campaigns.end_holds("campaign:5", released); });
  store->write([&](Ports& ports) {
    ports.campaigns.end_holds("campaign:5", released + std::chrono::days{1});
    const auto dossiers = ports.people.dossiers(people);
    EXPECT_FALSE(dossiers[0].holds[0].until);
    EXPECT_EQ(dossiers[0].holds[1].until, released);
    EXPECT_EQ(dossiers[1].holds[0].until, released);
    ASSERT_EQ(ports.nights.due(released, {}, 10).size(), 1U);
  });
}

TEST_P(Conformance, AListIsMatchedByUsernameAndByARegistrysNumber) {
  const std::vector<std::string> lines{"maria", "1093127", "nobody", "quo\"te"};
  const std::vector kinds{support::undergraduate};
  store->write([](Ports& ports) {
    two_students(ports);
    ports.registries.put("students", {.row_key = "1093127", .person = {78}, .affiliation = {71}});
  });
  store->read([&](Ports& ports) {
    const auto all = ports.campaigns.match(lines, kinds, "");
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].line, "1093127");
    EXPECT_EQ(all[0].affiliation, core::AffiliationId{71});
    EXPECT_EQ(all[1].affiliation, core::AffiliationId{70});
    EXPECT_EQ(all[2].affiliation, core::AffiliationId{72});
    EXPECT_EQ(ports.campaigns.match(lines, kinds, "physics").size(), 2U);
    EXPECT_EQ(ports.campaigns.sought({kinds, "", today, today + std::chrono::days{3}}),
              std::vector{core::AffiliationId{70}});
    EXPECT_TRUE(
        ports.campaigns.sought({kinds, "physics", today, today + std::chrono::days{3}}).empty());
  });
}

}  // namespace
}  // namespace metroon::store
