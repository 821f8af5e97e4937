// A unit's secretariat hands accounts to its own new students.
#include "app/secretariat.hpp"

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "app/check.hpp"
#include "app/handing.hpp"
#include "app/house_fixture.hpp"
#include "support/database_dump.hpp"

namespace metroon::app {
namespace {

using core::IdentityDocument;
using Problem = SecretariatProblem;

class Secretariat : public HouseTest {
 protected:
  Staff vaso{secretary("vaso", {"chemistry"})};
  std::pair<core::PersonId, core::AccountId> chemist{enrol("undergraduate", 1)};
  std::pair<core::PersonId, core::AccountId> physicist{
      enrol("undergraduate", 2, {}, core::Ending::lapsed, "physics")};

  Call by() const { return call("staff:vaso"); }
  std::expected<Bytes, Problem> hand(core::PersonId person, std::string_view typed) {
    return hand_over_student(house, by(), vaso, person,
                             {IdentityDocument::identity_card, typed, {}});
  }
  std::vector<std::string> batch_codes(BatchOf of = BatchOf::without_sheet) {
    printer.batch.clear();
    (void)draw_batch(house, by(), vaso, of, [](std::size_t, std::size_t) { return true; });
    std::vector<std::string> codes;
    for (const auto& sheet : printer.batch) codes.emplace_back(sheet.code.reveal());
    return codes;
  }
  std::expected<void, Problem> record(core::PersonId person, std::string_view number,
                                      std::string_view typed) {
    return record_sheet(house, by(), vaso, person, number,
                        {IdentityDocument::identity_card, typed, {}});
  }
  std::vector<std::string> names(std::string_view text = {}) {
    std::vector<std::string> all;
    for (const auto& one : new_students(house, by(), vaso, text, 50))
      all.push_back(one.row.username);
    return all;
  }
  core::AccountId account_named(std::string_view username) {
    return store->read(
        [&](Ports& ports) { return ports.accounts.by_username(username).value().account.id; });
  }
  bool works(const Secret& code) { return check_activation_code(house, call(), code).has_value(); }
};

TEST_F(Secretariat, SeesTheNewStudentsOfTheOwnUnitAlone) {
  EXPECT_EQ(names(), (std::vector{account(chemist.second).account.username}));
  EXPECT_EQ(names(account(physicist.second).account.username), std::vector<std::string>{});
}

TEST_F(Secretariat, OpeningAStudentIsOnRecordAndTheListIsNot) {
  ASSERT_EQ(names().size(), 1U);
  EXPECT_FALSE(audited(subject("person", chemist.first), "person_read"));
  ASSERT_TRUE(open_student(house, by(), vaso, chemist.first));
  EXPECT_TRUE(audited(subject("person", chemist.first), "person_read"));
}

TEST_F(Secretariat, ProofAndHandOverAreOneStep) {
  ASSERT_TRUE(hand(chemist.first, "0001"));
  EXPECT_TRUE(works(printer.last_sheet->code));
  EXPECT_TRUE(audited(subject("person", chemist.first), "proof_recorded"));
  EXPECT_TRUE(audited(subject("account", chemist.second), "code_handed_over"));
  EXPECT_EQ(new_students(house, by(), vaso, {}, 5).front().waiting, Waiting::handed_over);
  (void)activate(printer.last_sheet->code);
  EXPECT_TRUE(names().empty());
  EXPECT_EQ(why(hand(chemist.first, "0001")), Problem::activated);
}

TEST_F(Secretariat, AWrongEndingHandsOverNothing) {
  EXPECT_EQ(why(hand(chemist.first, "9999")), Problem::document_differs);
  EXPECT_FALSE(works(printer.last_sheet->code));
  for (unsigned n = 0; n <= patras().attempts.free_failures; ++n) (void)hand(chemist.first, "9999");
  EXPECT_EQ(why(hand(chemist.first, "0001")), Problem::wait);
}

TEST_F(Secretariat, StudentOfAnotherUnitIsNotThereAndTheTryIsOnRecord) {
  EXPECT_EQ(why(open_student(house, by(), vaso, physicist.first)), Problem::not_there);
  EXPECT_EQ(why(hand(physicist.first, "0002")), Problem::not_there);
  EXPECT_EQ(why(record(physicist.first, "XXXXX", "0002")), Problem::not_there);
  EXPECT_EQ(why(open_student(house, by(), vaso, {12345})), Problem::not_there);
  EXPECT_FALSE(audited(subject("person", physicist.first), "proof_recorded"));
  EXPECT_TRUE(audited(subject("person", physicist.first), "foreign_student_refused"));
}

TEST_F(Secretariat, secretary_moves_department) {
  ASSERT_TRUE(hand(chemist.first, "0001"));
  vaso = set_staff_units(house, call("operator"), "vaso", {"physics"}).value();
  EXPECT_EQ(names(), (std::vector{account(physicist.second).account.username}));
  EXPECT_EQ(why(open_student(house, by(), vaso, chemist.first)), Problem::not_there);
  EXPECT_EQ(store->read([&](Ports& ports) { return ports.proofs.latest(chemist.first)->by; }),
            vaso.id);
  EXPECT_TRUE(audited(subject("staff", vaso.id), "staff_units_set"));
}

TEST_F(Secretariat, ALostCodeIsIssuedAgainAndTheOldOneStopsWorking) {
  ASSERT_TRUE(hand(chemist.first, "0001"));
  const auto lost = printer.last_sheet->code;
  EXPECT_EQ(why(hand(chemist.first, "9999")), Problem::document_differs);
  EXPECT_TRUE(works(lost));
  ASSERT_TRUE(hand(chemist.first, "0001"));
  EXPECT_FALSE(works(lost));
  EXPECT_TRUE(works(printer.last_sheet->code));
}

TEST_F(Secretariat, ANumberThatTheRegistryLacksIsTypedWholeAndThenOnRecord) {
  store->write([&](Ports& ports) {
    auto person = ports.people.find(chemist.first).value();
    person.identifiers.document_number.clear();
    ASSERT_TRUE(ports.people.update(person));
  });
  EXPECT_FALSE(open_student(house, by(), vaso, chemist.first)->number_known);
  EXPECT_EQ(why(hand(chemist.first, "0001")), Problem::number_malformed);
  EXPECT_EQ(why(hand(chemist.first, "ΑΚ100002")), Problem::number_of_another);
  ASSERT_TRUE(hand(chemist.first, "ΑΚ 777001"));
  EXPECT_TRUE(audited(subject("person", chemist.first), "identity_document_recorded"));
  EXPECT_EQ(why(hand(chemist.first, "0001")), Problem::document_differs);
  EXPECT_TRUE(hand(chemist.first, "7001"));
}

TEST_F(Secretariat, UndergraduatesComeOutWithEveryServiceOnExceptTheESecretariat) {
  ASSERT_TRUE(hand(chemist.first, "0001"));
  (void)activate(printer.last_sheet->code);
  const auto services = standing(chemist.first).services;
  ASSERT_FALSE(services.empty());
  for (const auto& one : services)
    EXPECT_EQ(one.open(), patras().services[one.service].key != "e-secretariat")
        << patras().services[one.service].key;
}

TEST_F(Secretariat, ASheetOfABatchIsDeadUntilItsStudentIsProved) {
  const auto codes = batch_codes();
  ASSERT_EQ(codes.size(), 1U);
  EXPECT_FALSE(works(Secret{codes[0]}));
  (void)prove(chemist.first);  // A proof at the office alone wakes nothing.
  EXPECT_FALSE(works(Secret{codes[0]}));
  const auto number = printer.batch[0].number;
  EXPECT_EQ(why(record(chemist.first, number, "9999")), Problem::document_differs);
  EXPECT_FALSE(works(Secret{codes[0]}));
  ASSERT_TRUE(record(chemist.first, number, "0001"));
  EXPECT_TRUE(works(Secret{codes[0]}));
  EXPECT_EQ(why(record(chemist.first, number, "0001")), Problem::sheet_void);
  (void)activate(Secret{codes[0]});
  EXPECT_TRUE(check_invariants(house, call()).violations.empty());
}

TEST_F(Secretariat, ASheetIsFoundByItsNumberAndByWhatAScannerReads) {
  const auto codes = batch_codes();
  const auto& sheet = printer.batch[0];
  for (const auto& typed : {sheet.number, sheet.activate_url + "#" + codes[0]}) {
    const auto found = find_sheet(house, by(), typed);
    ASSERT_TRUE(found) << typed;
    EXPECT_EQ(found->person, chemist.first);
    EXPECT_FALSE(why(record(chemist.first, found->number, "9999")) == Problem::sheet_void);
  }
  EXPECT_FALSE(find_sheet(house, by(), ""));
  EXPECT_FALSE(find_sheet(house, by(), "#"));
}

TEST_F(Secretariat, ALaterBatchOrAHandOverVoidsTheSheet) {
  (void)batch_codes();
  const auto first = printer.batch[0].number;
  (void)batch_codes(BatchOf::everybody);
  const auto second = printer.batch[0].number;
  EXPECT_EQ(why(record(chemist.first, first, "0001")), Problem::sheet_void);
  ASSERT_TRUE(hand(chemist.first, "0001"));
  EXPECT_EQ(why(record(chemist.first, second, "0001")), Problem::sheet_void);
  EXPECT_TRUE(batch_codes(BatchOf::everybody).empty());
}

TEST_F(Secretariat, ASecondBatchHasTheStudentsForWhomTheFirstHadNoRoom) {
  for (unsigned n = 0; n < most_sheets; ++n) (void)enrol("undergraduate", 100 + n);
  std::set<std::string> first;
  EXPECT_EQ(batch_codes().size(), most_sheets);
  for (const auto& sheet : printer.batch) first.insert(sheet.username);
  EXPECT_EQ(batch_codes().size(), 1U);
  const auto last = printer.batch.at(0);
  EXPECT_FALSE(first.contains(last.username));
  EXPECT_TRUE(batch_codes().empty());
  // All anew: whoever finds no room there is the next batch's, and no sheet of before works.
  EXPECT_EQ(batch_codes(BatchOf::everybody).size(), most_sheets);
  const auto found = find_sheet(house, by(), last.number);
  EXPECT_FALSE(found);
  EXPECT_EQ(batch_codes().size(), 1U);
  EXPECT_EQ(printer.batch.at(0).username, last.username);
  EXPECT_TRUE(audited(subject("account", account_named(last.username)), "sheet_voided"));
}

TEST_F(Secretariat, ASheetOfOneStudentHandsOverNobodyElse) {
  const auto other = enrol("undergraduate", 3);
  (void)batch_codes();
  ASSERT_EQ(printer.batch.size(), 2U);
  for (const auto& sheet : printer.batch) {
    const bool is_others = sheet.username == account(other.second).account.username;
    EXPECT_EQ(why(record(is_others ? chemist.first : other.first, sheet.number,
                         is_others ? "0001" : "0003")),
              Problem::sheet_void);
  }
}

TEST_F(Secretariat, ABatchThatIsGivenUpOrNotPrintedVoidsNothing) {
  (void)batch_codes();
  const auto number = printer.batch[0].number;
  EXPECT_TRUE(draw_batch(house, by(), vaso, BatchOf::everybody, [](std::size_t, std::size_t) {
                return false;
              }).empty());
  printer.broken = true;
  EXPECT_THROW((void)batch_codes(BatchOf::everybody), std::runtime_error);
  EXPECT_TRUE(record(chemist.first, number, "0001"));
}

TEST_F(Secretariat, ASheetPrintedLongAheadWorksFromItsHandOverForAllOfItsDays) {
  const days whole{patras().applications.activation_code_days};
  const auto codes = batch_codes();
  pass(3 * whole);
  ASSERT_TRUE(record(chemist.first, printer.batch[0].number, "0001"));
  pass(whole - 1min);
  EXPECT_TRUE(works(Secret{codes[0]}));
  pass(days{1});
  EXPECT_FALSE(works(Secret{codes[0]}));
}

TEST_F(Secretariat, ASheetThatIsOlderThanAYearIsVoid) {
  (void)batch_codes();
  pass(sheet_sleeps + days{1});
  EXPECT_EQ(why(record(chemist.first, printer.batch[0].number, "0001")), Problem::sheet_void);
}

// One of the clerks' or holders' threads, with a printer and a hasher of its own.
struct Counter {
  explicit Counter(World& it) : world{it} {}
  World& world;
  support::FakePrinter printer{};
  support::FakePasswords passwords{};
  House house{world.house.policy,
              *world.store,
              world.random,
              passwords,
              printer,
              world.texts,
              world.house.civil_day,
              world.house.base_url,
              world.house.vpn_certificate};
};

class FirstDayOfTerm : public testing::Test {
 protected:
  static constexpr unsigned students = 60, threads = 4;

