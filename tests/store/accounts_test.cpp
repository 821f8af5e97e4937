#include "store/conformance.hpp"

#include <atomic>
#include <thread>

namespace metroon::store {
namespace {

using app::Ports;

app::AccountRecord shared(std::int64_t id, const std::string& username) {
  app::AccountRecord made;
  made.account.id = {id};
  made.account.sort = core::AccountSort::shared;
  made.account.username = username;
  made.account.addresses = {{username, support::staff_realm}};
  made.title = "Γραμματεία Χημείας";
  return made;
}

TEST_P(Conformance, AnAccountComesBackAsItWas) {
  auto record = personal({77}, 9, "maria");
  record.account.realm = support::student_realm;
  record.account.proof = today;
  record.account.suspended = core::Suspension{today, ""};
  store->write([&](Ports& ports) {
    ports.people.insert(maria());
    ports.accounts.insert(record);
  });
  store->read([&](Ports& ports) {
    for (const auto& found : {ports.accounts.find({9}), ports.accounts.by_username("maria"),
                              ports.accounts.of_person({77})}) {
      ASSERT_TRUE(found);
      EXPECT_EQ(found->account, record.account);
      EXPECT_EQ(found->person, record.person);
    }
    EXPECT_FALSE(ports.accounts.find({10}));
    EXPECT_FALSE(ports.accounts.by_username("mari"));
    EXPECT_FALSE(ports.accounts.of_person({78}));
  });
}

TEST_P(Conformance, APersonHasOnePersonalAccount) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.accounts.insert(personal({77}, 9, "maria"));
  });
  const auto second = [](Ports& ports) { ports.accounts.insert(personal({77}, 10, "maria2")); };
  EXPECT_THROW(store->write(second), DatabaseError);
  EXPECT_FALSE(store->read([](Ports& ports) { return ports.accounts.find({10}); }));
}

TEST_P(Conformance, OfManyWhoGiveOnePersonAnAccountAtOnceOneDoes) {
  store->write([](Ports& ports) { ports.people.insert(maria()); });
  std::atomic<int> given{0};
  {
    std::vector<std::jthread> clerks;
    for (std::int64_t clerk = 1; clerk <= 4; ++clerk)
      clerks.emplace_back([&, clerk] {
        try {
          store->write([&](Ports& ports) {
            ports.accounts.insert(personal({77}, clerk, "maria" + std::to_string(clerk)));
          });
          ++given;
        } catch (const DatabaseError&) {
        }
      });
  }
  EXPECT_EQ(given, 1);
}

TEST_P(Conformance, AUsernameIsGivenOnce) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.people.insert(nikos());
    ports.accounts.insert(personal({77}, 9, "maria"));
  });
  EXPECT_THROW(
      store->write([](Ports& ports) { ports.accounts.insert(personal({78}, 10, "maria")); }),
      DatabaseError);
}

TEST_P(Conformance, TakenNamesAreThoseEverGivenAsUsernameOrAddress) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.accounts.insert(personal({77}, 9, "maria"));
    ports.accounts.add_address({9}, {"m.papadopoulou", support::staff_realm});
  });
  const std::vector<std::string> asked{"maria", "free", "m.papadopoulou", "\"odd\\"};
  auto taken = store->read([&](Ports& ports) { return ports.accounts.taken(asked); });
  std::ranges::sort(taken);
  EXPECT_EQ(taken, (std::vector<std::string>{"m.papadopoulou", "maria"}));
}

// Somebody deletes an account by hand; a namesake comes years later.
TEST_P(Durable, NamesStayReservedWhenTheirAccountIsGone) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.people.insert(nikos());
    ports.accounts.insert(personal({77}, 9, "maria"));
  });
  place.connect()->script("delete from account where id = 9");
  store->read([](Ports& ports) {
    EXPECT_FALSE(ports.accounts.find({9}));
    EXPECT_EQ(ports.accounts.taken(std::vector<std::string>{"maria"}).size(), 1U);
  });
  EXPECT_THROW(
      store->write([](Ports& ports) { ports.accounts.insert(personal({78}, 10, "maria")); }),
      DatabaseError);
}

TEST_P(Conformance, AnAddressIsGivenOnceInItsRealm) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.people.insert(nikos());
    ports.accounts.insert(personal({77}, 9, "maria"));
    ports.accounts.insert(personal({78}, 10, "nikos"));
    ports.accounts.add_address({10}, {"maria", support::student_realm});
  });
  EXPECT_THROW(store->write([](Ports& ports) {
    ports.accounts.add_address({10}, {"maria", support::staff_realm});
  }),
               DatabaseError);
  const auto nikos_has = store->read([](Ports& ports) { return ports.accounts.find({10}); });
  EXPECT_EQ(nikos_has->account.addresses,
            (std::vector<core::Address>{{"nikos", support::staff_realm},
                                        {"maria", support::student_realm}}));
}

