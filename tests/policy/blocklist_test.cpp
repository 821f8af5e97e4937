// The list is in the form in which passwords are looked up, and stops what it is there to stop.
#include "policy/blocklist.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.hpp"
#include "core/password.hpp"

namespace metroon::policy {
namespace {

TEST(Blocklist, RemarksAndEmptyLinesAreNotPasswords) {
  EXPECT_THAT(blocklist_of("# remark\n\none\ntwo three"), testing::ElementsAre("one", "two three"));
}

TEST(Blocklist, EveryLineIsFolded) {
  for (const auto& line : embedded_blocklist()) EXPECT_EQ(base::fold(line), line);
}

TEST(Blocklist, NoLineTwice) {
  auto lines = embedded_blocklist();
  EXPECT_GT(lines.size(), 3000U);
  std::ranges::sort(lines);
  EXPECT_EQ(std::ranges::adjacent_find(lines), lines.end());
}

bool is_refused(std::string_view password) {
  static const auto lines = embedded_blocklist();
  const auto problems = core::check_password({}, password, {}, [](std::string_view folded) {
    return std::ranges::find(lines, folded) != lines.end();
  });
  return std::ranges::find(problems, core::PasswordProblem::too_common) != problems.end();
}

TEST(Blocklist, StopsWhatPeopleTryFirst) {
  EXPECT_TRUE(is_refused("Password12345678!"));
  EXPECT_TRUE(is_refused("passwordwelcome"));
  EXPECT_TRUE(is_refused("Correct-Horse-Battery-Staple"));
  EXPECT_TRUE(is_refused("Πανεπιστήμιο Πατρών 2026"));
  EXPECT_TRUE(is_refused("ΟΛΥΜΠΙΑΚΟΣ1234567"));
  EXPECT_TRUE(is_refused("σαγαπω1234567890"));
}

TEST(Blocklist, LetsAPhraseOfOnesOwnPass) {
  EXPECT_FALSE(is_refused("seven herons over Rio"));
  EXPECT_FALSE(is_refused("επτά ερωδιοί πάνω από το Ρίο"));
}

}  // namespace
}  // namespace metroon::policy
