// The invariants on a live database: a healthy one has no violation, and every planted one is
// found.
#include "app/check.hpp"

#include <algorithm>

#include "app/acts.hpp"
#include "app/house_fixture.hpp"
#include "app/night.hpp"
#include "support/database_dump.hpp"
#include "support/failing_store.hpp"

namespace metroon::app {
namespace {

using Found = std::vector<std::pair<std::string, std::string>>;  // Message and subject.

Found found(House& house, const Call& call) {
  Found all;
  for (const auto& one : check_invariants(house, call).violations)
    all.emplace_back(one.id, one.subject);
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
      audit(ports, house, call(), "person_created", subject("person", person.id));
      audit(ports, house, call(), "account_created", subject("account", record.account.id));
      if (record.account.proof)
        write_proof(
            ports, house, call(),
            {.id = {random.next_id(now)}, .person = person.id, .by = officer.id, .at = now});
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
  EXPECT_EQ(violations(), (Found{{"Y22", planted_at}}));
}

TEST_F(Checking, AnAccountProvedOnlyAfterItsActivationIsFound) {
  const auto person = stranger();
  auto record = planted(person, "kanenas");
  record.account.activated = today() - days{10};
  record.account.proof = today();
  const auto planted_at = plant(person, record);
  EXPECT_EQ(violations(), (Found{{"Y22", planted_at}}));
}

TEST_F(Checking, ANonPersonalAccountWithoutAnOwnerIsFound) {
  AccountRecord record;
  record.account.id = {random.next_id(now)};
  record.account.sort = core::AccountSort::shared;
  record.account.username = "orphan";
  store->write([&](Ports& ports) { ports.accounts.insert(record); });
  EXPECT_EQ(violations(), (Found{{"Y15", subject("account", record.account.id)}}));
}

// The database itself refuses this; a restored copy may still have it.
class LyingPeople final : public support::failing::People {
 public:
  using People::People;
  std::vector<core::Dossier> dossiers_after(core::PersonId after, std::size_t limit) override {
    auto read = People::dossiers_after(after, limit);
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
                  real.erasures,     real.checks};
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
  House other = with(house, lying);
  EXPECT_EQ(found(other, call("operator")), (Found{{"Y05", subject("account", second.account)}}));
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

// What the rules would never give: the check does not take their word for it.
class JudgingStandings : public testing::Test {
 protected:
  JudgingStandings() {
    dossier.person = {7};
    dossier.account.emplace();
    dossier.account->id = {9};
    dossier.account->proof = dossier.account->activated = today;
    made.today.state = core::AccountState::active;
    made.today.services = {
        {.service = 0, .gate = core::Gate::open, .on = true, .until = core::Until::for_ever()}};
    made.again = made.today;
    made.far_on = made.today;
  }
  Found judged() const {
    Found all;
    for (const auto& one : judge(dossier, made)) all.emplace_back(one.id, one.subject);
    return all;
  }

  const Day today{day(2026, 3, 2)};
  core::Dossier dossier;
  Standings made;
};

TEST_F(JudgingStandings, SoundOnesHaveNothing) {
  EXPECT_EQ(judged(), Found{});
}

TEST_F(JudgingStandings, TwoOfTheSameFactsAreFound) {
  made.again.services[0].on = false;
  EXPECT_EQ(judged(), (Found{{"Y21", "person:7"}}));
}

TEST_F(JudgingStandings, AServiceOpenTooEarlyOrUnderSuspensionIsFound) {
  const Found expected{{"Y10", "account:9"}};
  const auto sound = *dossier.account;
  dossier.account->proof = {};
  EXPECT_EQ(judged(), expected);
  dossier.account = sound;
  dossier.account->activated = {};
  EXPECT_EQ(judged(), expected);
  dossier.account = sound;
  dossier.account->suspended = core::Suspension{today, "x"};
  EXPECT_EQ(judged(), expected);
  made.today.services[0].gate = made.again.services[0].gate = core::Gate::suspended;
  EXPECT_EQ(judged(), Found{});
}

TEST_F(JudgingStandings, WhatIsForEverAndEndsIsFound) {
  const Found expected{{"Y09", "account:9"}};
  made.far_on->services[0].until = core::Until::on(today);
  EXPECT_EQ(judged(), expected);
  made.far_on->services.clear();
  EXPECT_EQ(judged(), expected);
}

// A hand in the database, where the program itself would refuse.
class CheckingAFile : public testing::Test {
 protected:
  Found broken_by(const std::string& sql) {
    database.tamper(sql);
    return found(world.house, world.call());
  }
  std::string id(core::AccountId it) const { return std::to_string(it.value); }
  std::string id(core::PersonId it) const { return std::to_string(it.value); }
  Found account(std::string message, const Member& whose) const {
    return {{std::move(message), subject("account", whose.account)}};
  }
  Found person(std::string message, const Member& whose) const {
    return {{std::move(message), subject("person", whose.person)}};
  }