TEST_P(Conformance, WhatHappensToAnAccountIsKept) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.accounts.insert(personal({77}, 9, "maria"));
    ports.accounts.set_proof({9}, today);
    ports.accounts.set_activated({9}, today + std::chrono::days{1});
    ports.accounts.set_suspended({9}, core::Suspension{today, "stolen"});
    ports.accounts.set_next_changes(std::vector<app::NextChange>{{{9}, today}});
    ports.accounts.set_choice({9}, support::wifi, true);
    ports.accounts.set_choice({9}, support::wifi, false);
  });
  const std::vector ids{core::PersonId{77}};
  const auto read = [&] {
    return store->read([&](Ports& ports) { return ports.people.dossiers(ids).at(0); });
  };
  EXPECT_EQ(read().account->proof, today);
  EXPECT_EQ(read().account->activated, today + std::chrono::days{1});
  EXPECT_EQ(read().account->suspended, (core::Suspension{today, "stolen"}));
  EXPECT_EQ(read().choices, (std::vector<core::Choice>{{support::wifi, false}}));
  store->write([](Ports& ports) {
    ports.accounts.set_suspended({9}, {});
    ports.accounts.set_next_changes(std::vector<app::NextChange>{{{9}, {}}});
  });
  EXPECT_EQ(read().account->suspended, std::nullopt);
  EXPECT_EQ(read().account->closed, std::nullopt);
  store->write([](Ports& ports) { ports.accounts.set_closed({9}, today); });
  EXPECT_EQ(read().account->closed, today);
}

TEST_P(Conformance, NothingHappensToAnAccountThatIsNotThere) {
  const auto refused = [&](auto&& change) {
    EXPECT_THROW(store->write([&](Ports& ports) { change(ports.accounts); }), DatabaseError);
  };
  refused([](app::Accounts& accounts) { accounts.set_proof({404}, today); });
  refused([](app::Accounts& accounts) { accounts.set_activated({404}, today); });
  refused([](app::Accounts& accounts) { accounts.set_suspended({404}, {}); });
  refused([](app::Accounts& accounts) {
    accounts.set_next_changes(std::vector<app::NextChange>{{{404}, {}}});
  });
  refused([](app::Accounts& accounts) { accounts.set_choice({404}, support::email, true); });
  refused([](app::Accounts& accounts) { accounts.add_owner({404}, {77}); });
}

TEST_P(Conformance, ASharedAccountHasOwnersWithTheirDossiers) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.people.insert(nikos());
    ports.accounts.insert(personal({77}, 9, "maria"));
    ports.accounts.insert(shared(20, "chemsec"));
    ports.accounts.insert(shared(21, "lab"));
    ports.accounts.add_owner({20}, {78});
    ports.accounts.add_owner({20}, {77});
    ports.accounts.add_owner({20}, {77});
    ports.accounts.set_choice({20}, support::lists, false);
  });
  store->read([](Ports& ports) {
    const auto dossier = ports.accounts.shared_dossier({20});
    ASSERT_TRUE(dossier);
    EXPECT_EQ(dossier->account, shared(20, "chemsec").account);
    EXPECT_EQ(dossier->choices, (std::vector<core::Choice>{{support::lists, false}}));
    ASSERT_EQ(dossier->owners.size(), 2U);
    EXPECT_EQ(dossier->owners[0].person, core::PersonId{77});
    EXPECT_EQ(dossier->owners[0].account->username, "maria");
    EXPECT_EQ(ports.accounts.find({20})->title, "Γραμματεία Χημείας");
    EXPECT_EQ(ports.accounts.shared_of({77}), (std::vector<core::AccountId>{{20}}));
    EXPECT_EQ(ports.accounts.all_shared(), (std::vector<core::AccountId>{{20}, {21}}));
    EXPECT_TRUE(ports.accounts.shared_dossier({21})->owners.empty());
    EXPECT_FALSE(ports.accounts.shared_dossier({9}));
    EXPECT_FALSE(ports.accounts.shared_dossier({404}));
  });
}

