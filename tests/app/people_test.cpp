// The office looks at members and corrects what is wrong about them (E1).
#include "app/house_fixture.hpp"

namespace metroon::app {
namespace {

class Correcting : public HouseTest {
 protected:
  Member who{member("contractor", 1)};  // Μαρία Γκίκας, proved today.

  core::Person person() {
    return store->read([&](Ports& ports) { return ports.people.find(who.person).value(); });
  }
  std::expected<core::Person, CorrectionRefused> correct(const core::ApplicationForm& data,
                                                         std::int64_t version,
                                                         std::string_view reason = "γάμος") {
    return correct_person(house, office(), who.person,
                          {.version = version, .data = data, .reason = std::string{reason}});
  }
  core::ApplicationForm married() {
    auto data = form("contractor", 1);
    data.last_name = "Ξανθάκη";
    return data;
  }
};

TEST_F(Correcting, ACorrectionNeedsAProofOfToday) {
  pass(24h);
  EXPECT_EQ(why(correct(married(), 1)), CorrectionProblem::no_proof_today);
  EXPECT_EQ(person().names.last, "Γκίκας");
  (void)prove(who.person);
  EXPECT_TRUE(correct(married(), 1));
  EXPECT_EQ(person().names.last, "Ξανθάκη");
}

TEST_F(Correcting, ItSaysWhyAndIsOnRecordWithoutTheNumbers) {
  EXPECT_EQ(why(correct(married(), 1, " ")), CorrectionProblem::text_missing);
  pass(1min);
  auto data = married();
  data.afm = form("contractor", 2).afm;
  ASSERT_TRUE(correct(data, 1));
  const auto history = open_person(house, office(), who.person)->history;
  const auto& entry = history.back();
  EXPECT_EQ(entry.action, "person_corrected");
  EXPECT_EQ(entry.detail, "names, identifiers: γάμος");
  EXPECT_EQ(entry.actor, "staff:maria");
}

TEST_F(Correcting, TheHolderIsToldAtTheAddressOnRecordBefore) {
  auto data = married();
  data.email = "elsewhere@example.org";
  ASSERT_TRUE(correct(data, 1));
  EXPECT_EQ(mail("mail.corrected").to, "person1@example.org");
}

TEST_F(Correcting, TheLanguageOfLettersStaysWhateverTheClerkReads) {
  choose_language(house, call("holder:" + who.username), holder(who), core::Language::en);
  auto data = married();
  data.language = core::Language::el;
  ASSERT_TRUE(correct(data, person().version));
  EXPECT_EQ(person().names.last, "Ξανθάκη");
  EXPECT_EQ(person().contact.language, core::Language::en);
}

TEST_F(Correcting, OfTwoWhoCorrectAtOnceOneWins) {
  ASSERT_TRUE(correct(married(), 1));
  EXPECT_EQ(why(correct(form("contractor", 1), 1)), CorrectionProblem::someone_was_first);
  EXPECT_EQ(person().names.last, "Ξανθάκη");
  EXPECT_TRUE(correct(form("contractor", 1), 2));
}

TEST_F(Correcting, WrongFieldsAreToldAndNothingIsChanged) {
  auto data = married();
  data.afm = "123456789";
  data.email = "nowhere";
  const auto refused = correct(data, 1);
  ASSERT_EQ(why(refused), CorrectionProblem::fields);
  EXPECT_EQ(refused.error().fields.size(), 2U);
  EXPECT_EQ(person().version, 1);
}

TEST_F(Correcting, NumberOfAnotherMemberIsRefusedWhereverItIsTyped) {
  const auto other = member("contractor", 2);
  const auto numbers = open_person(house, office(), other.person)->person.identifiers;
  auto data = married();
  data.afm = numbers.afm;
  const auto refused = correct(data, 1);
  ASSERT_EQ(why(refused), CorrectionProblem::fields);
  EXPECT_EQ(refused.error().fields.front(),
            (core::FieldProblem{core::Field::afm, core::Problem::of_another}));
  EXPECT_EQ(why(prove_by_new_document(house, office(), officer.id, who.person, numbers.document,
                                      numbers.document_number, "ίδια φωτογραφία")),
            ReplaceProblem::number_of_another);
  EXPECT_EQ(person().version, 1);
}

TEST_F(Correcting, NobodyIsCorrectedWhoIsNotThere) {
  EXPECT_EQ(why(correct_person(house, office(), {12345}, {})), CorrectionProblem::no_such_person);
}

TEST_F(Correcting, name_change_keeps_alias) {
  const auto before = account(who.account).account;
  ASSERT_TRUE(correct(married(), 1));
  EXPECT_EQ(account(who.account).account, before);  // Username and addresses stay.
  const auto found = find_people(house, office(), "ξανθακη");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].username, who.username);
  // A year later a namesake of the old name gets neither.
  go_to(today() + days{365});
  auto namesake = form("contractor", 2);
  namesake.first_name = form("contractor", 1).first_name;
  namesake.last_name = form("contractor", 1).last_name;
  EXPECT_NE(account(approve(apply(namesake)).account).account.username, who.username);
}

