// The Cookie header belongs to every page of a host: what is not ours is passed over.
#include "wire/cookies.hpp"

#include <gtest/gtest.h>

namespace metroon::wire {
namespace {

using Cookies = std::map<std::string, std::string, std::less<>>;

TEST(ParseCookies, takes_names_and_values) {
  EXPECT_EQ(parse_cookies("__Host-session=Zm9v; lang=el"),
            (Cookies{{"__Host-session", "Zm9v"}, {"lang", "el"}}));
  EXPECT_EQ(parse_cookies("a=1;b=2;   c=3"), (Cookies{{"a", "1"}, {"b", "2"}, {"c", "3"}}));
  EXPECT_EQ(parse_cookies(""), Cookies{});
}

TEST(ParseCookies, keeps_the_first_of_a_name) {
  EXPECT_EQ(parse_cookies("session=mine; session=forged"), (Cookies{{"session", "mine"}}));
}

TEST(ParseCookies, splits_at_the_first_equals_sign) {
  EXPECT_EQ(parse_cookies("token=YWI=="), (Cookies{{"token", "YWI=="}}));
  EXPECT_EQ(parse_cookies("empty="), (Cookies{{"empty", ""}}));
}

TEST(ParseCookies, passes_over_what_it_cannot_use) {
  const std::string nul{"d=\0; ", 5};
  EXPECT_EQ(parse_cookies("=x; y; όνομα=1; a=Εύα; b=\"1\"; c=1 2; " + nul + "e\t=1; lang=el;;"),
            (Cookies{{"lang", "el"}}));
}

TEST(ParseCookies, stops_at_fifty) {
  std::string header;
  for (int count = 100; count < 200; ++count) header += "c" + std::to_string(count) + "=1; ";
  const auto cookies = parse_cookies(header);
  EXPECT_EQ(cookies.size(), 50U);
  EXPECT_TRUE(cookies.contains("c149"));
  EXPECT_FALSE(cookies.contains("c150"));
}

}  // namespace
}  // namespace metroon::wire
