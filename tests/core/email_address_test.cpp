// Addresses that mail can reach, and the slips that it cannot.
#include "core/email_address.hpp"

#include <gtest/gtest.h>

namespace metroon::core {
namespace {

TEST(EmailAddress, is_taken_with_its_domain_in_small_letters) {
  EXPECT_EQ(parse_email_address("Eva.Pappa@Example.EDU"), "Eva.Pappa@example.edu");
  EXPECT_EQ(parse_email_address("o'brien+upnet@mail-2.example.gr"),
            "o'brien+upnet@mail-2.example.gr");
  EXPECT_EQ(parse_email_address("a@1.example"), "a@1.example");
}

TEST(EmailAddress, has_one_part_before_the_domain_without_gaps) {
  for (const auto* wrong :
       {"", "@", "eva", "@example.edu", "eva@", ".eva@example.edu", "eva.@example.edu",
        "eva..pappa@example.edu", "eva pappa@example.edu", "eva@pappa@example.edu",
        "\"eva\"@example.edu", "eva@example.edu ", "<eva@example.edu>",
        "eva@example.edu\r\nBcc: all@example.edu", "eva,pappa@example.edu"})
    EXPECT_EQ(parse_email_address(wrong), std::nullopt) << wrong;
}

TEST(EmailAddress, has_a_domain_of_two_or_more_labels) {
  for (const auto* wrong :
       {"eva@localhost", "eva@example.", "eva@.example", "eva@a..edu", "eva@-a.edu", "eva@a-.edu",
        "eva@a_b.edu", "eva@[127.0.0.1]", "eva@127.0.0.1"})
    EXPECT_EQ(parse_email_address(wrong), std::nullopt) << wrong;
}

TEST(EmailAddress, is_ascii_since_other_letters_are_slips_of_the_keyboard) {
  for (const auto* wrong :
       {"εύα@example.edu", "eva@παράδειγμα.gr", "evа@example.edu" /* Cyrillic a */})
    EXPECT_EQ(parse_email_address(wrong), std::nullopt) << wrong;
}

TEST(EmailAddress, is_no_longer_than_mail_allows) {
  const std::string domain{"@example.edu"};
  EXPECT_TRUE(parse_email_address(std::string(64, 'a') + domain));
  EXPECT_FALSE(parse_email_address(std::string(65, 'a') + domain));
  const std::string label(63, 'b');
  EXPECT_TRUE(parse_email_address("a@" + label + ".gr"));
  EXPECT_FALSE(parse_email_address("a@" + label + "b.gr"));
  const auto long_domain = label + '.' + label + '.' + label + '.';
  const auto fits = longest_email_address - 2 - long_domain.size();
  EXPECT_TRUE(parse_email_address("a@" + long_domain + std::string(fits, 'c')));
  EXPECT_FALSE(parse_email_address("a@" + long_domain + std::string(fits + 1, 'c')));
}

}  // namespace
}  // namespace metroon::core
