// The steps of an application, and the form with everything that people type into it.
#include "core/application.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

#include "core/words.hpp"
#include "support/sample_policy.hpp"

namespace metroon::core {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

const Policy policy = support::sample_policy();

Day day(int year, unsigned month, unsigned date) {
  return Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{date}};
}
const Day today = day(2026, 11, 23);

// ------------------------------------------------------------------------------------- steps

using Steps = std::vector<Step>;

TEST(Allows, exactly_the_steps_of_each_stage) {
  using enum Step;
  const std::map<Stage, Steps> table{
      {Stage::draft, {submit, expire}},
      {Stage::unconfirmed, {confirm, supply, withdraw, expire}},
      {Stage::incomplete, {supply, ask_for_more, reject, withdraw}},
      {Stage::submitted, {supply, ask_for_more, approve, reject, withdraw}},
      {Stage::needs_more, {supply, ask_for_more, approve, reject, withdraw}},
      {Stage::approved, {hand_over, activate}},
      {Stage::handed_over, {hand_over, activate}},
      {Stage::activated, {}},
      {Stage::rejected, {}},
      {Stage::withdrawn, {}},
      {Stage::expired, {}}};
  ASSERT_EQ(table.size(), stage_count);
  for (const auto& [stage, expected] : table) {
    Steps allowed;
    for (const auto step : {submit, confirm, supply, ask_for_more, approve, reject, withdraw,
                            hand_over, activate, expire})
      if (allows(stage, step)) allowed.push_back(step);
    EXPECT_THAT(allowed, ::testing::UnorderedElementsAreArray(expected))
        << "stage " << static_cast<int>(stage);
  }
}

// -------------------------------------------------------------------------------------- form

ApplicationForm good_form() {
  return {.kind = "contractor",
          .first_name = "Ευάγγελος",
          .last_name = "Γκίκας",
          .father_name = "Παύλος",
          .birth = "15/06/1999",
          .email = "gikas@example.com",
          .phone = "2610 123 456",
          .document = "identity-card",
          .document_number = "ΑΚ 123456",
          .afm = "094259216",
          .amka = "15069923454",
          .unit = "chemistry",
          .period_from = "1/12/2026",
          .period_until = "30/11/2027",
          .supervisor_name = "Μαρία Κιουρί",
          .supervisor_email = "kiouri@example.edu",
          .language = Language::en};
}

std::vector<FieldProblem> problems(const ApplicationForm& form) {
  const auto checked = check_form(policy, form, today);
  return checked ? std::vector<FieldProblem>{} : checked.error();
}

TEST(CheckForm, makes_an_application_of_what_is_right) {
  const auto checked = check_form(policy, good_form(), today);
  ASSERT_TRUE(checked.has_value());
  EXPECT_EQ(checked->stage, Stage::draft);
  EXPECT_EQ(checked->kind, "contractor");
  EXPECT_EQ(checked->names, (Names{.first = "Ευάγγελος",
                                   .last = "Γκίκας",
                                   .father = "Παύλος",
                                   .first_latin = "Evangelos",
                                   .last_latin = "Gkikas"}));
  EXPECT_EQ(checked->birth, day(1999, 6, 15));
  EXPECT_EQ(
      checked->contact,
      (Contact{.email = "gikas@example.com", .phone = "+302610123456", .language = Language::en}));
  EXPECT_EQ(checked->identifiers, (Identifiers{.document = IdentityDocument::identity_card,
                                               .document_number = "AK123456",
                                               .afm = "094259216",
                                               .amka = "15069923454"}));
  EXPECT_EQ(checked->period, (Period{day(2026, 12, 1), day(2027, 11, 30)}));
  EXPECT_EQ(checked->supervisor, (Supervisor{"Μαρία Κιουρί", "kiouri@example.edu"}));
}

TEST(CheckForm, names_every_missing_field_in_the_order_of_the_page) {
  EXPECT_THAT(problems({}), ElementsAre(FieldProblem{Field::kind, Problem::missing},
                                        FieldProblem{Field::first_name, Problem::missing},
                                        FieldProblem{Field::last_name, Problem::missing},
                                        FieldProblem{Field::birth, Problem::missing},
                                        FieldProblem{Field::email, Problem::missing},
                                        FieldProblem{Field::phone, Problem::missing},
                                        FieldProblem{Field::document, Problem::missing},
                                        FieldProblem{Field::document_number, Problem::missing},
                                        FieldProblem{Field::unit, Problem::missing}));
}

