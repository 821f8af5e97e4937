// Transactions: all or nothing, one moment for a reader, one writer at a time.
#include "store/conformance.hpp"

#include <atomic>
#include <thread>

namespace metroon::store {
namespace {

using app::Ports;
using testing::Values;

std::string name_of_parameter(const testing::TestParamInfo<On>& info) {
  switch (info.param) {
    case On::memory:
      return "memory";
    case On::file:
      return "file";
    case On::postgresql:
      return "postgresql";
  }
  std::unreachable();
}
INSTANTIATE_TEST_SUITE_P(On, Conformance, Values(On::memory, On::file, On::postgresql),
                         name_of_parameter);
INSTANTIATE_TEST_SUITE_P(On, Durable, Values(On::file, On::postgresql), name_of_parameter);

TEST_P(Conformance, WhatWasWrittenIsReadInALaterTransaction) {
  store->write([](Ports& ports) { ports.people.insert(maria()); });
  EXPECT_EQ(store->read([](Ports& ports) { return ports.people.find({77}); }), maria());
}

TEST_P(Conformance, AnExceptionUndoesTheWholeTransaction) {
  const auto fail = [&] {
    store->write([](Ports& ports) {
      ports.people.insert(maria());
      ports.outbox.add({.id = {1}, .to = "a@example.org", .created = noon});
      ports.audit.append({.at = noon, .action = "person_added"});
      throw std::runtime_error{"the use case changed its mind"};
    });
  };
  EXPECT_THROW(fail(), std::runtime_error);
  store->read([](Ports& ports) {
    EXPECT_FALSE(ports.people.find({77}));
    EXPECT_EQ(ports.outbox.unsent(), 0U);
    EXPECT_EQ(ports.audit.count(), 0);
  });
}

TEST_P(Conformance, AFailedStatementUndoesTheWholeTransaction) {
  const auto fail = [&] {
    store->write([](Ports& ports) {
      ports.people.insert(maria());
      ports.accounts.insert(personal({12345}, 1, "nobodys"));
    });
  };
  EXPECT_THROW(fail(), DatabaseError);
  EXPECT_FALSE(store->read([](Ports& ports) { return ports.people.find({77}); }));
}

TEST_P(Conformance, TheStoreWorksOnAfterAFailure) {
  EXPECT_THROW(store->write([](Ports& ports) { ports.accounts.set_proof({404}, today); }),
               DatabaseError);
  EXPECT_THROW(store->read([](Ports&) { throw std::runtime_error{"no"}; }), std::runtime_error);
  store->write([](Ports& ports) { ports.people.insert(maria()); });
  EXPECT_TRUE(store->read([](Ports& ports) { return ports.people.find({77}); }));
}

TEST_P(Conformance, ASwallowedFailureIsNotCommittedEither) {
  const auto swallow = [&](auto&& failing) {
    store->write([&](Ports& ports) {
      ports.people.insert(maria());
      try {
        failing(ports);
        // PostgreSQL may tell only now.
        (void)ports.people.find({77});
      } catch (const DatabaseError&) {
      }
    });
  };
  EXPECT_THROW(swallow([](Ports& ports) { ports.people.insert(maria()); }), DatabaseError);
  EXPECT_THROW(swallow([](Ports& ports) { ports.accounts.set_proof({404}, today); }),
               DatabaseError);
  EXPECT_FALSE(store->read([](Ports& ports) { return ports.people.find({77}); }));
}

// So many that PostgreSQL gets them by COPY.
TEST_P(Conformance, OfManyRowsOfWhichOneIsRefusedNoneIsThere) {
  std::vector<core::Person> people;
  for (std::int64_t id = 100; id < 150; ++id) people.push_back(id % 2 == 0 ? maria(id) : nikos(id));
  people.push_back(maria(100));
  const auto insert = [&](Ports& ports) { ports.people.insert(people); };
  EXPECT_THROW(store->write(insert), DatabaseError);
  store->read([](Ports& ports) { EXPECT_TRUE(ports.people.dossiers_after({}, 1000).empty()); });
  people.pop_back();
  store->write(insert);
  store->read([&](Ports& ports) {
    EXPECT_EQ(ports.people.dossiers_after({}, 1000).size(), people.size());
    EXPECT_EQ(ports.people.find({100}), people[0]);
    EXPECT_EQ(ports.people.find({101}), people[1]);
  });
}

// PostgreSQL's answer to a COPY is waited for when something else is asked, and here nothing is.
TEST_P(Conformance, ManyRowsOfWhichOneIsRefusedEndTheTransactionAlsoAsItsLastAct) {
  std::vector<app::AffiliationOf> many;
  for (std::int64_t id = 1; id <= 50; ++id) many.push_back({{77}, {.id = {id}, .from = today}});
  const auto insert = [&](Ports& ports) {
    ports.people.insert(maria());
    ports.people.add_affiliations(many);
  };
  many.back().person = {404};
  EXPECT_THROW(store->write(insert), DatabaseError);
  EXPECT_FALSE(store->read([](Ports& ports) { return ports.people.find({77}); }));
  many.pop_back();
  store->write(insert);
  EXPECT_EQ(store->read([](Ports& ports) {
    return ports.people.dossiers_after({}, 1).at(0).affiliations.size();
  }),
            many.size());
}

// Every writer reads, then writes what it read plus one; none is lost.
TEST_P(Conformance, WritersOnManyThreadsFollowOneAnother) {
  constexpr int threads = 4;
  constexpr int rounds = 25;
  const auto count_up = [&] {
    for (int round = 0; round < rounds; ++round)
      store->write([](Ports& ports) {
        ports.audit.append({.at = noon, .action = "counted", .subject = "person:1"});
        ports.throttle.failed("account:maria", noon);
      });
  };
  {
    std::vector<std::jthread> all;
    for (int thread = 0; thread < threads; ++thread) all.emplace_back(count_up);
  }
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.audit.count(), threads * rounds);
    EXPECT_EQ(ports.audit.first_broken(), std::nullopt);
    EXPECT_EQ(ports.throttle.attempts("account:maria").failures, threads * rounds);
  });
}