  std::string last_four(core::PersonId person) {
    const auto number = world.store->read(
        [&](Ports& ports) { return ports.people.find(person)->identifiers.document_number; });
    return number.substr(number.size() - 4);
  }
  /// A network from which nobody has failed yet.
  Call from_elsewhere() {
    auto call = world.call();
    call.client = "network " + std::to_string(++networks);
    return call;
  }
  /// Everybody waits at two counters, in whichever order they come.
  void each_twice(const std::function<void(Counter&, unsigned counter, unsigned student)>& work) {
    std::vector<std::jthread> all;
    for (unsigned counter = 0; counter < threads; ++counter)
      all.emplace_back([this, counter, &work] {
        Counter here{world};
        for (unsigned student = counter / 2; student < students; student += threads / 2)
          work(here, counter, student);
      });
  }

  support::TemporaryDatabase database;
  World world{database.path()};
  std::array<std::vector<std::string>, students> codes;
  std::mutex codes_in_use;
  int networks{0};
};

TEST_F(FirstDayOfTerm, first_day_of_term) {
  std::vector<std::pair<core::PersonId, core::AccountId>> all;
  std::vector<std::string> papers;
  for (unsigned n = 0; n < students; ++n) {
    all.push_back(world.enrol("undergraduate", 100 + n));
    papers.push_back(last_four(all.back().first));
  }
  std::vector<Staff> clerks;
  for (const auto* login : {"vaso", "vaso2", "vaso3", "vaso4"})
    clerks.push_back(world.secretary(login, {"chemistry"}));

  each_twice([&](Counter& here, unsigned counter, unsigned student) {
    const auto& clerk = clerks[counter];
    const auto sheet =
        hand_over_student(here.house, world.call("staff:" + clerk.login), clerk, all[student].first,
                          {IdentityDocument::identity_card, papers[student], {}});
    ASSERT_TRUE(sheet) << student;
    const std::scoped_lock lock{codes_in_use};
    codes[student].emplace_back(here.printer.last_sheet->code.reveal());
  });
  std::vector<std::string> working;
  for (const auto& both : codes) {
    ASSERT_EQ(both.size(), 2U);
    for (const auto& code : both)
      if (check_activation_code(world.house, from_elsewhere(), Secret{code}))
        working.push_back(code);
  }
  ASSERT_EQ(working.size(), students) << "of two sheets one counts";
  EXPECT_EQ((std::set<std::string>{working.begin(), working.end()}).size(), students);

  // Whoever activates twice at once does so once, and everybody comes in from two places at once.
  std::atomic<unsigned> activated{0}, signed_in{0};
  const Secret password{std::string{good_password}};
  each_twice([&](Counter& here, unsigned, unsigned student) {
    if (activate_account(here.house, world.call(), Secret{working[student]}, password, password))
      ++activated;
  });
  EXPECT_EQ(activated, students);
  each_twice([&](Counter& here, unsigned, unsigned student) {
    if (sign_in_holder(here.house, world.call(), "up" + std::to_string(1'000'100 + student),
                       password))
      ++signed_in;
  });
  EXPECT_EQ(signed_in, 2 * students);
  for (unsigned n = 0; n < students; ++n)
    EXPECT_EQ(world.dossier(all[n].first).account->id, all[n].second);
  EXPECT_TRUE(check_invariants(world.house, world.call()).violations.empty());
}

}  // namespace
}  // namespace metroon::app
