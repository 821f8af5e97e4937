#include "store/migrate.hpp"

#include <algorithm>
#include <fstream>
#include <regex>
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

// Octets are written differently.
std::string spelt_for(Engine engine, const std::string& data) {
  if (engine == Engine::sqlite) return data;
  static const std::regex octets{"x'([0-9a-f]+)'"};
  return std::regex_replace(in_postgresql(data), octets, "'\\x$1'");
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
  database->script(spelt_for(place.engine(), script.str()));
}

TEST_P(Migrations, DataOfNightsAreReadToday) {
  write_data(place, 1, "0001_people.sql");
  write_data(place, 6, "0006_night.sql");
  const auto store = place.open(policy, sealer);
  store->write([](Ports& ports) {
    EXPECT_EQ(ports.nights.last()->day, base::parse_day("2024-06-23"));
    EXPECT_EQ(ports.nights.last()->policy_hash, "");
    EXPECT_EQ(ports.nights.successors_asked(), (std::vector<core::AccountId>{{10}}));
    EXPECT_EQ(ports.nights.between({1}, {1'000'000}).at(0).looked, base::parse_day("2024-06-23"));
    // The letter on its way still carries its notice.
    ports.nights.notice_accepted({90}, base::parse_day("2024-06-24").value());
    const std::vector ids{core::PersonId{7}};
    const auto notices = ports.people.dossiers(ids).at(0).notices;
    ASSERT_EQ(notices.size(), 2U);
    EXPECT_EQ(notices[1].accepted, base::parse_day("2024-06-24"));
    EXPECT_FALSE(notices[1].services) << "whatever ends that day";
  });
}

TEST_P(Migrations, DataOfRegistriesAreReadToday) {
  write_data(place, 1, "0001_people.sql");
  write_data(place, 7, "0007_registry.sql");
  const auto store = place.open(policy, sealer);
  store->read([](Ports& ports) {
    const auto row = ports.registries.row("students", "1080007").value();
    EXPECT_EQ(row.person, core::PersonId{7});
    EXPECT_EQ(row.affiliation, core::AffiliationId{70});
    EXPECT_EQ(row.state, app::RowState::asserted);
    const auto run = ports.registries.find({960}).value();
    EXPECT_EQ(run.verdict, core::DeliveryVerdict::too_many_endings);
    EXPECT_EQ(run.counts.ended, 5);
    EXPECT_EQ(run.confirmed_by, "staff:maria");
    EXPECT_EQ(ports.registries.bad({960}, 10).at(0).found, "31/02/2001");
  });
}

TEST_P(Migrations, DataOfSecretariesAreReadToday) {
  write_data(place, 8, "0008_secretary.sql");
  const auto store = place.open(policy, sealer);
  store->read([](Ports& ports) {
    const auto vaso = ports.staff.by_login("vaso").value();
    EXPECT_EQ(vaso.role, app::Role::secretary);
    EXPECT_EQ(vaso.units, (std::vector<std::string>{"chemistry", "physics"}));
  });
}

TEST_P(Migrations, DataOfCheckpointsAreReadToday) {
  write_data(place, 9, "0009_audit_checkpoints.sql");
  const auto store = place.open(policy, sealer);
  store->read([](Ports& ports) {
    const auto last = ports.audit.last_checkpoint().value();
    EXPECT_EQ(last.number, 12);
    EXPECT_EQ(last.before, 0);
    EXPECT_EQ(last.hash.size(), 32U);
    EXPECT_EQ(last.key.size(), 32U);
    EXPECT_EQ(last.signature.size(), 64U);
  });
}

TEST_P(Migrations, DataOfSignaturesAreReadToday) {
  write_data(place, 1, "0001_people.sql");
  write_data(place, 10, "0010_claims.sql");
  write_data(place, 15, "0015_mail_signatures.sql");
  const auto store = place.open(policy, sealer);
  store->read([](Ports& ports) {
    const auto mail = ports.arrived_mails.of_claim({900}).at(0);
    EXPECT_EQ(mail.text, "βεβαιώνω");
    ASSERT_EQ(mail.attachments.size(), 2U);
    EXPECT_EQ(mail.attachments[0].signer_mail, "");
    EXPECT_FALSE(mail.attachments[0].signed_at);
    EXPECT_EQ(mail.attachments[1].signature, core::SignatureCheck::not_in_force);
    EXPECT_EQ(mail.attachments[1].issuer, "Academic authority");
    EXPECT_TRUE(mail.attachments[1].signed_at);
  });
}

TEST_P(Migrations, DataOfUnreadMailsAreReadToday) {
  write_data(place, 1, "0001_people.sql");
  write_data(place, 10, "0010_claims.sql");
  write_data(place, 15, "0015_mail_signatures.sql");
  write_data(place, 28, "0028_early_mail.sql");
  write_data(place, 29, "0029_unread_mail.sql");
  const auto store = place.open(policy, sealer);
  store->read([](Ports& ports) {
    const auto mails = ports.arrived_mails.of_claim({900});
    ASSERT_EQ(mails.size(), 3U);
    const auto claim = ports.claims.find({900}).value();
    EXPECT_EQ(mails[0].dated, claim.created) << "what it was worth it is worth";
    EXPECT_EQ(mails[1].dated, mails[1].arrived) << "of a release that did not look";
    EXPECT_EQ(mails[1].manner, core::MailManner::written_to_us);
    EXPECT_EQ(mails[2].manner, core::MailManner::by_program);
    EXPECT_FALSE(mails[2].dated);
    EXPECT_EQ(ports.arrived_mails.position("imap://mail/INBOX"),
              (app::MailboxPosition{3, 45, 46, 15}));
  });
}

