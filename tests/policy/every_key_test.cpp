// No key of a policy file may be misspelt or, where it says something needed, left out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "files.hpp"

namespace metroon::policy {
namespace {

// Without these a row means something else, but something that can be.
const std::set<std::string> optional_keys{"hint",         "student",    "needs_supervisor",
                                          "needs_period", "supervises", "owns_shared",
                                          "identity",     "form",       "url",
                                          "shared",       "levels",     "software",
                                          "groups",       "keep",       "open",
                                          "by_supervisor"};

struct KeyAt {
  std::string key;
  std::size_t begin{0};  ///< Of the key.
  bool whole_line{false};
};

// Every `key =` of the file: at the beginning of a line, or inside a row in braces.
std::vector<KeyAt> keys_of(const std::string& text) {
  std::vector<KeyAt> all;
  static const std::regex pattern{R"((^|\n|[{,] ?)([a-z_]+) *= )"};
  for (std::sregex_iterator at{text.begin(), text.end(), pattern}, end; at != end; ++at) {
    const auto lead = (*at)[1].str();
    all.push_back(
        {(*at)[2].str(), static_cast<std::size_t>(at->position(2)), lead.empty() || lead == "\n"});
  }
  return all;
}

class EveryKey : public testing::TestWithParam<const char*> {};

TEST_P(EveryKey, MisspeltIsAnError) {
  const auto text = policy_file(GetParam());
  const auto keys = keys_of(text);
  ASSERT_GT(keys.size(), 150U);
  for (const auto& at : keys) {
    auto wrong = text;
    wrong.insert(at.begin + at.key.size(), "q");
    const auto policy = load_policy(wrong, "p");
    const auto head = std::string_view{text}.substr(0, at.begin);
    ASSERT_FALSE(policy) << at.key << " at " << head.size();
    // Only a group's name may be noticed elsewhere: where the group is used.
    if (policy.error().problem == PolicyProblem::unknown_reference) continue;
    EXPECT_EQ(policy.error().line, 1 + static_cast<std::size_t>(std::ranges::count(head, '\n')))
        << to_text(policy.error());
  }
}

TEST_P(EveryKey, MissingIsAnErrorUnlessOptional) {
  const auto text = policy_file(GetParam());
  for (const auto& at : keys_of(text)) {
    const auto end = text.find('\n', at.begin);
    const bool complete = text[end - 1] != '[';
    if (!at.whole_line || !complete) continue;
    const auto policy = load_policy(std::string{text}.erase(at.begin, end - at.begin), "p");
    EXPECT_EQ(policy.has_value(), optional_keys.contains(at.key))
        << at.key << ": " << (policy ? "loaded" : to_text(policy.error()));
  }
}

INSTANTIATE_TEST_SUITE_P(LoadPolicy, EveryKey, testing::Values("patras.toml", "example.toml"),
                         [](const auto& one) {
                           return std::string{one.param}.substr(
                               0, std::string_view{one.param}.find('.'));
                         });

}  // namespace
}  // namespace metroon::policy
