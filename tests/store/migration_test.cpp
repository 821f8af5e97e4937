#include "store/migrate.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <thread>

#include "store/conformance.hpp"
#include "store/sha256.hpp"

namespace metroon::store {
namespace {

using app::Ports;

Migration step(int number, const std::string& sql) {
  return {.number = number,
          .name = std::to_string(number) + "_test.sql",
          .sql = sql,
          .hash = sha256(sql)};
}

class Migrations : public testing::TestWithParam<On> {
 protected:
  Place place{GetParam()};
  support::TestSealer sealer;
  core::Policy policy{support::sample_policy()};
};
INSTANTIATE_TEST_SUITE_P(On, Migrations, testing::Values(On::file, On::postgresql));

const Migration first = step(1, "create table pet (name text); insert into pet values ('cat');");
const Migration second = step(2, "alter table pet add column age integer;");

std::string refusal(Connection& database, const std::vector<Migration>& known) {
  try {
    migrate(database, known);
  } catch (const DatabaseError& error) {
    return error.what();
  }
  return {};
}

TEST_P(Migrations, EachRunsOnce) {
  const auto database = place.connect();
  migrate(*database, std::vector{first});
  migrate(*database, std::vector{first, second});
  migrate(*database, std::vector{first, second});
  database->script("update pet set age = 3 where name = 'cat'");
}

TEST_P(Migrations, AnEditedOldOneIsRefusedByName) {
  const auto database = place.connect();
  migrate(*database, std::vector{first});
  auto edited = first;
  edited.hash = sha256("something else");
  const auto text = refusal(*database, {edited, second});
  EXPECT_NE(text.find("1_test.sql was edited"), std::string::npos) << text;
  EXPECT_THROW(database->script("update pet set age = 3"), DatabaseError);
}

TEST_P(Migrations, ADatabaseOfANewerProgramIsRefused) {
  const auto database = place.connect();
  migrate(*database, std::vector{first, second});
  const auto text = refusal(*database, {first});
  EXPECT_NE(text.find("newer"), std::string::npos) << text;
}

TEST_P(Migrations, OneThatFailsLeavesNothingBehind) {
  const auto database = place.connect();
  const auto broken = step(2, "create table owner (name text); create table pet (name text);");
  EXPECT_THROW(migrate(*database, std::vector{first, broken}), DatabaseError);
  migrate(*database, std::vector{first, second});
  EXPECT_THROW(database->script("insert into owner values ('x')"), DatabaseError);
}

TEST_P(Migrations, ProgramsThatStartTogetherDoNotMigrateTwice) {
  std::vector<std::jthread> programs;
  for (int program = 0; program < 3; ++program)
    programs.emplace_back([this] { EXPECT_NO_THROW((void)place.open(policy, sealer)); });
}

TEST_P(Migrations, AnEditedMigrationOfOursIsRefusedOnOpening) {
  (void)place.open(policy, sealer);
  place.connect()->script(
      "update migration set hash = (select hash from migration where number = 2) where number = 1");
  EXPECT_THROW((void)place.open(policy, sealer), std::runtime_error);
}

// The schema of that migration, and data as its program wrote them.
void write_data(const Place& place, int number, const std::string& file) {
  const auto database = place.connect();
  const auto all = migrations(place.engine());
  const auto until = std::ranges::find(all, number, &Migration::number);
  ASSERT_NE(until, all.end());
  migrate(*database, std::span{all.begin(), until + 1});
  std::ostringstream script;
  script << std::ifstream{METROON_SOURCE_DIR "/tests/store/data/" + file}.rdbuf();
  ASSERT_FALSE(script.str().empty());
  database->script(place.engine() == Engine::postgresql ? in_postgresql(script.str())
                                                        : script.str());
}

TEST_P(Migrations, DataOfMergesAreReadToday) {
  write_data(place, 1, "0001_people.sql");
  write_data(place, 11, "0011_merge.sql");
  const auto store = place.open(policy, sealer);
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.merges.standing_for({8}), core::PersonId{7});
    EXPECT_TRUE(ports.merges.told_apart({8}, {7}));
    EXPECT_TRUE(ports.merges.broken().empty());
  });
}

TEST_P(Migrations, DataOfCampaignsAreReadToday) {
  write_data(place, 1, "0001_people.sql");
  write_data(place, 13, "0013_campaign.sql");
  const auto store = place.open(policy, sealer);
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.campaigns.list(10).at(0).stage, core::CampaignStage::paused);
    EXPECT_TRUE(ports.campaigns.members({950}, {}, 10).at(0).begun);
    const std::vector ids{core::PersonId{7}};
    EXPECT_EQ(ports.people.dossiers(ids).at(0).notices.size(), 1U);
  });
}

TEST_P(Migrations, DataOfRegistriesDoorsAreReadToday) {
  write_data(place, 12, "0012_registry_doors.sql");
  const auto store = place.open(policy, sealer);
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.registries.held({12})->observation.names.last, "Παπαδόπουλος");
    EXPECT_EQ(ports.registries.fetched("students")->fault, "");
  });
}

TEST_P(Migrations, DataOfRegistriesOwnKeysAreReadToday) {
  write_data(place, 20, "0020_registry_person_key.sql");
  const auto store = place.open(policy, sealer);
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.registries.row("students", "1080009/Π")->person_key, "1080009");
  });
}

// Data written by the first release's schema, as its program wrote it; today's code reads it.
TEST_P(Migrations, DataOfTheFirstSchemaIsReadToday) {
  write_data(place, 1, "0001_people.sql");
  const auto store = place.open(policy, sealer);
  store->read([](Ports& ports) {
    const auto person = ports.people.find({7});
    ASSERT_TRUE(person);
    EXPECT_EQ(person->names.last, "Παπαδόπουλος");
    EXPECT_EQ(person->version, 3);
    const std::vector ids{core::PersonId{7}};
    const auto dossier = ports.people.dossiers(ids).at(0);
    ASSERT_EQ(dossier.affiliations.size(), 1U);
    EXPECT_EQ(dossier.affiliations[0].kind, support::undergraduate);
    EXPECT_EQ(dossier.affiliations[0].ending, core::Ending::graduation);
    ASSERT_EQ(dossier.holds.size(), 1U);
    EXPECT_EQ(dossier.holds[0].affiliation, core::AffiliationId{70});
    ASSERT_EQ(dossier.notices.size(), 1U);
    EXPECT_EQ(dossier.notices[0].days_before, 30);
    EXPECT_EQ(ports.people.search("παπαδοπ", 5).size(), 1U);
  });
}

TEST(Spelling, APostgresqlMigrationHasItsOwnTypesAndComparesOctets) {
  EXPECT_EQ(in_postgresql("create table a (b integer, c text not null, d blob) strict;"),
            "create table a (b bigint, c text collate \"C\" not null, d bytea);");
  EXPECT_EQ(in_postgresql("create table a (b text) strict, without rowid;"),
            "create table a (b text collate \"C\");");
}

TEST(Spelling, NumbersOfMigrationsAreNotGivenTwice) {
  for (const auto engine : {Engine::sqlite, Engine::postgresql}) {
    const auto all = migrations(engine);
    EXPECT_GE(all.size(), 5U);
    EXPECT_EQ(std::ranges::adjacent_find(all, {}, &Migration::number), all.end());
  }
}

}  // namespace
}  // namespace metroon::store