TEST_P(Migrations, DataOfNightsUnderAPolicyAreReadToday) {
  write_data(place, 1, "0001_people.sql");
  write_data(place, 16, "0016_night_policy.sql");
  const auto store = place.open(policy, sealer);
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.nights.last()->policy_hash, "abc123");
    const std::vector ids{core::PersonId{7}};
    const auto notices = ports.people.dossiers(ids).at(0).notices;
    ASSERT_EQ(notices.size(), 2U);
    EXPECT_TRUE(notices[1].services->test(support::wifi));
    EXPECT_TRUE(notices[1].services->test(support::lists));
    EXPECT_FALSE(notices[1].services->test(support::email));
  });
}

TEST_P(Migrations, DataOfRulesOnRecordAreReadToday) {
  write_data(place, 25, "0025_rules_on_record.sql");
  const auto store = place.open(policy, sealer);
  store->read([](Ports& ports) {
    const auto rules = ports.nights.rules().value();
    EXPECT_EQ(rules.hash, "abc123");
    ASSERT_EQ(rules.rights.size(), 2U);
    EXPECT_EQ(rules.rights[0].entitlement.keep, core::Keep::after_graduation);
    EXPECT_EQ(rules.rights[1].withdrawn->ends, base::parse_day("2027-01-27"));
  });
}

TEST_P(Migrations, DataOfRulesBeforeAreReadToday) {
  write_data(place, 27, "0027_rules_before.sql");
  const auto store = place.open(policy, sealer);
  store->read([](Ports& ports) {
    const auto rules = ports.nights.rules().value();
    EXPECT_EQ(rules.rights.at(0).given, base::parse_day("2026-11-27"));
    ASSERT_EQ(rules.terms.size(), 2U);
    EXPECT_EQ(rules.terms[0].length, std::chrono::months{24});
    EXPECT_FALSE(rules.terms[1].until);
  });
}

TEST_P(Migrations, DataOfInterruptedRunsAreReadToday) {
  write_data(place, 28, "0028_interrupted_runs.sql");
  const auto store = place.open(policy, sealer);
  store->read([](Ports& ports) {
    const auto run = ports.registries.runs("students", 1).at(0);
    EXPECT_TRUE(app::is_begun(run));
    EXPECT_EQ(run.digest, (app::Fingerprint{3, 4}));
    EXPECT_EQ(run.held, 2);
  });
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

TEST_P(Migrations, AnOlderAccountWasMadeWhenTheAuditSaysOrElseWithItsPerson) {
  write_data(place, 1, "0001_people.sql");
  write_data(place, 16, "0016_accounts.sql");
  const auto store = place.open(policy, sealer);
  store->read([](Ports& ports) {
    using namespace std::chrono;
    const std::vector ids{core::PersonId{7}, core::PersonId{8}};
    const auto dossiers = ports.people.dossiers(ids);
    EXPECT_EQ(dossiers.at(0).account->made, base::Day{local_days{2026y / September / 21}});
    EXPECT_EQ(dossiers.at(1).account->made, base::Day{local_days{2024y / February / 29}});
    EXPECT_EQ(ports.nights.due(base::Day{local_days{2026y / January / 1}}, {}, 9).size(), 2U);
  });
}

TEST_P(Migrations, DataOfCollectionAreReadToday) {
  write_data(place, 1, "0001_people.sql");
  write_data(place, 17, "0017_collection.sql");
  const auto store = place.open(policy, sealer);
  store->write([](Ports& ports) {
    EXPECT_TRUE(ports.nights.between({1}, {1'000'000}).at(0).not_collected);
    EXPECT_TRUE(ports.nights.collected({171}));
    EXPECT_FALSE(ports.nights.collected({171}));
    EXPECT_FALSE(ports.nights.between({1}, {1'000'000}).at(0).not_collected);
    ports.nights.not_collected({171}, base::Day{});
    EXPECT_TRUE(ports.nights.between({1}, {1'000'000}).at(0).not_collected);
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

TEST_P(Migrations, OlderRowsOfRegistriesGetTheirOwnEnds) {
  write_data(place, 1, "0001_people.sql");
  write_data(place, 20, "0020_registry_ends.sql");
  const auto store = place.open(policy, sealer);
  store->read([](Ports& ports) {
    using namespace std::chrono;
    const auto row = [&](const char* key) { return ports.registries.row("students", key).value(); };
    EXPECT_EQ(row("221").ends, base::Day{local_days{2027y / September / 1}});
    EXPECT_FALSE(row("222").ends);
    EXPECT_EQ(ports.registries.held({223})->fingerprint, row("223").fingerprint);
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
