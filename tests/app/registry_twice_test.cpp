// Two programs run one delivery at once, on the engines that two programs can share.
#include <filesystem>
#include <thread>

#include "app/registry_fixture.hpp"
#include "support/postgresql.hpp"

namespace metroon::app {
namespace {

class RegistryTwice : public ARegistry {
 protected:
  void both_run(Store& shared) {
    House both = house_over(shared);
    const auto open = opening(students_of(40));
    {
      const auto run = [&] { (void)run_delivery(both, call("operator"), students, open); };
      const std::jthread one{run};
      const std::jthread other{run};
    }
    shared.read([](Ports& ports) {
      EXPECT_EQ(ports.people.dossiers_after({}, 1000).size(), 40U);
      const auto rows = ports.registries.rows_after("students", {}, 1000);
      ASSERT_EQ(rows.size(), 40U);
      std::vector<core::PersonId> people;
      for (const auto& row : rows) people.push_back(row.person);
      for (const auto& dossier : ports.people.dossiers(people)) {
        EXPECT_EQ(dossier.affiliations.size(), 1U);
        EXPECT_TRUE(dossier.account);
      }
      // One that comes while the other is under way takes part in it.
      EXPECT_TRUE(std::ranges::none_of(ports.registries.runs("students", 10), is_begun));
    });
    EXPECT_EQ(run_delivery(both, call("operator"), students, open).counts.unchanged, 40);
  }

 private:
  House house_over(Store& shared) {
    return {.policy = house.policy,
            .store = shared,
            .random = random,
            .passwords = passwords,
            .printer = printer,
            .texts = texts,
            .civil_day = house.civil_day,
            .base_url = house.base_url,
            .vpn_certificate = {}};
  }
};

TEST_F(RegistryTwice, twice_delivered_feed_is_idempotent_at_once_on_sqlite) {
  char name[] = "/tmp/metroon-registry-XXXXXX";
  ASSERT_NE(mkdtemp(name), nullptr);
  both_run(*store::open_sqlite(std::string{name} + "/metroon.db", patras(), sealer));
  std::filesystem::remove_all(name);
}

TEST_F(RegistryTwice, twice_delivered_feed_is_idempotent_at_once_on_postgresql) {
  auto& server = support::PostgresqlServer::shared();
  const auto schema = server.make_schema();
  both_run(*store::open_postgresql(schema, patras(), sealer));
  server.drop_schema(schema);
}

}  // namespace
}  // namespace metroon::app
