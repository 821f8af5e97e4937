// Octets as digits, and codes that survive being read aloud.
#include "base/bytes.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace metroon::base {
namespace {

TEST(Hex, is_lower_case_and_keeps_zeros) {
  EXPECT_EQ(to_hex(std::string_view{"\x00\x0f\xff", 3}), "000fff");
  EXPECT_EQ(to_hex(""), "");
}

TEST(Hex, is_read_in_either_case) {
  EXPECT_EQ(from_hex("00fF"), std::string("\x00\xff", 2));
}

TEST(Hex, of_odd_length_or_with_other_signs_is_nothing) {
  for (const auto* wrong : {"0", "000", "0g", "+1", "-1", " 1", "0x", "α"})
    EXPECT_EQ(from_hex(wrong), "") << wrong;
}

RC_GTEST_PROP(Hex, comes_back, (const std::string& bytes)) {
  RC_ASSERT(from_hex(to_hex(bytes)) == bytes);
}

TEST(Code, counts_through_crockfords_digits) {
  EXPECT_EQ(to_code(std::string_view{"\x00\x44\x32\x14\xc7", 5}, 8), "01234567");
  EXPECT_EQ(to_code("\xff\xff\xff\xff\xff", 8), "ZZZZZZZZ");
  EXPECT_EQ(to_code("\xff\xff", 3), "ZZZ");
}

TEST(Code, is_the_same_however_it_is_typed) {
  for (const auto* typed : {"K7MO1-XH0AT", "k7mo1 xh0at", " K7M0L XHOAT\n", "k7moi-xhoat"})
    EXPECT_EQ(normalise_code(typed), "K7M01XH0AT") << typed;
}

TEST(Code, may_be_typed_on_a_greek_keyboard) {
  EXPECT_EQ(normalise_code("ΑΒΕΖΗΚΜΝΡΤΥΧ"), "ABEZHKMNPTYX");
  EXPECT_EQ(normalise_code("αβεζηκμνρτυχ"), "ABEZHKMNPTYX");
  EXPECT_EQ(normalise_code("ΟοΙι"), "0011");
}

TEST(Code, keeps_what_it_does_not_know_so_that_it_is_refused) {
  EXPECT_EQ(normalise_code("AΩ_"), "AΩ_");
}

RC_GTEST_PROP(Code, survives_case_spaces_and_hyphens, ()) {
  const auto bytes = *rc::gen::container<std::string>(10, rc::gen::arbitrary<char>());
  const auto code = to_code(bytes, 16);
  std::string typed;
  for (const char c : code) {
    typed += *rc::gen::element("", " ", "-");
    typed += *rc::gen::arbitrary<bool>() ? c : static_cast<char>(std::tolower(c));
  }
  RC_ASSERT(normalise_code(typed) == code);
  RC_ASSERT(
      std::ranges::none_of(code, [](char c) { return std::string_view{"ILOU"}.contains(c); }));
}

}  // namespace
}  // namespace metroon::base