TEST(CheckForm, asks_for_period_and_supervisor_only_where_the_capacity_does) {
  auto form = good_form();
  form.period_from = form.period_until = form.supervisor_name = form.supervisor_email = "";
  EXPECT_THAT(problems(form), ElementsAre(FieldProblem{Field::period_from, Problem::missing},
                                          FieldProblem{Field::period_until, Problem::missing},
                                          FieldProblem{Field::supervisor_name, Problem::missing},
                                          FieldProblem{Field::supervisor_email, Problem::missing}));
  form.kind = "faculty";
  const auto professor = check_form(policy, form, today);
  ASSERT_TRUE(professor.has_value());
  EXPECT_EQ(professor->period, std::nullopt);
  EXPECT_EQ(professor->supervisor, std::nullopt);
}

TEST(CheckForm, takes_no_application_for_what_the_secretariat_hands_over) {
  auto form = good_form();
  form.kind = "undergraduate";
  EXPECT_THAT(problems(form), ElementsAre(FieldProblem{Field::kind, Problem::unknown_choice}));
}

TEST(CheckForm, does_without_father_afm_and_amka) {
  auto form = good_form();
  form.father_name = form.afm = form.amka = "  ";
  EXPECT_THAT(problems(form), IsEmpty());
}

TEST(CheckForm, keeps_the_latin_spelling_that_the_applicant_gave) {
  auto form = good_form();
  form.last_latin = "  Gikas ";
  EXPECT_EQ(check_form(policy, form, today)->names.last_latin, "Gikas");
}

TEST(CheckForm, tidies_spaces_and_unicode) {
  auto form = good_form();
  form.first_name = "  Ευα\u0301γγελος   Ιωάννης ";  // The accent as a character of its own.
  form.email = " Gikas@Example.COM ";
  const auto checked = check_form(policy, form, today);
  ASSERT_TRUE(checked.has_value());
  EXPECT_EQ(checked->names.first, "Ευάγγελος Ιωάννης");
  EXPECT_EQ(checked->contact.email, "Gikas@example.com");
}

TEST(CheckForm, does_not_tell_of_a_latin_name_that_only_the_greek_one_spoilt) {
  auto form = good_form();
  form.first_name = "Ευάγγελος2";
  EXPECT_THAT(problems(form), ElementsAre(FieldProblem{Field::first_name, Problem::not_a_name}));
}

TEST(CheckForm, asks_who_writes_in_a_third_alphabet_for_latin_letters) {
  auto form = good_form();
  form.first_name = "Иван";
  EXPECT_THAT(problems(form), ElementsAre(FieldProblem{Field::first_latin, Problem::not_latin}));
  form.first_latin = "Ivan";
  EXPECT_THAT(problems(form), IsEmpty());
}

TEST(CheckForm, survives_what_is_no_text_at_all) {
  auto form = good_form();
  form.first_name = "\xff\xfe";
  form.unit = "\xc3";
  EXPECT_THAT(problems(form), ElementsAre(FieldProblem{Field::first_name, Problem::not_a_name},
                                          FieldProblem{Field::unit, Problem::unknown_choice}));
}

TEST(CheckForm, takes_a_passport) {
  auto form = good_form();
  form.document = "passport";
  form.document_number = "ab 1234567";
  const auto checked = check_form(policy, form, today);
  ASSERT_TRUE(checked.has_value());
  EXPECT_EQ(checked->identifiers.document, IdentityDocument::passport);
  EXPECT_EQ(checked->identifiers.document_number, "AB1234567");
}

struct Slip {
  std::string ApplicationForm::* typed;
  std::string value;
  Field field;
  Problem problem;
};

void PrintTo(const Slip& slip, std::ostream* out) {
  *out << to_word(slip.field) << ' ' << to_word(slip.problem) << ": " << slip.value;
}

class OneSlip : public ::testing::TestWithParam<Slip> {};

TEST_P(OneSlip, is_told_beside_its_field_and_nowhere_else) {
  auto form = good_form();
  form.*GetParam().typed = GetParam().value;
  EXPECT_THAT(problems(form), ElementsAre(FieldProblem{GetParam().field, GetParam().problem}))
      << GetParam().value;
}

