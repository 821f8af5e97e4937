// Forms as browsers send them, and as nobody should.
#include "wire/form.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace metroon::wire {
namespace {

TEST(ParseForm, takes_names_and_values_in_order) {
  const auto pairs = parse_form("surname=%CE%93%CE%BA%CE%AF%CE%BA%CE%B1%CF%82&realm=a&realm=b");
  EXPECT_EQ(pairs, (Pairs{{"surname", "Γκίκας"}, {"realm", "a"}, {"realm", "b"}}));
}

TEST(ParseForm, reads_plus_as_space_and_its_code_as_plus) {
  EXPECT_EQ(parse_form("a=1+2%2B3"), (Pairs{{"a", "1 2+3"}}));
}

TEST(ParseForm, takes_empty_names_values_and_nothing) {
  EXPECT_EQ(parse_form(""), Pairs{});
  EXPECT_EQ(parse_form("&&"), Pairs{});
  EXPECT_EQ(parse_form("a&=b&c="), (Pairs{{"a", ""}, {"", "b"}, {"c", ""}}));
}

TEST(ParseForm, splits_at_the_first_equals_sign) {
  EXPECT_EQ(parse_form("a=b=c"), (Pairs{{"a", "b=c"}}));
}

TEST(ParseForm, makes_every_line_end_one) {
  EXPECT_EQ(parse_form("a=1%0D%0A2%0D3%0A4"), (Pairs{{"a", "1\n2\n3\n4"}}));
}

TEST(ParseForm, refuses_a_percent_sign_that_says_nothing) {
  for (const auto* wrong : {"a=%", "a=%4", "a=%4g", "a=%+1", "%=a", "a=100% sure"})
    EXPECT_EQ(parse_form(wrong), std::unexpected{FormError::bad_percent}) << wrong;
}

TEST(ParseForm, refuses_what_is_no_text) {
  for (const auto* wrong :
       {"a=%00", "a=%1b", "a=%7f", "a=%ce", "a=%c0%af", "a=\xff", "%ed%a0%80=a"})
    EXPECT_EQ(parse_form(wrong), std::unexpected{FormError::not_clean_utf8}) << wrong;
}

TEST(ParseForm, refuses_more_pairs_than_a_page_has) {
  EXPECT_TRUE(parse_form("a=1&b=2", 2));
  EXPECT_EQ(parse_form("a=1&b=2&c=3", 2), std::unexpected{FormError::too_many_pairs});
  EXPECT_TRUE(parse_form("a=1&&&&b=2", 2)) << "what is empty does not count";
}

TEST(PercentDecode, leaves_the_plus_of_a_path_alone) {
  EXPECT_EQ(percent_decode("a+b%20c", false), "a+b c");
}

TEST(EncodeForm, lets_no_sign_of_the_grammar_through) {
  EXPECT_EQ(encode_form({{"a&b", "c=d e"}, {"%", "α"}}), "a%26b=c%3dd+e&%25=%ce%b1");
}

RC_GTEST_PROP(ParseForm, undoes_encode_form, ()) {
  const auto text =
      rc::gen::container<std::string>(rc::gen::elementOf(std::string{"aZ9 +%&=;\n\t~"}));
  const auto pairs = *rc::gen::container<Pairs>(rc::gen::pair(text, text));
  RC_ASSERT(parse_form(encode_form(pairs)).value() == pairs);
}

}  // namespace
}  // namespace metroon::wire
