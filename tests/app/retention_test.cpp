// What is erased, when, and what stays (GDPR; the policy's [retention]).
#include "app/retention.hpp"

#include "app/auditing.hpp"
#include "app/check.hpp"
#include "app/claims.hpp"
#include "app/merge.hpp"
#include "app/night.hpp"
#include "app/registry_fixture.hpp"
#include "app/suspension.hpp"
#include "support/database_dump.hpp"

namespace metroon::app {
namespace {

class Retention : public ARegistry {
 protected:
  NightCounts night_of(Day day) {
    go_to(day);
    return run_night(house, call("system"));
  }
  /// A contractor whose time with us is over, all notices given.
  Member left(unsigned n = 1) {
    const auto one = member("contractor", n);
    live_until(one.person, today() + days{900});
    return one;
  }
  Day goes(const Member& one) {
    return core::data_go(patras(), dossier(one.person), today()).value();
  }
  bool is_there(core::PersonId id) {
    return store->read([&](Ports& ports) { return ports.people.find(id).has_value(); });
  }
  std::vector<std::string> taken(const std::string& username) {
    return store->read([&](Ports& ports) { return ports.accounts.taken(std::array{username}); });
  }
};

TEST_F(Retention, who_has_left_is_erased_by_the_night_and_not_a_day_sooner) {
  const auto one = left();
  const auto day = goes(one);
  EXPECT_GT(day, today() + days{3 * 365});
  EXPECT_EQ(night_of(day - days{1}).erased, 0U);
  EXPECT_EQ(list_retention(house, call("operator"), day).size(), 1U);
  EXPECT_TRUE(is_there(one.person));
  EXPECT_EQ(night_of(day).erased, 1U);
  EXPECT_FALSE(is_there(one.person));
  EXPECT_TRUE(audited(subject("person", one.person), "person_erased"));
  EXPECT_EQ(night_of(day + days{1}).erased, 0U);
}

TEST_F(Retention, address_never_recycled) {
  const auto one = left();
  (void)night_of(goes(one));
  ASSERT_FALSE(is_there(one.person));
  EXPECT_EQ(taken(one.username), std::vector{one.username});
  // A namesake, whom nothing tells from the one whom nobody remembers.
  const auto namesake = member("contractor", 1);
  EXPECT_NE(namesake.person, one.person);
  EXPECT_NE(namesake.username, one.username);
  for (const auto& address : dossier(namesake.person).account->addresses)
    EXPECT_NE(address.local, one.username);
}

TEST_F(Retention, returner_after_years) {
  const auto one = left();
  const auto before = dossier(one.person).account.value();
  go_to(goes(one) - days{200});
  const auto again = apply("contractor", 1);
  const auto approved = approve(again, one.person);
  EXPECT_EQ(approved.person, one.person);
  const auto after = dossier(one.person).account.value();
  EXPECT_EQ(after.id, before.id);
  EXPECT_EQ(after.username, before.username);
  EXPECT_EQ(after.addresses, before.addresses);
  EXPECT_EQ(night_of(today() + days{400}).erased, 0U);
  EXPECT_TRUE(is_there(one.person));
}

TEST_F(Retention, history_verifies_and_has_lost_its_words) {
  const auto one = left();
  const auto about = subject("person", one.person);
  const auto words = [&] {
    return store->read([&](Ports& ports) {
      std::string all;
      for (const auto& entry : ports.audit.about(about, 1000)) all += entry.detail + entry.client;
      return all;
    });
  };
  ASSERT_FALSE(words().empty());
  (void)night_of(goes(one));
  EXPECT_EQ(words(), "");
  EXPECT_TRUE(audited(about, "affiliation_added"));
  EXPECT_EQ(store->read([](Ports& ports) { return ports.audit.first_broken(); }), std::nullopt);
  EXPECT_TRUE(store->read([](Ports& ports) { return ports.erasures.remains(); }).empty());
}

TEST_F(Retention, former_owner_of_a_mailbox_goes_with_the_years_like_anybody) {
  const auto professor = member("faculty", 2);
  const auto mailbox_of = [&](const std::vector<core::PersonId>& owners) {
    AccountRecord record;
    record.account.id = {random.next_id(now)};
    record.account.sort = core::AccountSort::shared;
    record.account.username = "office" + std::to_string(record.account.id.value);
    store->write([&](Ports& ports) {
      ports.accounts.insert(record);
      for (const auto id : owners) ports.accounts.add_owner(record.account.id, id);
    });
    return record.account.id;
  };
  const auto shared_of = [&](core::PersonId id) {
    return store->read([&](Ports& ports) { return ports.accounts.shared_of(id); });
  };
  const auto one = left();
  (void)mailbox_of({one.person, professor.person});
  const auto alone = mailbox_of({one.person});
  const auto day = goes(one);
  (void)night_of(day - days{1});
  EXPECT_EQ(shared_of(one.person), std::vector{alone}) << "the professor answers for the other";
  EXPECT_EQ(night_of(day).erased, 0U) << "nobody else answers for this one";
  ASSERT_TRUE(close_account(house, office(), alone, "δεν χρειάζεται πια"));
  EXPECT_EQ(night_of(today() + days{31}).erased, 1U);
  EXPECT_FALSE(is_there(one.person));
  EXPECT_TRUE(shared_of(one.person).empty());
  EXPECT_EQ(shared_of(professor.person).size(), 1U);
  for (const auto& found : check_invariants(house, call()).violations)
    ADD_FAILURE() << found.id << " " << found.subject << " " << found.what;
}

TEST_F(Retention, graduate_who_keeps_the_mail_is_never_erased) {
  const auto [person, account] =
      enrol("undergraduate", 1, today() + days{100}, core::Ending::graduation);
  (void)settle(person, account);
  live_until(person, today() + days{300});
  EXPECT_EQ(night_of(today() + days{40 * 365}).erased, 0U);
  EXPECT_TRUE(is_there(person));
}

TEST_F(Retention, who_is_asked_for_something_stays) {
  const auto one = left();
  const auto day = goes(one);
  go_to(day - days{3});
  (void)apply("contractor", 1);
  ASSERT_TRUE(list_retention(house, call("operator"), day).size() == 1U);
  store->write(
      [&](Ports& ports) { ports.claims.insert({.id = {1}, .number = "1", .person = one.person}); });
  EXPECT_EQ(night_of(day).erased, 0U);
  EXPECT_TRUE(is_there(one.person));
}

TEST_F(Retention, record_that_was_given_up_goes_with_the_one_that_stays) {
  const auto one = left();
  const auto stub = store->write([&](Ports& ports) {
    auto person = ports.people.find(one.person).value();
    person.id = {random.next_id(now)};
    person.identifiers = {};
    ports.people.insert(person);
    return person.id;
  });
  const auto seen = [&](core::PersonId id) {
    return store->read([&](Ports& ports) { return ports.people.find(id)->version; });
  };
  ASSERT_TRUE(merge_people(house, office(),
                           {.keep = one.person,
                            .keep_version = seen(one.person),
                            .other = stub,
                            .other_version = seen(stub),
                            .reason = "one person"}));
  (void)night_of(goes(one));
  EXPECT_FALSE(is_there(one.person));
  EXPECT_FALSE(is_there(stub));
}

TEST_F(Retention, record_that_was_given_up_stays_as_long_as_the_one_that_stays) {
  const auto one = member("faculty", 1);
  auto typed = form("contractor", 1);
  typed.document = "passport";
  typed.document_number = "ZZ100001";
  typed.afm.clear();
  typed.amka.clear();
  typed.email = "second@example.org";
  const auto approved = approve(apply(typed));
  const auto twin = settle(approved.person, approved.account);
  const auto seen = [&](core::PersonId id) {
    return store->read([&](Ports& ports) { return ports.people.find(id)->version; });
  };
  ASSERT_TRUE(merge_people(house, office(),
                           {.keep = one.person,
                            .keep_version = seen(one.person),
                            .other = twin.person,
                            .other_version = seen(twin.person),
                            .reason = "one person"}));
  (void)night_of(today() + days{1});  // The first one looks at everybody.
  EXPECT_EQ(night_of(today() + days{6 * 366}).erased, 0U);
  EXPECT_TRUE(is_there(twin.person));
  EXPECT_TRUE(sign_in_holder(house, call(), twin.username, Secret{std::string{good_password}}))
      << "the name that was given up leads to the account that stays";
}

TEST_F(Retention, registry_that_goes_on_delivering_makes_nobody_of_the_row) {
  // Contracts: who has one applies for an account, and some never do.
  students.kinds = {kind("university-fellow")};
  auto rows = students_of(30);
  for (auto& row : rows) row.observation.kind = kind("university-fellow");
  rows[3].observation.ends = today() + days{10};
  (void)deliver(rows);
  const auto person = dossier_at(3).person;
  const auto before = people();
  (void)night_of(today() + days{5 * 366 + 20});
  ASSERT_FALSE(is_there(person));
  EXPECT_EQ(people(), before - 1);
  made = now;
  const auto run = deliver(rows);
  EXPECT_EQ(run.counts.unchanged, 30);
  EXPECT_EQ(people(), before - 1);
  // Somebody studies under that number again: whoever it is, it is somebody new to us.
  rows[3].observation.ends = {};
  (void)deliver(rows);
  EXPECT_EQ(people(), before);
}

TEST_F(Retention, application_that_came_to_nothing_goes_after_its_days) {
  const auto one = apply("contractor", 1);
  store->write([&](Ports& ports) {
    auto rejected = ports.applications.find(one.id).value();
    rejected.stage = Stage::rejected;
    ASSERT_TRUE(ports.applications.update(rejected));
  });
  (void)night_of(today() + days{patras().retention->application_days - 1});
  EXPECT_TRUE(store->read([&](Ports& ports) { return ports.applications.find(one.id); }));
  (void)night_of(today() + days{2});
  EXPECT_FALSE(store->read([&](Ports& ports) { return ports.applications.find(one.id); }));
  EXPECT_EQ(store->read([](Ports& ports) { return ports.audit.first_broken(); }), std::nullopt);
}

class MailToUs : public Retention {
 protected:
  ArrivedMail arrive(std::int64_t uid) {
    ArrivedMail mail;
    mail.mailbox = "imap://mail/INBOX";
    mail.uid = uid;
    mail.sender = "somebody@example.org";
    mail.arrived = now;
    mail.attachments = {{.file_name = "a.pdf", .media_type = "application/pdf", .size = 4}};
    (void)take_in_mail(house, call("system"), mail, std::vector<Bytes>{"%PDF"}, {});
    return store->read([](Ports& ports) { return ports.arrived_mails.unfiled({}, 9, 0); }).back();
  }
  void expect_no_words_about(core::ArrivedMailId id) {
    EXPECT_TRUE(audited(subject("mail", id), "mail_erased"));
    for (const auto& entry :
         store->read([&](Ports& ports) { return ports.audit.about(subject("mail", id), 9); }))
      EXPECT_EQ(entry.detail, "");
  }
};

TEST_F(MailToUs, of_a_claim_goes_after_the_decision_and_its_words_in_the_audit_with_it) {
  const auto one = member("contractor", 1);
  auto mail = arrive(1);
  core::Claim claim{.id = {9}, .number = "9", .person = one.person, .changed = now};
  mail.claim = claim.id;
  store->write([&](Ports& ports) {
    ports.claims.insert(claim);
    ASSERT_TRUE(ports.arrived_mails.file(mail));
  });
  const auto is_there_after = [&](int more_days) {
    (void)night_of(today() + days{more_days});
    return store->read([&](Ports& ports) { return ports.arrived_mails.find(mail.id).has_value(); });
  };
  EXPECT_TRUE(is_there_after(patras().retention->document_days + 1));
  claim.stage = core::ClaimStage::refused;
  claim.changed = now;
  store->write([&](Ports& ports) { ASSERT_TRUE(ports.claims.update(claim)); });
  EXPECT_TRUE(is_there_after(patras().retention->document_days));
  EXPECT_FALSE(is_there_after(1));
  expect_no_words_about(mail.id);
}

TEST_F(MailToUs, that_the_office_filed_to_an_old_decision_stays_its_days) {
  const auto one = member("contractor", 1);
  const core::Claim claim{.id = {9},
                          .number = "9",
                          .person = one.person,
                          .stage = core::ClaimStage::refused,
                          .changed = now};
  store->write([&](Ports& ports) { ports.claims.insert(claim); });
  (void)night_of(today() + days{patras().retention->document_days});
  auto mail = arrive(1);
  mail.claim = claim.id;
  store->write([&](Ports& ports) { ASSERT_TRUE(ports.arrived_mails.file(mail)); });
  (void)night_of(today() + days{1});
  EXPECT_TRUE(store->read([&](Ports& ports) { return ports.arrived_mails.find(mail.id); }));
  (void)night_of(today() + days{patras().retention->document_days});
  EXPECT_FALSE(store->read([&](Ports& ports) { return ports.arrived_mails.find(mail.id); }));
}

TEST_F(MailToUs, that_belongs_to_no_claim_goes_after_its_days_set_aside_or_not) {
  const auto open = arrive(1);
  const auto aside = arrive(2);
  ASSERT_TRUE(set_mail_aside(house, office(), aside.id, aside.version));
  const auto are_there = [&] {
    return store->read([&](Ports& ports) {
      return std::pair{ports.arrived_mails.find(open.id).has_value(),
                       ports.arrived_mails.find(aside.id).has_value()};
    });
  };
  const Day last = today() + days{patras().retention->document_days};
  (void)night_of(last);
  EXPECT_EQ(are_there(), (std::pair{true, true}));
  const auto young = arrive(3);
  (void)night_of(last + days{1});
  EXPECT_EQ(are_there(), (std::pair{false, false}));
  EXPECT_TRUE(store->read([&](Ports& ports) { return ports.arrived_mails.find(young.id); }));
  for (const auto id : {open.id, aside.id}) expect_no_words_about(id);
  EXPECT_EQ(store->read([](Ports& ports) { return ports.audit.first_broken(); }), std::nullopt);
}

TEST_F(Retention, papers_go_after_the_decision_and_the_application_stays) {
  const auto one = member("contractor", 1);
  const auto papers_of = [&] {
    return store->read(
        [&](Ports& ports) { return ports.applications.of_account(one.account)->documents.size(); });
  };
  ASSERT_GT(papers_of(), 0U);
  (void)night_of(today() + days{patras().retention->document_days + 1});
  EXPECT_EQ(papers_of(), 0U);
}

TEST(RetentionOfForgedHistory, the_night_signs_no_forged_entry_goes_on_and_says_so) {
  support::TemporaryDatabase database;
  World world{database.path()};
  const auto one = world.member("contractor", 1);
  const auto other = world.member("contractor", 2);
  world.live_until(one.person, world.today() + days{900});
  world.live_until(other.person, world.today() + days{1});
  const auto about = subject("person", one.person);
  const auto forged = world.store->read([&](Ports& ports) {
    return ports.audit
        .search({.subject = subject("person", other.person), .actor = {}, .action = {}}, 1 << 30, 1)
        .front()
        .number;
  });
  database.tamper("update audit_entry set actor = 'staff:nobody', subject = '" + about +
                  "' where number = " + std::to_string(forged));
  world.go_to(core::data_go(patras(), world.dossier(one.person), world.today()).value());
  const auto counts = run_night(world.house, world.call("system"));
  EXPECT_GE(counts.erased, 1U);
  EXPECT_EQ(counts.entries_left, 1U);
  EXPECT_TRUE(world.audited(about, "person_erased"));
  EXPECT_EQ(verify_audit(world.house, {}).broken, (BrokenAt{forged, ChainFault::altered}));
}

}  // namespace
}  // namespace metroon::app