using Form = ApplicationForm;
INSTANTIATE_TEST_SUITE_P(
    Names, OneSlip,
    ::testing::Values(
        Slip{&Form::first_name, "Ευ@γγελος", Field::first_name, Problem::not_a_name},
        Slip{&Form::last_name, std::string(61, 'a'), Field::last_name, Problem::too_long},
        Slip{&Form::father_name, "42", Field::father_name, Problem::not_a_name},
        Slip{&Form::first_latin, "Ευάγγελος", Field::first_latin, Problem::not_latin},
        Slip{&Form::last_latin, std::string(61, 'a'), Field::last_latin, Problem::too_long},
        Slip{&Form::supervisor_name, "?", Field::supervisor_name, Problem::not_a_name}));
INSTANTIATE_TEST_SUITE_P(
    Birth, OneSlip,
    ::testing::Values(Slip{&Form::birth, "31/2/1999", Field::birth, Problem::not_a_date},
                      Slip{&Form::birth, "yesterday", Field::birth, Problem::not_a_date},
                      Slip{&Form::birth, "23/11/2026", Field::birth, Problem::not_past},
                      Slip{&Form::birth, "24/11/2011", Field::birth, Problem::too_young},
                      Slip{&Form::birth, "23/11/1915", Field::birth, Problem::unlikely}));
INSTANTIATE_TEST_SUITE_P(
    Contact, OneSlip,
    ::testing::Values(
        Slip{&Form::email, "gikas", Field::email, Problem::not_an_address},
        Slip{&Form::email, "gikas@example", Field::email, Problem::not_an_address},
        Slip{&Form::email, "gikas@example..com", Field::email, Problem::not_an_address},
        Slip{&Form::email, "gi kas@example.com", Field::email, Problem::not_an_address},
        Slip{&Form::email, "γκικας@example.com", Field::email, Problem::not_an_address},
        Slip{&Form::email, ".gikas@example.com", Field::email, Problem::not_an_address},
        Slip{&Form::email, "gikas@-example.com", Field::email, Problem::not_an_address},
        Slip{&Form::email, "gikas@192.168.1.1", Field::email, Problem::not_an_address},
        Slip{&Form::email, std::string(250, 'a') + "@b.gr", Field::email, Problem::too_long},
        Slip{&Form::phone, "261012345", Field::phone, Problem::not_a_phone},
        Slip{&Form::phone, "5610123456", Field::phone, Problem::not_a_phone},
        Slip{&Form::phone, "+30 5610123456", Field::phone, Problem::not_a_phone},
        Slip{&Form::phone, "+1234", Field::phone, Problem::not_a_phone},
        Slip{&Form::phone, "call me", Field::phone, Problem::not_a_phone},
        Slip{&Form::phone, std::string(41, '1'), Field::phone, Problem::too_long},
        Slip{&Form::supervisor_email, "kiouri@", Field::supervisor_email,
             Problem::not_an_address}));
INSTANTIATE_TEST_SUITE_P(
    Numbers, OneSlip,
    ::testing::Values(
        Slip{&Form::document, "driving-licence", Field::document, Problem::unknown_choice},
        Slip{&Form::document_number, "123", Field::document_number, Problem::wrong_shape},
        Slip{&Form::afm, "094259217", Field::afm, Problem::wrong_check_digit},
        Slip{&Form::afm, "09425921", Field::afm, Problem::wrong_length},
        Slip{&Form::afm, "O94259216", Field::afm, Problem::not_digits},
        Slip{&Form::amka, "30020000003", Field::amka, Problem::not_the_birth_date},
        Slip{&Form::amka, "15069923455", Field::amka, Problem::wrong_check_digit},
        Slip{&Form::amka, "01018012342", Field::amka, Problem::not_the_birth_date}));
INSTANTIATE_TEST_SUITE_P(
    Rest, OneSlip,
    ::testing::Values(Slip{&Form::kind, "astronaut", Field::kind, Problem::unknown_choice},
                      Slip{&Form::unit, "astronomy", Field::unit, Problem::unknown_choice},
                      Slip{&Form::period_from, "soon", Field::period_from, Problem::not_a_date},
                      Slip{&Form::period_until, "30/11/2026", Field::period_until,
                           Problem::ends_before_it_begins}));

TEST(CheckForm, takes_no_period_that_is_over) {
  auto form = good_form();
  form.period_from = "1/1/2026";
  form.period_until = "22/11/2026";
  EXPECT_THAT(problems(form),
              ElementsAre(FieldProblem{Field::period_until, Problem::already_over}));
  form.period_until = "23/11/2026";
  EXPECT_THAT(problems(form), IsEmpty());
}