  support::TemporaryDatabase database;
  World world{database.path()};
  Member who{world.member("contractor", 1)};
  Member other{world.member("faculty", 2)};
};

TEST_F(CheckingAFile, ASecondPersonalAccountIsFound) {
  database.tamper("drop index account_personal");
  const auto all = broken_by(
      "insert into account (id, sort, person_id, username, realm, title) values (77, 'personal', " +
      id(who.person) + ", 'second', 'upatras.gr', '');" +
      "insert into reserved_name (username, account_id) values ('second', 77)");
  EXPECT_NE(std::ranges::find(all, person("Y01", who).front()), all.end());
}

TEST_F(CheckingAFile, ANameOfAnotherIsFound) {
  EXPECT_EQ(broken_by("delete from reserved_name where account_id = " + id(who.account)),
            account("Y03", who));
  EXPECT_EQ(broken_by("insert into reserved_name (username, account_id) values ('" + who.username +
                      "', " + id(who.account) +
                      "); insert into address (local, realm, account_id, " + "number) values ('" +
                      who.username + "', 'upnet.gr', " + id(other.account) + ", 99)"),
            account("Y04", other));
}

TEST_F(CheckingAFile, ANoticeThatCountsWithoutItsLetterIsFound) {
  world.go_to(world.standing(who.person).find(service("wifi"))->until.last - days{59});
  (void)run_night(world.house, world.call("system"));
  EXPECT_EQ(found(world.house, world.call()), Found{});
  EXPECT_EQ(broken_by("update notice set accepted = '" + base::to_iso(world.today()) + "'"),
            person("Y06", who));
}

TEST_F(CheckingAFile, AnAccountThatNoNightWillLookAtIsFound) {
  (void)run_night(world.house, world.call("system"));
  EXPECT_EQ(broken_by("update account set next_change = null where id = " + id(who.account)),
            account("Y07", who));
  EXPECT_EQ(
      broken_by("update account set next_change = '2999-01-01' where id = " + id(who.account)),
      account("Y07", who));
}

TEST_F(CheckingAFile, NightsThatDoNotRunAreFound) {
  (void)run_night(world.house, world.call("system"));
  const auto last = world.today();
  world.go_to(world.standing(who.person).find(service("wifi"))->until.last - days{50});
  EXPECT_EQ(found(world.house, world.call()), (Found{{"Y08", "night:" + base::to_iso(last)}}));
}

TEST_F(CheckingAFile, WhatGoesWithoutAProofIsFound) {
  EXPECT_EQ(broken_by("delete from proof where person_id = " + id(who.person)),
            account("Y11", who));
  const auto all = broken_by(
      "update token set used = null where purpose = 'activate' and subject = " + id(who.account));
  EXPECT_EQ(all, (Found{{"Y11", subject("account", who.account)},
                        {"Y12", subject("account", who.account)}}));
}

TEST_F(CheckingAFile, AnAccountThatIsStoppedAndUsedIsFound) {
  EXPECT_EQ(broken_by("update account set suspended_from = '2020-01-01', suspended_reason = 'x' "
                      "where id = " +
                      id(who.account)),
            account("Y13", who));
  const auto all = broken_by(
      "update account set suspended_from = null, suspended_reason = null, closed = '2020-01-01' "
      "where id = " +
      id(who.account));
  EXPECT_EQ(all, (Found{{"Y13", subject("account", who.account)},
                        {"Y14", subject("account", who.account)}}));
}

TEST_F(CheckingAFile, AFactWithoutAnEntryIsFound) {
  database.tamper(
      "insert into person select 991, first_name, last_name, father_name, first_latin, "
      "last_latin, birth, email, phone, language, document, null, null, null, null, "
      "null, null, match_key, match_key_latin, sort_name, created, version, null "
      "from person where id = " +
      id(who.person));
  EXPECT_EQ(found(world.house, world.call()), (Found{{"Y18", "person:991"}}));
}

TEST_F(CheckingAFile, AnAccountThatWorksWithoutAnEntryIsFound) {
  const auto of_account = "'account:" + id(who.account) + "'";
  const auto all =
      broken_by("update audit_entry set subject = 'account:0' where subject = " + of_account);
  EXPECT_NE(std::ranges::find(all, account("Y19", who).front()), all.end());
}

TEST_F(CheckingAFile, AGivenUpRecordThatStillHasSomethingIsFound) {
  const auto all = broken_by("update person set merged_into = " + id(other.person) +
                             " where id = " + id(who.person));
  EXPECT_NE(std::ranges::find(all, person("Y02", who).front()), all.end());
}

TEST_F(CheckingAFile, ALastOwnerWhoLeftUnheardIsFound) {
  const auto asked =
      request_shared(world.house, world.call(), world.holder(other), "chem", "Χημεία", "για όλους");
  const auto shared = approve_shared(world.house, world.office(), asked->id, asked->version);
  ASSERT_TRUE(shared);
  const auto ended = base::to_iso(world.today() - days{3});
  EXPECT_EQ(broken_by("update affiliation set from_day = '2020-01-01', ends = '" + ended +
                      "' where person_id = " + id(other.person)),
            (Found{{"Y17", subject("account", shared->account)}}));
  (void)run_night(world.house, world.call("system"));
  EXPECT_EQ(found(world.house, world.call()), Found{});
}

TEST_F(CheckingAFile, APersonalServiceOfANonPersonalAccountIsFound) {
  const auto asked =
      request_shared(world.house, world.call(), world.holder(other), "chem", "Χημεία", "για όλους");
  const auto shared = approve_shared(world.house, world.office(), asked->id, asked->version);
  ASSERT_TRUE(shared);
  const auto choice = [&](std::string_view key, int on) {
    return "insert into account_choice (account_id, service, switched_on) values (" +
           id(shared->account) + ", '" + std::string{key} + "', " + std::to_string(on) + ")";
  };
  EXPECT_EQ(broken_by(choice("email", 1)), Found{});
  EXPECT_EQ(broken_by(choice("wifi", 0)), Found{});
  EXPECT_EQ(broken_by(choice("vpn", 1)), (Found{{"Y16", subject("account", shared->account)}}));
}

TEST_F(CheckingAFile, WhatIsBackOfSomebodyErasedIsFound) {
  const auto all = broken_by("insert into erased_person (person_id, erased_at) values (" +
                             id(who.person) + ", 0)");
  EXPECT_NE(std::ranges::find(all, person("Y23", who).front()), all.end());
  for (const auto& [message, about] : all) {
    EXPECT_EQ(message, "Y23");
    EXPECT_EQ(about, subject("person", who.person));
  }
}

TEST(CheckingTheHistory, AChangedEntryAndALostEndAreFound) {
  support::TemporaryDatabase database;
  World world{database.path()};
  (void)world.member("faculty", 1);
  EXPECT_TRUE(found(world.house, world.call()).empty());
  database.tamper("update audit_entry set actor = 'nobody' where number = 3");
  EXPECT_EQ(found(world.house, world.call()), (Found{{"Y20", "audit:3"}}));
  database.tamper("update audit_entry set actor = 'visitor' where number = 3");
  EXPECT_TRUE(found(world.house, world.call()).empty());
  const auto last = std::to_string(check_invariants(world.house, world.call()).audit_entries);
  database.tamper("delete from audit_entry where number = " + last);
  EXPECT_EQ(found(world.house, world.call()), (Found{{"Y20", "audit:" + last}}));
}

TEST(CheckingTheHistory, AnEntryBelowTheFirstIsFound) {
  support::TemporaryDatabase database;
  World world{database.path()};
  (void)world.member("faculty", 1);
  database.tamper("update audit_entry set number = -7 where number = 3");
  EXPECT_EQ(found(world.house, world.call()), (Found{{"Y20", "audit:3"}}));
  database.tamper(
      "insert into audit_entry select 3, at, actor, action, subject, detail, client, policy_hash, "
      "hash, erased from audit_entry where number = -7");
  EXPECT_EQ(found(world.house, world.call()), (Found{{"Y20", "audit:-7"}}));
}

}  // namespace
}  // namespace metroon::app
