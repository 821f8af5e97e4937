// Greek letters by every table in which they arrive.
#include "wire/encoding.hpp"

#include <gtest/gtest.h>

#include <array>

namespace metroon::wire {
namespace {

constexpr std::array all_encodings{Encoding::utf_8, Encoding::windows_1253, Encoding::iso_8859_7};

TEST(Encoding, reads_the_letters_that_both_greek_tables_share) {
  for (const auto encoding : {Encoding::windows_1253, Encoding::iso_8859_7})
    EXPECT_EQ(to_utf8("\xC3\xEA\xDF\xEA\xE1\xF2", encoding), "Γκίκας");
}

TEST(Encoding, knows_where_the_tables_differ) {
  EXPECT_EQ(to_utf8("\xA2", Encoding::windows_1253), "Ά");
  EXPECT_EQ(to_utf8("\xB6", Encoding::iso_8859_7), "Ά");
  EXPECT_EQ(to_utf8("\xB6", Encoding::windows_1253), "¶");
  EXPECT_EQ(to_utf8("\xA2", Encoding::iso_8859_7), "\u2019");
  EXPECT_EQ(to_utf8("\x80", Encoding::windows_1253), "€");
}

TEST(Encoding, takes_plain_text_in_every_encoding) {
  for (const auto encoding : all_encodings) {
    EXPECT_EQ(to_utf8("", encoding), "");
    EXPECT_EQ(to_utf8("GIKAS 12/3", encoding), "GIKAS 12/3");
    EXPECT_EQ(to_utf8("a\tb\r\n", encoding), "a\tb\r\n");
  }
}

TEST(Encoding, refuses_octets_that_mean_nothing) {
  for (const auto* wrong : {"\xFF", "\xD2", "\xAA", "\x81", "a\x01", "\x7F"})
    EXPECT_FALSE(to_utf8(wrong, Encoding::windows_1253)) << wrong;
  for (const auto* wrong : {"\xFF", "\xD2", "\xAE", "\x80", "\x9F", "\x1B"})
    EXPECT_FALSE(to_utf8(wrong, Encoding::iso_8859_7)) << wrong;
  for (const auto* wrong : {"\xFF", "\xCE", "\xC0\xAF", "\xED\xA0\x80", "\xC3\xEA"})
    EXPECT_FALSE(to_utf8(wrong, Encoding::utf_8)) << wrong;
  for (const auto encoding : all_encodings)
    EXPECT_FALSE(to_utf8(std::string_view{"a\0b", 3}, encoding));
}

TEST(Encoding, every_letter_of_a_table_is_text) {
  for (int octet = 0x80; octet <= 0xFF; ++octet) {
    const std::string one(1, static_cast<char>(octet));
    for (const auto encoding : {Encoding::windows_1253, Encoding::iso_8859_7}) {
      const auto text = to_utf8(one, encoding);
      EXPECT_TRUE(!text || to_utf8(*text, Encoding::utf_8) == text) << octet;
    }
  }
}

}  // namespace
}  // namespace metroon::wire
