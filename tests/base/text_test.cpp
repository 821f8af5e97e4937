// Greek as Greeks write it: accents, final sigma, diaeresis, both normal forms.
#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace metroon::base {
namespace {

// Letters with and without marks, in both cases, and marks that stand alone.
std::string some_greek() {
  static const auto alphabet =
      to_code_points("αάαβγδεέηήθιίϊΐκσςυύϋΰωώἐΑΆΒΕΈΗΉΙΊΪΣΥΎΫΩΏ \u0301\u0308");
  return from_code_points(*rc::gen::container<std::vector<char32_t>>(rc::gen::elementOf(alphabet)));
}

TEST(CleanText, is_utf8_without_controls) {
  EXPECT_TRUE(is_clean_utf8(""));
  EXPECT_TRUE(is_clean_utf8("Γκίκας\tEvangelos\r\n😀"));
  for (const auto* wrong : {"\x01", "\x1b[2J", "\x7f"}) EXPECT_FALSE(is_clean_utf8(wrong));
  EXPECT_FALSE(is_clean_utf8(std::string_view{"a\0b", 3}));
}

TEST(CleanText, has_no_overlong_cut_or_surrogate_forms) {
  for (const auto* wrong : {"\xc0\xaf", "\xe0\x80\xaf", "\xce", "\xce\x91\xce", "\x91", "\xff",
                            "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc1\xe3\xec\xe1"})
    EXPECT_FALSE(is_clean_utf8(wrong)) << testing::PrintToString(wrong);
}

TEST(NormalForms, put_letters_and_marks_together_and_apart) {
  EXPECT_EQ(nfc("Γιω\u0301ργος"), "Γιώργος");
  EXPECT_EQ(nfd("ώ"), "ω\u0301");
  EXPECT_EQ(nfc("ι\u0308\u0301"), "ΐ");
  EXPECT_EQ(nfkc("ﬁ①"), "fi1");
}

TEST(NormalForms, make_the_two_accents_of_unicode_one) {
  EXPECT_EQ(nfc("\u1f71"), "\u03ac");  // Alpha with oxia, alpha with tonos.
}

TEST(CodePoints, count_letters_not_octets) {
  EXPECT_EQ(code_points("Εύα😀"), 4U);
  EXPECT_EQ(code_points(""), 0U);
}

TEST(CodePoints, of_broken_text_are_replaced) {
  EXPECT_EQ(to_code_points("a\xce"), (std::vector<char32_t>{U'a', U'\uFFFD'}));
}

TEST(UpperCase, drops_accents_and_keeps_the_diaeresis) {
  EXPECT_EQ(to_upper_greek("Γεώργιος"), "ΓΕΩΡΓΙΟΣ");
  EXPECT_EQ(to_upper_greek("Μαΐου"), "ΜΑΪΟΥ");
  EXPECT_EQ(to_upper_greek("Ταΰγετος"), "ΤΑΫΓΕΤΟΣ");
}

TEST(UpperCase, writes_the_diaeresis_that_the_accent_stood_for) {
  EXPECT_EQ(to_upper_greek("Άυλος"), "ΑΫΛΟΣ");
  EXPECT_EQ(to_upper_greek("Μάιος"), "ΜΑΪΟΣ");
}

TEST(UpperCase, writes_the_iota_that_stood_below) {
  EXPECT_EQ(to_upper_greek("ᾧ"), "ΩΙ");
}

TEST(LowerCase, ends_a_word_with_a_final_sigma) {
  EXPECT_EQ(to_lower("ΟΔΥΣΣΕΑΣ ΣΑΣ"), "οδυσσεας σας");
}

TEST(Squeeze, trims_and_makes_every_run_of_white_space_one_space) {
  EXPECT_EQ(squeeze("  Εύα \t\n Παππά\u00a0\u2003"), "Εύα Παππά");
  EXPECT_EQ(squeeze(" \t "), "");
}

TEST(Fold, forgets_case_accents_and_the_form_of_sigma) {
  EXPECT_EQ(fold("Γεώργιος"), fold("ΓΕΩΡΓΙΟΣ"));
  EXPECT_EQ(fold("Μαΐου"), "μαιου");
  EXPECT_EQ(fold("Σοφός"), "σοφοσ");
  EXPECT_EQ(fold("ᾧ ἐν ἀρχῇ"), "ω εν αρχη");
  EXPECT_EQ(fold("Müller"), "muller");
}

TEST(Fold, keeps_alphabets_apart) {
  EXPECT_NE(fold("ΑΒΕ"), fold("ABE"));
}

RC_GTEST_PROP(Fold, is_the_same_for_every_way_to_write_a_text, ()) {
  const auto text = some_greek();
  RC_ASSERT(fold(fold(text)) == fold(text));
  RC_ASSERT(fold(nfd(text)) == fold(text));
  RC_ASSERT(fold(to_upper_greek(text)) == fold(text));
  RC_ASSERT(fold(to_lower(text)) == fold(text));
}

RC_GTEST_PROP(NormalForms, change_nothing_the_second_time, ()) {
  const auto text = some_greek();
  RC_ASSERT(nfc(nfc(text)) == nfc(text));
  RC_ASSERT(nfc(nfd(text)) == nfc(text));
  RC_ASSERT(nfd(nfc(text)) == nfd(text));
}

RC_GTEST_PROP(CodePoints, come_back_as_text, ()) {
  const auto text = some_greek();
  RC_ASSERT(from_code_points(to_code_points(text)) == text);
  RC_ASSERT(to_code_points(text).size() == code_points(text));
}

TEST(CollationKey, sorts_like_a_greek_dictionary) {
  std::vector<std::string> names{"Ωραιοζήλη", "Άννα", "Ζωή", "Έλλη", "αλέξης", "Ελένη", "Αννίτα"};
  std::ranges::sort(names, {}, collation_key);
  EXPECT_EQ(names, (std::vector<std::string>{"αλέξης", "Άννα", "Αννίτα", "Ελένη", "Έλλη", "Ζωή",
                                             "Ωραιοζήλη"}));
}

TEST(CollationKey, has_no_zero_octet_that_a_database_would_end_at) {
  EXPECT_FALSE(collation_key("Γεώργιος Παππάς").contains('\0'));
}

TEST(Scripts, are_told_apart) {
  EXPECT_TRUE(has_greek("aα"));
  EXPECT_FALSE(has_greek("abc 123"));
  EXPECT_TRUE(is_latin("O'Brien-Müller 3"));
  EXPECT_FALSE(is_latin("Аnna"));  // A Cyrillic A.
}

TEST(Scripts, do_not_mix_within_one) {
  EXPECT_TRUE(is_one_script("Παππά-123"));
  EXPECT_TRUE(is_one_script("ι\u0308\u0301"));
  EXPECT_FALSE(is_one_script("Πaππά"));
}

}  // namespace
}  // namespace metroon::base
