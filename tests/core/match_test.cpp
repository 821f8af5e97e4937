// Who is whom (domain.md section 3).
#include "core/match.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace metroon::core {
namespace {

Day day(int year, unsigned month, unsigned date) {
  return Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{date}};
}

const Likeness gikas{
    .names = {.first = "Ευάγγελος",
              .last = "Γκίκας",
              .first_latin = "Evangelos",
              .last_latin = "Gkikas"},
    .birth = day(1999, 6, 15),
    .identifiers = {.document_number = "AK123456", .afm = "094259216", .amka = "15069923454"}};

Likeness with(Identifiers identifiers) {
  auto changed = gikas;
  changed.identifiers = std::move(identifiers);
  return changed;
}

TEST(Contradictions, are_what_both_say_differently_and_stays_for_life) {
  auto other = gikas;
  other.identifiers = {.document_number = "AK999999", .afm = {}, .amka = "15069923455"};
  other.names.last = "Παππάς";
  EXPECT_EQ(contradictions(gikas, other), std::vector{Field::amka});
  auto father = gikas;
  father.names.father = "ΠΕΤΡΟΣ";
  EXPECT_TRUE(contradictions(gikas, father).empty());
  other = father;
  other.names.father = "Πέτρος";
  EXPECT_TRUE(contradictions(father, other).empty());
  other.names.father = "Παύλος";
  other.birth += std::chrono::days{1};
  EXPECT_EQ(contradictions(father, other), (std::vector{Field::father_name, Field::birth}));
}

TEST(Compare, greek_and_latin_spelling_is_one_person) {
  const Likeness latin{.names = {.first = "GIKAS",
                                 .last = "EVANGELOS",
                                 .first_latin = "GIKAS",
                                 .last_latin = "EVANGELOS"},
                       .birth = gikas.birth};
  EXPECT_EQ(compare(gikas, latin), Match::perhaps);
  auto with_afm = latin;
  with_afm.identifiers.afm = gikas.identifiers.afm;
  EXPECT_EQ(compare(gikas, with_afm), Match::same);
}

TEST(Compare, same_name_same_day_are_two_people) {
  EXPECT_EQ(compare(gikas, with({.afm = "123456783"})), Match::perhaps);
  EXPECT_EQ(compare(gikas, with({})), Match::perhaps);
}

TEST(Compare, swapped_identifiers_never_merge) {
  const auto swapped = with({.afm = "123456783", .amka = gikas.identifiers.amka});
  EXPECT_EQ(compare(gikas, swapped), Match::conflict);
}

TEST(Compare, renewed_identity_card_is_no_conflict) {
  const auto renewed = with({.document_number = "AB9999999", .afm = gikas.identifiers.afm});
  EXPECT_EQ(compare(gikas, renewed), Match::same);
}

TEST(Compare, passport_and_identity_card_of_one_number_have_nothing_in_common) {
  auto passport = with({.document = IdentityDocument::passport, .document_number = "AK123456"});
  passport.birth = day(1980, 1, 1);
  EXPECT_EQ(compare(gikas, passport), Match::different);
}

TEST(Compare, marriage_keeps_the_person) {
  auto married = gikas;
  married.names = {.first = "Ευαγγελία", .last = "Παπά"};
  EXPECT_EQ(compare(gikas, married), Match::same);  // By identifiers and birth date.
}

TEST(Compare, identifier_alone_is_worth_a_look) {
  auto other = gikas;
  other.names = {.first = "Μαρία", .last = "Παπά"};
  other.birth = day(1980, 1, 1);
  EXPECT_EQ(compare(gikas, other), Match::perhaps);
}

TEST(Compare, number_of_a_registry_is_an_identifier) {
  auto without = with({});
  EXPECT_EQ(compare(gikas, without, true), Match::same);
  EXPECT_EQ(compare(gikas, with({.afm = "123456783"}), true), Match::conflict);
  without.names = {.first = "Μαρία", .last = "Παπά"};
  without.birth = day(1980, 1, 1);
  EXPECT_EQ(compare(gikas, without, true), Match::perhaps);
}

TEST(Compare, name_or_birth_date_alone_is_nothing) {
  Likeness namesake{.names = gikas.names, .birth = day(1980, 1, 1)};
  EXPECT_EQ(compare(gikas, namesake), Match::different);
  Likeness born_that_day{.names = {.first = "Μαρία", .last = "Παπά"}, .birth = gikas.birth};
  EXPECT_EQ(compare(gikas, born_that_day), Match::different);
}

TEST(Compare, akin_names_and_birth_date_are_worth_a_look_and_never_more) {
  auto usual = with({});
  usual.names = {.first = "Βαγγέλης", .last = "Γκίκας"};
  EXPECT_EQ(compare(gikas, usual), Match::perhaps);
  usual.names.first = "Ευάγγελος Νικόλαος";
  EXPECT_EQ(compare(gikas, usual), Match::perhaps);
  usual.identifiers.afm = gikas.identifiers.afm;
  EXPECT_EQ(compare(gikas, usual), Match::same);  // By the number and the birth date.
  usual.birth = day(1999, 6, 16);
  EXPECT_EQ(compare(gikas, usual), Match::perhaps);  // As another name beside one number.
  usual.identifiers = {};
  EXPECT_EQ(compare(gikas, usual), Match::different);
}

TEST(Compare, akin_names_beside_numbers_for_life_that_differ_are_two_people) {
  auto twin = with({.afm = "123456783"});
  EXPECT_EQ(compare(gikas, twin), Match::perhaps);
  twin.names = {.first = "Βαγγέλης", .last = "Γκίκας"};
  EXPECT_EQ(compare(gikas, twin), Match::different);
}

TEST(Compare, empty_names_are_not_the_same_name) {
  EXPECT_EQ(compare({.birth = gikas.birth}, {.birth = gikas.birth}), Match::different);
}

RC_GTEST_PROP(Compare, does_not_depend_on_who_comes_first, ()) {
  const auto any = [] {
    const auto one_of = [](std::vector<std::string> values) {
      return *rc::gen::elementOf(std::move(values));
    };
    return Likeness{.names = {.first = one_of({"Εύα", "Eva", "Άννα Εύα", "Κώστας", "Ντίνος"}),
                              .last = one_of({"Παππά", "Pappa", "Ντίνου"}),
                              .first_latin = one_of({"", "Eva", "Anna"}),
                              .last_latin = one_of({"", "Pappa", "Ntinou"})},
                    .birth = day(2000, 1, *rc::gen::element(1U, 2U)),
                    .identifiers = {.document_number = one_of({"", "A1", "A2"}),
                                    .afm = one_of({"", "1", "2"}),
                                    .amka = one_of({"", "1", "2"})}};
  };
  const auto left = any();
  const auto right = any();
  RC_ASSERT(compare(left, right) == compare(right, left));
  const bool identified = !left.identifiers.document_number.empty() ||
                          !left.identifiers.afm.empty() || !left.identifiers.amka.empty();
  RC_ASSERT(compare(left, left) == (identified ? Match::same : Match::perhaps));
}

}  // namespace
}  // namespace metroon::core