TEST_P(Conformance, APasswordIsReplaced) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.accounts.insert(personal({77}, 9, "maria"));
    ports.staff.insert({.id = {4}, .login = "eleni", .name = "Ελένη", .role = app::Role::desk});
    ports.credentials.set_password({9}, "$argon2id$old", noon);
    ports.credentials.set_password({9}, "$argon2id$new", noon + 1h);
    ports.credentials.set_staff_password({4}, "$argon2id$staff", noon);
  });
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.credentials.password({9}), "$argon2id$new");
    EXPECT_EQ(ports.credentials.password_set({9}), noon + 1h);
    EXPECT_EQ(ports.credentials.staff_password({4}), "$argon2id$staff");
    EXPECT_FALSE(ports.credentials.password({10}));
    EXPECT_FALSE(ports.credentials.password_set({10}));
    EXPECT_FALSE(ports.credentials.staff_password({9}));
  });
}

TEST_P(Conformance, ASecretarysUnitsAreReplaced) {
  const std::vector<std::string> both{"chemistry", "physics"};
  const std::vector<std::string> one{"physics"};
  store->write([&](Ports& ports) {
    ports.staff.insert(
        {.id = {4}, .login = "vaso", .name = "Βάσω", .role = app::Role::secretary, .units = both});
  });
  store->read([&](Ports& ports) { EXPECT_EQ(ports.staff.find({4})->units, both); });
  store->write([&](Ports& ports) { ports.staff.set_units({4}, one); });
  store->read([&](Ports& ports) { EXPECT_EQ(ports.staff.by_login("vaso")->units, one); });
}

TEST_P(Conformance, NewcomersAreThoseOfTheUnitsWhoHaveNotActivated) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.people.insert(nikos());
    ports.accounts.insert(personal({77}, 9, "maria"));
    ports.accounts.insert(personal({78}, 10, "nikos"));
    for (const std::int64_t id : {77, 78})
      ports.people.add_affiliation({id}, {.id = {id},
                                          .kind = support::undergraduate,
                                          .unit = "chemistry",
                                          .from = today,
                                          .ends = today + std::chrono::days{9}});
  });
  const auto found = [&](std::string unit, Day day, std::string_view text) {
    const std::vector units{std::move(unit)};
    const std::vector kinds{support::undergraduate};
    return store->read([&](Ports& ports) {
      std::vector<std::string> names;
      for (const auto& row : ports.people.newcomers({units, kinds, day, text}, 10))
        names.push_back(row.username);
      return names;
    });
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(found("chemistry", today, ""), (Names{"nikos", "maria"}));
  EXPECT_EQ(found("chemistry", today, "παπαδ"), (Names{"maria"}));
  EXPECT_EQ(found("chemistry", today, "nik"), (Names{"nikos"}));
  EXPECT_EQ(found("chemistry", today, "κανείς"), Names{});
  EXPECT_EQ(found("physics", today, ""), Names{});
  EXPECT_EQ(found("chemistry", today - std::chrono::days{1}, ""), Names{});
  EXPECT_EQ(found("chemistry", today + std::chrono::days{9}, ""), Names{});
  store->write([](Ports& ports) { ports.accounts.set_activated({9}, today); });
  EXPECT_EQ(found("chemistry", today, ""), (Names{"nikos"}));
}

TEST_P(Conformance, ATokenBecomesAnotherWithDaysOfItsOwn) {
  const base::Secret code{"SLEEPINGCODE"};
  store->write([&](Ports& ports) {
    ports.tokens.insert(code,
                        {.purpose = app::TokenPurpose::dormant, .subject = 9, .expires = noon});
    ports.tokens.become(app::TokenPurpose::dormant, app::TokenPurpose::activate, 9, noon + 1h);
  });
  store->read([&](Ports& ports) {
    EXPECT_FALSE(ports.tokens.find(app::TokenPurpose::dormant, code));
    EXPECT_EQ(ports.tokens.find(app::TokenPurpose::activate, code)->expires, noon + 1h);
  });
}

TEST_P(Conformance, StaffAreFoundByIdAndLogin) {
  const app::Staff eleni{
      .id = {4}, .login = "eleni", .name = "Ελένη", .role = app::Role::desk, .active = false};
  store->write([&](Ports& ports) { ports.staff.insert(eleni); });
  store->read([&](Ports& ports) {
    for (const auto& found : {ports.staff.find({4}), ports.staff.by_login("eleni")}) {
      ASSERT_TRUE(found);
      EXPECT_EQ(found->id, eleni.id);
      EXPECT_EQ(found->login, eleni.login);
      EXPECT_EQ(found->name, eleni.name);
      EXPECT_EQ(found->role, eleni.role);
      EXPECT_EQ(found->active, eleni.active);
    }
    EXPECT_FALSE(ports.staff.by_login("maria"));
  });
  EXPECT_THROW(store->write([](Ports& ports) {
    ports.staff.insert({.id = {5}, .login = "eleni", .name = "Another"});
  }),
               DatabaseError);
}