TEST_F(Correcting, ANewNameMayHaveAnAddressToo) {
  ASSERT_TRUE(correct(married(), 1));
  const auto before = account(who.account).account;
  const auto proposed = open_person(house, office(), who.person)->alias_proposals;
  ASSERT_FALSE(proposed.empty());
  const auto added = add_alias(house, office(), who.person, " " + proposed.front() + " ");
  ASSERT_TRUE(added);
  auto expected = before;
  expected.addresses.push_back({proposed.front(), before.realm});
  EXPECT_EQ(account(who.account).account, expected);
  EXPECT_EQ(why(add_alias(house, office(), who.person, proposed.front())), AliasProblem::taken);
  EXPECT_EQ(why(add_alias(house, office(), who.person, who.username)), AliasProblem::taken);
  EXPECT_EQ(why(add_alias(house, office(), who.person, "Ξανθάκη")), AliasProblem::malformed);
  EXPECT_EQ(why(add_alias(house, office(), {12345}, "xanthaki")), AliasProblem::no_such_person);
  EXPECT_TRUE(audited(subject("account", who.account), "address_added"));
}

TEST_F(Correcting, MembersAreFoundByNameUsernameAndNumber) {
  (void)member("contractor", 2);
  for (const auto* typed : {"gkik", "Γκίκας Μαρία", "mgki"}) {
    const auto found = find_people(house, office(), typed);
    ASSERT_EQ(found.size(), 1U) << typed;
    EXPECT_EQ(found[0].id, who.person);
  }
  EXPECT_TRUE(find_people(house, office(), "  ").empty());
}

TEST_F(Correcting, LookingIsOnRecordAndNotShown) {
  const auto view = open_person(house, office(), who.person);
  ASSERT_TRUE(view);
  EXPECT_TRUE(view->standing);
  EXPECT_TRUE(view->proof);
  EXPECT_TRUE(audited(subject("person", who.person), "person_read"));
  for (const auto& entry : view->history) EXPECT_NE(entry.action, "person_read");
  EXPECT_FALSE(open_person(house, office(), {12345}));
}

TEST_F(Correcting, TheOfficesReadingOfAnApplicationAndItsPapersIsOnRecord) {
  const auto applied = apply("contractor", 2);
  (void)open_application(house, office(), applied.id);
  const auto read = read_document(house, office(), applied.id, applied.documents.front().id);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->second, "%PDF");
  EXPECT_FALSE(read_document(house, office(), applied.id, {12345}));
  EXPECT_FALSE(read_document(house, office(), {12345}, applied.documents.front().id));
  EXPECT_TRUE(audited(subject("application", applied.id), "application_read"));
  EXPECT_TRUE(audited(subject("application", applied.id), "document_read"));
}

TEST_F(Correcting, TheQueueHasPagesAndCounts) {
  for (unsigned n = 2; n <= 6; ++n) {
    pass(1min);
    (void)apply("faculty", n);
  }
  const std::array stages{Stage::submitted};
  const auto first = office_queue(house, office(), stages, "", 3, 0);
  EXPECT_EQ(first.rows.size(), 3U);
  EXPECT_TRUE(first.more);
  const auto second = office_queue(house, office(), stages, "", 3, 3);
  EXPECT_EQ(second.rows.size(), 2U);
  EXPECT_FALSE(second.more);
  EXPECT_LT(first.rows.back().submitted, second.rows.front().submitted);
  EXPECT_EQ(first.counts[static_cast<std::size_t>(Stage::submitted)], 5U);
  EXPECT_EQ(office_queue(house, office(), stages, "τζαβελλας", 9, 0).rows.size(), 1U);
}

}  // namespace
}  // namespace metroon::app