TEST(CheckForm, takes_whoever_turns_fifteen_today_or_is_110) {
  auto form = good_form();
  form.amka = "";
  for (const auto* birth : {"23/11/2011", "24/11/1915"}) {
    form.birth = birth;
    EXPECT_THAT(problems(form), IsEmpty()) << birth;
  }
}

TEST(CheckForm, understands_phones_as_people_write_them) {
  const std::map<std::string, std::string> phones{{"2610123456", "+302610123456"},
                                                  {"697-1234567", "+306971234567"},
                                                  {"+30 (2610) 123.456", "+302610123456"},
                                                  {"0030 6971234567", "+306971234567"},
                                                  {"+44 20 7946 0958", "+442079460958"}};
  for (const auto& [typed, meant] : phones) {
    auto form = good_form();
    form.phone = typed;
    const auto checked = check_form(policy, form, today);
    ASSERT_TRUE(checked.has_value()) << typed;
    EXPECT_EQ(checked->contact.phone, meant);
  }
}

// ------------------------------------------------------------------------------- and back again

TEST(ToForm, gives_a_form_that_makes_the_same_application) {
  for (const auto* kind : {"contractor", "faculty", "postdoc"}) {
    auto form = good_form();
    form.kind = kind;
    const auto application = check_form(policy, form, today);
    ASSERT_TRUE(application.has_value());
    EXPECT_EQ(check_form(policy, to_form(*application), today), application);
  }
}

TEST(ToForm, makes_nothing_up_for_a_draft_that_was_never_filled_in) {
  const auto form = to_form({});
  EXPECT_EQ(form.birth, "");
  EXPECT_EQ(form.document, "");
}

// Whatever was typed, the answer is an application or at least one problem, never both or neither.
RC_GTEST_PROP(CheckForm, answers_whatever_is_typed, (const std::vector<std::string>& typed)) {
  auto form = good_form();
  const std::vector fields{&Form::first_name, &Form::last_latin,  &Form::birth,
                           &Form::email,      &Form::phone,       &Form::document_number,
                           &Form::afm,        &Form::period_from, &Form::supervisor_name};
  for (std::size_t at = 0; at < std::min(typed.size(), fields.size()); ++at)
    form.*fields[at] = typed[at];
  const auto checked = check_form(policy, form, today);
  if (checked)
    RC_ASSERT((check_form(policy, to_form(*checked), today) == checked));
  else
    RC_ASSERT(!checked.error().empty());
}

// --------------------------------------------------------------------------- papers and approval

TEST(MissingDocuments, are_those_of_the_capacity_but_for_identity_papers) {
  auto contract = policy;
  contract.affiliations[support::contractor].joining_evidence = {0, 1, 2};
  auto application = *check_form(contract, good_form(), today);
  EXPECT_THAT(missing_documents(contract, application), ElementsAre(1, 2));
  application.documents.push_back({.id = {1}, .evidence = "certificate"});
  EXPECT_THAT(missing_documents(contract, application), ElementsAre(1));
  application.documents.push_back({.id = {2}, .evidence = "declaration"});
  EXPECT_THAT(missing_documents(contract, application), IsEmpty());
}

TEST(MissingDocuments, of_an_unknown_capacity_are_none) {
  EXPECT_THAT(missing_documents(policy, {}), IsEmpty());
}

TEST(AffiliationOf, two_years_count_from_activation_and_not_by_the_period) {
  auto application = *check_form(policy, good_form(), today);
  application.number = "K7M2";
  const auto affiliation = affiliation_of(policy, application, today);
  EXPECT_EQ(affiliation.kind, support::contractor);
  EXPECT_EQ(affiliation.unit, "chemistry");
  EXPECT_EQ(affiliation.from, day(2026, 12, 1));
  EXPECT_EQ(affiliation.ends, std::nullopt);
  EXPECT_EQ(affiliation.asserted_by, "application K7M2");
}

TEST(AffiliationOf, period_ends_what_lasts_while_active) {
  auto fellows = policy;
  fellows.affiliations[support::contractor].term = {Term::Kind::while_active, {}, "test"};
  const auto affiliation = affiliation_of(fellows, *check_form(fellows, good_form(), today), today);
  EXPECT_EQ(affiliation.ends, day(2027, 12, 1));
}

TEST(AffiliationOf, without_a_period_begins_today) {
  auto form = good_form();
  form.kind = "faculty";
  EXPECT_EQ(affiliation_of(policy, *check_form(policy, form, today), today).from, today);
}

}  // namespace
}  // namespace metroon::core
