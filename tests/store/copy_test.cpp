// A copy of the database, to try things on.
#include "store/conformance.hpp"
#include "store/postgresql/store.hpp"

namespace metroon::store {
namespace {

using app::Ports;

class Copies : public StoreTest {
 protected:
  std::unique_ptr<app::Store> copy() {
    if (GetParam() == On::file) return open_copy(place.url(), policy, sealer);
    return std::make_unique<PostgresqlStore>(place.url(), policy, sealer,
                                             PostgresqlStore::Of::nobody);
  }
  bool is_there(app::Store& in, core::PersonId who) {
    return in.read([&](Ports& ports) { return ports.people.find(who).has_value(); });
  }
  static app::AuditEntry entry() {
    return {noon, "operator", "person_created", "person:78", "", "", "hash"};
  }
};
INSTANTIATE_TEST_SUITE_P(On, Copies, testing::Values(On::file, On::postgresql));

TEST_P(Copies, ACopyBeginsWithWhatIsThere) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.accounts.insert(personal({77}, 5, "mpapad"));
  });
  const auto tried = copy();
  EXPECT_EQ(tried->read([](Ports& ports) { return ports.people.find({77}); }), maria());
  EXPECT_EQ(tried->read([](Ports& ports) {
    return ports.accounts.taken(std::array{std::string{"mpapad"}, std::string{"other"}});
  }),
            std::vector<std::string>{"mpapad"});
}

TEST_P(Copies, NobodyElseSeesWhatIsDoneInACopy) {
  store->write([](Ports& ports) { ports.people.insert(maria()); });
  {
    const auto tried = copy();
    tried->write([](Ports& ports) {
      ports.people.insert(nikos());
      ports.audit.append(entry());
    });
    EXPECT_TRUE(is_there(*tried, {78}));
    EXPECT_FALSE(is_there(*store, {78}));
  }
  EXPECT_FALSE(is_there(*store, {78}));
  EXPECT_EQ(store->read([](Ports& ports) { return ports.audit.count(); }), 0);
}

TEST_P(Copies, WhoWritesMeanwhileWaitsForNoCopy) {
  const auto tried = copy();
  tried->write([&](Ports& ports) {
    ports.people.insert(maria());
    ports.audit.append(entry());
    store->write([](Ports& theirs) { theirs.people.insert(nikos()); });
  });
  EXPECT_TRUE(is_there(*store, {78}));
  EXPECT_FALSE(is_there(*tried, {78}));
}

TEST_P(Copies, ACopyKeepsTheRulesOfItsTables) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.accounts.insert(personal({77}, 5, "mpapad"));
  });
  const auto tried = copy();
  EXPECT_THROW(tried->write([](Ports& ports) {
    ports.people.insert(nikos());
    ports.accounts.insert(personal({78}, 6, "mpapad"));
  }),
               DatabaseError);
  EXPECT_FALSE(is_there(*tried, {78}));
}

TEST(Copying, ADatabaseThatIsNotThereIsNotMade) {
  const auto policy = support::sample_policy();
  support::TestSealer sealer;
  const std::string nowhere = "/tmp/metroon-no-such.db";
  EXPECT_THROW((void)open_copy(nowhere, policy, sealer), DatabaseError);
  EXPECT_FALSE(std::filesystem::exists(nowhere));
}

}  // namespace
}  // namespace metroon::store