TEST_P(Conformance, TheLatestProofCounts) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.staff.insert({.id = {4}, .login = "eleni", .name = "Ελένη"});
    ports.proofs.insert({.id = {2},
                         .person = {77},
                         .by = {4},
                         .at = noon + 1h,
                         .document = core::IdentityDocument::passport,
                         .note = "νέο διαβατήριο"});
    ports.proofs.insert({.id = {3}, .person = {77}, .by = {4}, .at = noon});
  });
  store->read([](Ports& ports) {
    const auto proof = ports.proofs.latest({77});
    ASSERT_TRUE(proof);
    EXPECT_EQ(proof->id, core::ProofId{2});
    EXPECT_EQ(proof->by, core::StaffId{4});
    EXPECT_EQ(proof->at, noon + 1h);
    EXPECT_EQ(proof->document, core::IdentityDocument::passport);
    EXPECT_EQ(proof->note, "νέο διαβατήριο");
    EXPECT_FALSE(ports.proofs.latest({78}));
  });
}

app::SharedRequest request(std::int64_t id) {
  return {.id = {id},
          .by = {77},
          .username = "chemsec",
          .title = "Γραμματεία",
          .purpose = "Απαντήσεις",
          .stage = app::SharedStage::submitted,
          .office_message = "",
          .account = {},
          .created = noon + std::chrono::seconds{id},
          .version = 1};
}

TEST_P(Conformance, ASharedRequestWaitsUntilItIsDecidedOnce) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.accounts.insert(shared(20, "chemsec"));
    ports.shared_requests.insert(request(2));
    ports.shared_requests.insert(request(1));
  });
  store->read([](Ports& ports) {
    const auto waiting = ports.shared_requests.waiting(10);
    ASSERT_EQ(waiting.size(), 2U);
    EXPECT_EQ(waiting[0].id, core::SharedRequestId{1});
    EXPECT_EQ(waiting[0].purpose, "Απαντήσεις");
    EXPECT_EQ(ports.shared_requests.waiting(1).size(), 1U);
  });
  auto decided = request(1);
  decided.stage = app::SharedStage::approved;
  decided.account = {20};
  EXPECT_TRUE(store->write([&](Ports& ports) { return ports.shared_requests.update(decided); }));
  decided.stage = app::SharedStage::rejected;
  EXPECT_FALSE(store->write([&](Ports& ports) { return ports.shared_requests.update(decided); }));
  store->read([](Ports& ports) {
    const auto found = ports.shared_requests.find({1});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->stage, app::SharedStage::approved);
    EXPECT_EQ(found->account, core::AccountId{20});
    EXPECT_EQ(found->version, 2);
    EXPECT_EQ(ports.shared_requests.waiting(10).size(), 1U);
    EXPECT_EQ(ports.shared_requests.by({77}).size(), 2U);
    EXPECT_TRUE(ports.shared_requests.by({78}).empty());
    EXPECT_FALSE(ports.shared_requests.find({3}));
  });
}

TEST_P(Conformance, EachAccountGetsALicenceKeyOfItsOwnUntilNoneIsLeft) {
  store->write([](Ports& ports) {
    for (const std::int64_t id : {1, 2, 3}) {
      ports.people.insert(maria(id));
      ports.accounts.insert(personal({id}, 10 + id, "maria" + std::to_string(id)));
    }
    ports.licences.add(support::statistics, std::vector<std::string>{"AAA", "BBB"});
    ports.licences.add(support::statistics, std::vector<std::string>{"BBB"});
  });
  const auto take = [&](std::int64_t account) {
    return store->write(
        [&](Ports& ports) { return ports.licences.key_for(support::statistics, {account}, noon); });
  };
  const auto first = take(11);
  const auto second = take(12);
  ASSERT_TRUE(first && second);
  EXPECT_NE(first, second);
  EXPECT_EQ(take(11), first);
  EXPECT_EQ(take(13), std::nullopt);
  store->read([&](Ports& ports) {
    EXPECT_EQ(ports.licences.given(support::statistics, {12}), second);
    EXPECT_EQ(ports.licences.given(support::statistics, {13}), std::nullopt);
    EXPECT_EQ(ports.licences.given(support::email, {12}), std::nullopt);
  });
}

}  // namespace
}  // namespace metroon::store