TEST_P(Conformance, ReadersOnManyThreadsSeeWholeTransactionsOnly) {
  store->write([](Ports& ports) { ports.people.insert(maria()); });
  std::atomic<bool> done{false};
  std::atomic<int> torn{0};
  const auto look = [&] {
    while (!done)
      store->read([&](Ports& ports) {
        const auto holds = ports.people.dossiers(std::vector{core::PersonId{77}})[0].holds.size();
        const auto entries = ports.audit.count();
        if (holds != static_cast<std::size_t>(entries)) ++torn;
      });
  };
  {
    std::jthread first{look};
    std::jthread second{look};
    for (int round = 0; round < 30; ++round)
      store->write([](Ports& ports) {
        ports.people.add_hold({77}, {.from = today, .reason = "claim", .by = "office"});
        ports.audit.append({.at = noon, .action = "hold_added"});
      });
    done = true;
  }
  EXPECT_EQ(torn, 0);
}

TEST_P(Durable, AReaderSeesTheMomentAtWhichItBegan) {
  store->write([](Ports& ports) { ports.people.insert(maria()); });
  store->read([&](Ports& before) {
    EXPECT_TRUE(before.people.find({77}));
    store->write([](Ports& ports) { ports.people.insert(nikos()); });
    EXPECT_FALSE(before.people.find({78}));
  });
  EXPECT_TRUE(store->read([](Ports& ports) { return ports.people.find({78}); }));
}

TEST_P(Durable, WhatWasCommittedIsThereForTheNextProcess) {
  store->write([](Ports& ports) { ports.people.insert(maria()); });
  store.reset();
  store = place.open(policy, sealer);
  EXPECT_EQ(store->read([](Ports& ports) { return ports.people.find({77}); }), maria());
}

TEST_P(Durable, TwoStoresOnOneDatabaseShareItsWrites) {
  const auto other = place.open(policy, sealer);
  {
    const auto add = [](app::Store& to) {
      for (int round = 0; round < 20; ++round)
        to.write([](Ports& ports) { ports.audit.append({.at = noon, .action = "seen"}); });
    };
    std::jthread here{[&] { add(*store); }};
    std::jthread there{[&] { add(*other); }};
  }
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.audit.count(), 40);
    EXPECT_EQ(ports.audit.first_broken(), std::nullopt);
  });
}

// Somebody who does not take the writers' lock, an operator with psql say, comes between.
TEST(Postgresql, AFunctionThatCollidedIsRunAgain) {
  const core::Policy policy = support::sample_policy();
  support::TestSealer sealer;
  const Place place{On::postgresql};
  const auto store = place.open(policy, sealer);
  store->write([](Ports& ports) { ports.people.insert(maria()); });
  int runs = 0;
  store->write([&](Ports& ports) {
    auto person = ports.people.find({77}).value();
    if (++runs == 1) place.connect()->script("update person set phone = '1' where id = 77");
    person.contact.phone = "2";
    EXPECT_TRUE(ports.people.update(person));
  });
  EXPECT_EQ(runs, 2);
}

TEST(Postgresql, ALostConnectionIsReplaced) {
  const core::Policy policy = support::sample_policy();
  support::TestSealer sealer;
  const Place place{On::postgresql};
  const auto store = place.open(policy, sealer);
  place.connect()->script(
      "select pg_terminate_backend(pid) from pg_stat_activity "
      "where datname = current_database() and pid <> pg_backend_pid()");
  store->write([](Ports& ports) { ports.people.insert(maria()); });
  EXPECT_TRUE(store->read([](Ports& ports) { return ports.people.find({77}); }));
}

TEST(Sqlite, TheFileIsItsOwnersAlone) {
  const core::Policy policy = support::sample_policy();
  support::TestSealer sealer;
  const Place place{On::file};
  const auto store = place.open(policy, sealer);
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(place.url()).permissions(),
            perms::owner_read | perms::owner_write);
}

TEST(Open, TheUrlSaysWhichEngine) {
  const core::Policy policy = support::sample_policy();
  support::TestSealer sealer;
  EXPECT_TRUE(open(":memory:", policy, sealer));
  // Nobody listens there: what matters is that libpq was asked.
  EXPECT_THROW((void)open("postgresql://nobody@127.0.0.1:1/none", policy, sealer), DatabaseError);
}

// The order of columns is a contract with the code that reads them.
TEST_P(Conformance, EveryStatementSpellsItsColumns) {
  for (const auto& [name, sql] : statements(place.engine())) {
    EXPECT_EQ(sql.find("select *"), sql.npos) << name;
    EXPECT_EQ(sql.find("returning *"), sql.npos) << name;
  }
  EXPECT_GT(statements(place.engine()).size(), 80U);
}

}  // namespace
}  // namespace metroon::store
