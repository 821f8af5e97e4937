// Names across alphabets: the standard's table, the passports' habits, the keyboards' slips.
#include "core/names.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <utility>

#include "base/text.hpp"

namespace metroon::core {
namespace {

struct Vector {
  const char* greek;
  const char* latin;
};

// @source ELOT 743 / ISO 843 type 2, by domain.md section 1.
constexpr std::array vectors{Vector{"Γεώργιος", "Georgios"},
                             Vector{"Ευάγγελος", "Evangelos"},
                             Vector{"Ευθύμιος", "Efthymios"},
                             Vector{"Εύα", "Eva"},
                             Vector{"Παύλος", "Pavlos"},
                             Vector{"Ναυσικά", "Nafsika"},
                             Vector{"Αγχίαλος", "Anchialos"},
                             Vector{"Σφίγξ", "Sfinx"},
                             Vector{"Μπάμπης", "Bampis"},
                             Vector{"Χαράλαμπος", "Charalampos"},
                             Vector{"Γκίκας", "Gkikas"},
                             Vector{"Ντίνος", "Ntinos"},
                             Vector{"Τζώρτζης", "Tzortzis"},
                             Vector{"Ουρανία", "Ourania"},
                             Vector{"Μαΐου", "Maiou"},
                             Vector{"Ταΰγετος", "Taygetos"},
                             Vector{"Άυλος", "Aylos"},
                             Vector{"ΑΥΛΟΣ", "AVLOS"},
                             Vector{"Προϋπόθεση", "Proypothesi"},
                             Vector{"Ηύξησα", "Ifxisa"},
                             Vector{"ΤΖΑΒΈΛΛΑΣ", "TZAVELLAS"}};

std::string name_of(const auto& letters, std::size_t most) {
  const auto count = *rc::gen::inRange<std::size_t>(1, most);
  return base::from_code_points(
      *rc::gen::container<std::vector<char32_t>>(count, rc::gen::elementOf(letters)));
}

TEST(Elot743, writes_every_name_of_the_standards_table) {
  for (const auto& [greek, latin] : vectors) EXPECT_EQ(elot743(greek), latin);
}

TEST(Elot743, has_a_letter_for_each_letter) {
  EXPECT_EQ(elot743("α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω ς"),
            "a v g d e z i th i k l m n x o p r s t y f ch ps o s");
  EXPECT_EQ(elot743("Α Β Γ Δ Ε Ζ Η Ι Κ Λ Μ Ν Ξ Ο Π Ρ Σ Τ Υ Φ Ω"),
            "A V G D E Z I I K L M N X O P R S T Y F O");
}

TEST(Elot743, writes_two_letters_as_the_word_is_written) {
  EXPECT_EQ(elot743("Θεοδώρα"), "Theodora");
  EXPECT_EQ(elot743("ΘΕΟΔΩΡΑ"), "THEODORA");
  EXPECT_EQ(elot743("Χρήστος Ψαράς"), "Christos Psaras");
  EXPECT_EQ(elot743("ΧΡΗΣΤΟΣ ΨΑΡΑΣ"), "CHRISTOS PSARAS");
}

TEST(Elot743, leaves_what_is_not_greek) {
  EXPECT_EQ(elot743("O'Brien-Παππά 3, Müller"), "O'Brien-Pappa 3, Müller");
}

TEST(Elot743, does_not_care_how_an_accent_is_encoded) {
  for (const auto& [greek, latin] : vectors) EXPECT_EQ(elot743(base::nfd(greek)), latin);
  EXPECT_EQ(elot743("Ἀθηνᾶ"), "Athina");
}

RC_GTEST_PROP(Elot743, leaves_no_greek_letter, ()) {
  static const auto letters =
      base::to_code_points("αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώᾳἐΑΈΥΎΪΫΣΨ -'");
  const auto latin = elot743(name_of(letters, 30));
  RC_ASSERT(base::is_latin(latin));
  RC_ASSERT(elot743(latin) == latin);
}

TEST(MatchKey, is_one_for_every_spelling_of_a_name) {
  for (const auto* spelling : {"ΠΑΠΑΔΟΠΟΥΛΟΣ", "παπαδόπουλος", "Papadopoulos", "PAPADOPOYLOS",
                               "Papadopulos", "ΠAΠΑΔΟΠOΥΛΟΣ" /* A and O are Latin */})
    EXPECT_EQ(match_key(spelling), match_key("Παπαδόπουλος")) << spelling;
  for (const auto* spelling : {"ΓΚΙΚΑΣ", "GIKAS", "Gkikas"})
    EXPECT_EQ(match_key(spelling), match_key("Γκίκας")) << spelling;
}

TEST(MatchKey, knows_the_habits_of_passports) {
  for (const auto& [one, other] :
       {Vector{"Ευθύμιος", "Efthimios"}, Vector{"Ξένια", "Ksenia"}, Vector{"Φίλιππος", "Philippos"},
        Vector{"Ντίνος", "Dinos"}, Vector{"Μπάμπης", "Babis"}, Vector{"Χρήστος", "Hristos"},
        Vector{"Θεοδώρα", "Teodora"}, Vector{"Σταύρος", "Stauros"}, Vector{"Παππάς", "Papas"},
        Vector{"Ειρήνη", "Irini"}, Vector{"Άγγελος", "Aggelos"}, Vector{"Νίκος", "Nicos"}})
    EXPECT_EQ(match_key(one), match_key(other)) << other;
}

TEST(MatchKey, takes_hyphens_and_spaces_for_the_same) {
  EXPECT_EQ(match_key("Παπά-Δήμου"), match_key("  Παπά   Δήμου "));
  EXPECT_EQ(match_key("Παπά\u2013Δήμου"), match_key("Παπά Δήμου"));
  EXPECT_EQ(match_key("O'Brien"), match_key("OBrien"));
}

TEST(MatchKey, keeps_different_names_apart) {
  for (const auto& [one, other] : {Vector{"Μαρία", "Μαρίνα"}, Vector{"Γεωργίου", "Γεωργιάδης"},
                                   Vector{"Νίκος", "Νίκη"}, Vector{"Παππά", "Πάππου"}})
    EXPECT_NE(match_key(one), match_key(other)) << one;
}

TEST(MatchKey, of_nothing_is_empty) {
  for (const auto* nothing : {"", "  ", "-", "123", "'"})
    EXPECT_EQ(match_key(nothing), "") << nothing;
}

TEST(MatchKey, is_the_same_for_a_name_and_its_latin_form) {
  for (const auto& [greek, latin] : vectors) EXPECT_EQ(match_key(greek), match_key(latin)) << greek;
}

RC_GTEST_PROP(MatchKey, is_the_same_for_greek_and_its_latin_form, ()) {
  static const auto letters =
      base::to_code_points("αάβγδεέζηθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώΑΒΓΔΕΜΝΠΘΧΨ");
  const auto greek = name_of(letters, 12);
  // No Greek word parts η from υ; Latin cannot say that it did.
  RC_PRE(!greek.contains("ηϋ") && !greek.contains("ηΰ"));
  RC_ASSERT(match_key(greek) == match_key(elot743(greek)));
}

RC_GTEST_PROP(MatchKey, does_not_see_accents_case_or_encoding, ()) {
  static const auto letters = base::to_code_points("αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ -");
  const auto name = name_of(letters, 20);
  RC_ASSERT(match_key(base::to_upper_greek(name)) == match_key(name));
  RC_ASSERT(match_key(base::nfd(name)) == match_key(name));
}

TEST(FullMatchKey, does_not_care_which_name_comes_first) {
  EXPECT_EQ(full_match_key("Ευάγγελος", "Γκίκας"), full_match_key("GIKAS", "EVANGELOS"));
  EXPECT_EQ(full_match_key("Άννα Μαρία", "Παππά"), full_match_key("ΠΑΠΠΑ ΜΑΡΙΑ", "ΑΝΝΑ"));
  EXPECT_EQ(full_match_key("", ""), "");
}

TEST(FullMatchKey, needs_every_name) {
  EXPECT_NE(full_match_key("Άννα Μαρία", "Παππά"), full_match_key("Άννα", "Παππά"));
}

TEST(AsciiLetters, are_what_a_username_is_made_of) {
  EXPECT_EQ(ascii_letters("O'Brien-Παππά"), "obrienpappa");
  EXPECT_EQ(ascii_letters("Ευθύμιος"), "efthymios");
  EXPECT_EQ(ascii_letters("Müller 2"), "muller2");
  EXPECT_EQ(ascii_letters("Иван"), "");
}

TEST(IsName, takes_names_as_people_have_them) {
  for (const auto* name : {"Εύα", "Παπά-Δήμου", "O'Brien", "O’Brien", "Άννα Μαρία", "Γεώργιος Κ.",
                           "de la Cruz", "Παππά Müller", "Иван", "李", "Ν"})
    EXPECT_TRUE(is_name(name)) << name;
}

TEST(IsName, takes_nothing_else) {
  for (const auto* other : {"", " ", "-", "...", "Εύα2", "<b>", "Εύα\n", "a@b", "Εύα, Παππά", "😀"})
    EXPECT_FALSE(is_name(other)) << other;
}

TEST(IsName, wants_one_script_in_a_word) {
  EXPECT_FALSE(is_name("Πaππά")) << "a Latin a";
  for (const auto* no_letter : {"\xCF\x41", "\xCE\xA2", "\xCE\xC0", "\xCE\x87", "Α\xCE", "- -"})
    EXPECT_FALSE(is_name(no_letter)) << no_letter;
  EXPECT_FALSE(is_name("Аnna")) << "a Cyrillic A";
}

TEST(IsName, has_at_most_sixty_letters) {
  std::string name;
  for (int count = 0; count < 60; ++count) name += "ώ";
  EXPECT_TRUE(is_name(name));
  EXPECT_TRUE(is_name(base::nfd(name))) << "an accent is no letter of its own";
  EXPECT_FALSE(is_name(name + "ω"));
}

}  // namespace
}  // namespace metroon::core
