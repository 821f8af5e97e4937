// The settings file: what is taken, and what is refused with its place.
#include "main/settings.hpp"

#include <gtest/gtest.h>

namespace metroon::main {
namespace {

std::string refusal(std::string_view toml) {
  const auto settings = parse_settings(toml, "metroon.toml");
  return settings ? "taken" : settings.error();
}

TEST(Settings, the_sample_is_the_defaults) {
  const auto sample = parse_settings(sample_settings(), "sample");
  ASSERT_TRUE(sample.has_value()) << sample.error();
  const Settings defaults;
  EXPECT_EQ(sample->listen, defaults.listen);
  EXPECT_EQ(sample->workers, defaults.workers);
  EXPECT_EQ(sample->trusted_proxies, defaults.trusted_proxies);
  EXPECT_EQ(sample->log_level, defaults.log_level);
}

TEST(Settings, what_is_written_is_taken) {
  const auto settings =
      parse_settings("workers = 9\nlog_level = \"error\"\ntrusted_proxies = [\"::1\"]\n", "x");
  ASSERT_TRUE(settings.has_value()) << settings.error();
  EXPECT_EQ(settings->workers, 9);
  EXPECT_EQ(settings->log_level, "error");
  EXPECT_EQ(settings->trusted_proxies, std::vector<std::string>{"::1"});
}

TEST(Settings, unknown_key_is_refused_with_its_line_and_what_was_meant) {
  EXPECT_EQ(refusal("\nworker = 4\n"),
            "metroon.toml:2: unknown key \"worker\"; did you mean \"workers\"?");
}

TEST(Settings, value_of_another_kind_is_refused) {
  EXPECT_EQ(refusal("workers = \"4\""), "metroon.toml:1: workers: expected a whole number");
  EXPECT_EQ(refusal("workers = 0"), "metroon.toml:1: workers: found 0, expected 1 to 256");
  EXPECT_EQ(refusal("trusted_proxies = [1]"),
            "metroon.toml:1: trusted_proxies: expected a list of texts");
}

TEST(Settings, what_cannot_be_is_refused) {
  EXPECT_EQ(refusal("log_level = \"loud\""),
            "metroon.toml: log_level is \"loud\", expected debug, info, warning or error");
  EXPECT_EQ(refusal("base_url = \"https://id.example.edu/\""),
            "metroon.toml: base_url ends with a slash: leave it out");
  EXPECT_NE(refusal("base_url = \"id.example.edu\"").find("https://"), std::string::npos);
  EXPECT_NE(refusal("listen = \"8080\"").find("address:port"), std::string::npos);
}

}  // namespace
}  // namespace metroon::main
