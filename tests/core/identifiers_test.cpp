// The numbers that states give, by the vectors of domain.md section 1 and by their own laws.
#include "core/identifiers.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

namespace metroon::core {
namespace {

using enum NumberError;

base::Day day(int year, unsigned month, unsigned date) {
  return base::Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{date}};
}

std::string digits(std::size_t count) {
  return *rc::gen::container<std::string>(count, rc::gen::inRange('0', static_cast<char>('9' + 1)));
}

char another(char digit) {
  return static_cast<char>('0' + (digit - '0' + *rc::gen::inRange(1, 10)) % 10);
}

// The ninth digit by the definition, with powers written out.
char afm_check_digit(std::string_view first_eight) {
  constexpr std::array weights{256, 128, 64, 32, 16, 8, 4, 2};
  int sum = 0;
  for (std::size_t at = 0; at < weights.size(); ++at) sum += (first_eight[at] - '0') * weights[at];
  return static_cast<char>('0' + sum % 11 % 10);
}

TEST(Afm, takes_the_vectors) {
  for (const auto* afm : {"094259216", "123456783", "090000045", "997881842"})
    EXPECT_EQ(parse_afm(afm), afm);
}

TEST(Afm, refuses_the_vectors) {
  for (const auto* afm : {"023456783", "123456781", "000000000"})
    EXPECT_EQ(parse_afm(afm), std::unexpected{wrong_check_digit}) << afm;
  EXPECT_EQ(parse_afm("12345678"), std::unexpected{wrong_length});
}

TEST(Afm, may_be_typed_with_spaces) {
  EXPECT_EQ(parse_afm(" 094 259 216\u00a0"), "094259216");
}

TEST(Afm, has_nothing_but_digits) {
  for (const auto* typed : {"EL094259216", "09425921a", "-94259216", "094.259.216", "٠٩٤٢٥٩٢١٦"})
    EXPECT_EQ(parse_afm(typed), std::unexpected{not_digits}) << typed;
  EXPECT_EQ(parse_afm(""), std::unexpected{wrong_length});
}

RC_GTEST_PROP(Afm, is_right_with_the_digit_of_the_definition_alone, ()) {
  const auto first = digits(8);
  RC_PRE(first != "00000000");
  const char right = afm_check_digit(first);
  RC_ASSERT(parse_afm(first + right).has_value());
  RC_ASSERT(!parse_afm(first + another(right)).has_value());
}

// Remainders 10 and 0 share the digit 0: only there can a slip go by.
RC_GTEST_PROP(Afm, catches_every_slip_in_one_digit_unless_it_ends_in_zero, ()) {
  const auto first = digits(8);
  auto afm = first + afm_check_digit(first);
  RC_PRE(afm.back() != '0');
  auto& slip = afm[*rc::gen::inRange<std::size_t>(0, 8)];
  slip = another(slip);
  RC_ASSERT(!parse_afm(afm).has_value());
}

TEST(Amka, takes_the_vectors) {
  for (const auto* amka : {"01013099997", "01018012342", "15069923454", "29020000005"})
    EXPECT_EQ(parse_amka(amka), amka);
}

TEST(Amka, refuses_the_vectors) {
  EXPECT_EQ(parse_amka("01013099999"), std::unexpected{wrong_check_digit});
  for (const auto* amka : {"00000000000", "13130012342", "30020000003"})
    EXPECT_EQ(parse_amka(amka), std::unexpected{no_such_date}) << amka;
}

TEST(Amka, has_eleven_digits) {
  EXPECT_EQ(parse_amka("1506992345"), std::unexpected{wrong_length});
  EXPECT_EQ(parse_amka("150699-23454"), std::unexpected{not_digits});
  EXPECT_EQ(parse_amka("150699 23454"), "15069923454");
}

RC_GTEST_PROP(Amka, catches_every_slip_in_one_digit, ()) {
  std::string amka{*rc::gen::element("01013099997", "01018012342", "15069923454", "29020000005")};
  auto& slip = amka[*rc::gen::inRange<std::size_t>(0, amka.size())];
  slip = another(slip);
  RC_ASSERT(!parse_amka(amka).has_value());
}

TEST(Amka, begins_with_the_birthday_of_some_century) {
  EXPECT_TRUE(amka_matches("15069923454", day(1999, 6, 15)));
  EXPECT_TRUE(amka_matches("29020000005", day(2000, 2, 29)));
  EXPECT_FALSE(amka_matches("15069923454", day(1999, 6, 16)));
  EXPECT_FALSE(amka_matches("01023012345", day(1930, 1, 2)))
      << "day and month are not to be swapped";
}

TEST(IdentityCard, is_folded_to_latin_capitals) {
  for (const auto* typed : {"ΑΚ123456", "AK123456", "ακ 123456", "ak-123456", "AΚ 123 456"})
    EXPECT_EQ(parse_identity_card(typed), "AK123456") << typed;
}

TEST(IdentityCard, has_one_letter_or_two_and_six_digits_or_seven_if_new) {
  EXPECT_EQ(parse_identity_card("Χ123456"), "X123456");
  EXPECT_EQ(parse_identity_card("ΑΒ1234567"), "AB1234567");
  for (const auto* typed :
       {"", "123456", "Α1234567", "ΑΒΕ123456", "ΑΒ12345", "ΑΒ12345678", "ΑΒ", "12ΑΒ3456"})
    EXPECT_EQ(parse_identity_card(typed), std::unexpected{wrong_shape}) << typed;
}

TEST(IdentityCard, has_only_letters_with_a_latin_twin) {
  EXPECT_EQ(parse_identity_card("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"), std::unexpected{wrong_shape});
  for (const std::string letter :
       {"Α", "Β", "Ε", "Ζ", "Η", "Ι", "Κ", "Μ", "Ν", "Ο", "Ρ", "Τ", "Υ", "Χ"})
    EXPECT_TRUE(parse_identity_card(letter + "123456")) << letter;
  for (const std::string letter :
       {"Γ", "Δ", "Θ", "Λ", "Ξ", "Π", "Σ", "Φ", "Ψ", "Ω", "C", "D", "S", "Я"})
    EXPECT_FALSE(parse_identity_card(letter + "123456")) << letter;
}

TEST(IdentityCard, reads_small_letters_as_their_capitals) {
  EXPECT_EQ(parse_identity_card("η123456"), "H123456");
  EXPECT_EQ(parse_identity_card("υχ123456"), "YX123456");
}

TEST(Passport, is_letters_and_digits_in_capitals) {
  EXPECT_EQ(parse_passport("ae 1234567"), "AE1234567");
  EXPECT_EQ(parse_passport("ΑΕ1234567"), "AE1234567") << "typed on a Greek keyboard";
  EXPECT_EQ(parse_passport("12345"), "12345");
}

TEST(Passport, has_five_to_fifteen_signs_and_one_digit) {
  EXPECT_EQ(parse_passport("A123"), std::unexpected{wrong_length});
  EXPECT_EQ(parse_passport("A123456789012345"), std::unexpected{wrong_length});
  EXPECT_TRUE(parse_passport("A12345678901234"));
  for (const auto* typed : {"ABCDEF", "A1234/5", "ΩΨ12345", "A1234é"})
    EXPECT_EQ(parse_passport(typed), std::unexpected{wrong_shape}) << typed;
}

}  // namespace
}  // namespace metroon::core
