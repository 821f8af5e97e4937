// The invariants on a live database: a healthy one has no violation, and every planted one is
// found.
#include "app/check.hpp"

#include "app/house_fixture.hpp"
#include "support/database_dump.hpp"
#include "support/failing_store.hpp"

namespace metroon::app {
namespace {

using Found = std::vector<std::pair<int, std::string>>;  // Invariant and subject.

Found found(House& house, const Call& call) {
  Found all;
  for (const auto& one : check_invariants(house, call).violations)
    all.emplace_back(one.invariant, one.subject);
  return all;
}

class Checking : public HouseTest {
 protected:
  Found violations() { return found(house, call("operator")); }

  AccountRecord planted(const core::Person& person, const std::string& username) {
    AccountRecord record;
    record.account.id = {random.next_id(now)};
    record.account.username = username;
    record.account.addresses = {{username, 0}};
    record.person = person.id;
    return record;
  }
  core::Person stranger() {
    core::Person person;
    person.id = {random.next_id(now)};
    person.names = {"Άγνωστος", "Κανένας", "", "Agnostos", "Kanenas"};
    person.birth = day(1980, 1, 1);
    return person;
  }
  std::string plant(const core::Person& person, const AccountRecord& record) {
    store->write([&](Ports& ports) {
      ports.people.insert(person);
      ports.accounts.insert(record);
    });
    return subject("account", record.account.id);
  }
};

TEST_F(Checking, AHealthyHouseHasNone) {
  const auto professor = member("faculty", 1);
  (void)member("contractor", 2);
  (void)approve(apply("postdoc", 3));
  const auto asked =
      request_shared(house, call(), holder(professor), "chem", "Χημεία", "για όλους");
  ASSERT_TRUE(approve_shared(house, office(), asked->id, asked->version));
  const auto checked = check_invariants(house, call("operator"));
  EXPECT_TRUE(checked.violations.empty());
  EXPECT_EQ(checked.people, 3U);
  EXPECT_EQ(checked.accounts, 4U);
  EXPECT_GT(checked.audit_entries, 20);
}

TEST_F(Checking, AnAccountActivatedWithoutAProofIsFound) {
  const auto person = stranger();
  auto record = planted(person, "kanenas");
  record.account.activated = today();
  const auto planted_at = plant(person, record);
  EXPECT_EQ(violations(), (Found{{5, planted_at}}));
}

TEST_F(Checking, AnAccountProvedOnlyAfterItsActivationIsFound) {
  const auto person = stranger();
  auto record = planted(person, "kanenas");
  record.account.activated = today() - days{10};
  record.account.proof = today();
  const auto planted_at = plant(person, record);
  EXPECT_EQ(violations(), (Found{{5, planted_at}}));
}

TEST_F(Checking, ANonPersonalAccountWithoutAnOwnerIsFound) {
  AccountRecord record;
  record.account.id = {random.next_id(now)};
  record.account.sort = core::AccountSort::shared;
  record.account.username = "orphan";
  store->write([&](Ports& ports) { ports.accounts.insert(record); });
  EXPECT_EQ(violations(), (Found{{6, subject("account", record.account.id)}}));
}

// The database itself refuses this; a restored copy may still have it.
class LyingPeople final : public support::failing::People {
 public:
  using People::People;
  std::vector<core::Dossier> dossiers(std::span<const core::PersonId> ids) override {
    auto read = People::dossiers(ids);
    for (auto& dossier : read)
      if (dossier.account) dossier.account->addresses.push_back({"everybody", 0});
    return read;
  }
};

class LyingStore final : public Store {
 public:
  explicit LyingStore(Store& store) : store_{store} {}
  void run_read(const std::function<void(Ports&)>& work) override {
    store_.run_read([&](Ports& real) {
      LyingPeople people{real.people, fuse_};
      Ports ports{real.applications, real.documents,       people,         real.accounts,
                  real.credentials,  real.tokens,          real.sessions,  real.throttle,
                  real.outbox,       real.audit,           real.staff,     real.proofs,
                  real.merges,       real.shared_requests, real.claims,    real.arrived_mails,
                  real.licences,     real.nights,          real.campaigns, real.registries,
                  real.erasures};
      work(ports);
    });
  }
  void run_write(const std::function<void(Ports&)>& work) override { store_.run_write(work); }

 private:
  Store& store_;
  support::Fuse fuse_;
};

TEST_F(Checking, AnAddressOfTwoAccountsIsFound) {
  (void)member("faculty", 1);
  const auto second = member("faculty", 2);
  LyingStore lying{*store};
  House other{house.policy,    lying,          random,
              passwords,       printer,        texts,
              house.civil_day, house.base_url, house.vpn_certificate};
  EXPECT_EQ(found(other, call("operator")), (Found{{2, subject("account", second.account)}}));
}

TEST_F(Checking, TheDatabaseRefusesToGiveAnAddressOrANameTwice) {
  const auto first = member("faculty", 1);
  const auto second = member("faculty", 2);
  EXPECT_ANY_THROW(store->write(
      [&](Ports& ports) { ports.accounts.add_address(second.account, {first.username, 0}); }));
  const auto person = stranger();
  EXPECT_ANY_THROW(plant(person, planted(person, first.username)));
  EXPECT_TRUE(violations().empty());
}

TEST_F(Checking, AtMostAHundredAreTold) {
  for (int n = 0; n < 103; ++n) {
    const auto person = stranger();
    auto record = planted(person, "kanenas" + std::to_string(n));
    record.account.activated = today();
    (void)plant(person, record);
  }
  EXPECT_EQ(violations().size(), 100U);
}

TEST(CheckingTheHistory, AChangedEntryAndALostEndAreFound) {
  support::TemporaryDatabase database;
  World world{database.path()};
  (void)world.member("faculty", 1);
  EXPECT_TRUE(found(world.house, world.call()).empty());
  database.tamper("update audit_entry set actor = 'nobody' where number = 3");
  EXPECT_EQ(found(world.house, world.call()), (Found{{7, "audit:3"}}));
  database.tamper("update audit_entry set actor = 'visitor' where number = 3");
  EXPECT_TRUE(found(world.house, world.call()).empty());
  const auto last = std::to_string(check_invariants(world.house, world.call()).audit_entries);
  database.tamper("delete from audit_entry where number = " + last);
  EXPECT_EQ(found(world.house, world.call()), (Found{{7, "audit:" + last}}));
}

}  // namespace
}  // namespace metroon::app
