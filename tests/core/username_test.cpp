// Names for accounts: what may be one, and what is proposed.
#include "core/username.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace metroon::core {
namespace {

using ::testing::ElementsAre;

const UsernameRules rules{.patterns = {"{first:1}{last}", "{first}.{last}", "{last}.{first}"},
                          .minimum = 3,
                          .maximum = 20,
                          .reserved = {"root", "egkikas2"}};

Names named(std::string first, std::string last) {
  return {.first = std::move(first), .last = std::move(last)};
}

TEST(CheckUsername, takes_letters_digits_and_single_separators_inside) {
  for (const auto* good : {"eva", "e.gkikas", "e-gkikas2", "a1b", "papadopoulosgeorgios"})
    EXPECT_TRUE(check_username(rules, good).has_value()) << good;
}

TEST(CheckUsername, says_what_is_wrong) {
  const auto problem = [](std::string_view name) { return check_username(rules, name).error(); };
  EXPECT_EQ(problem(""), UsernameProblem::too_short);
  EXPECT_EQ(problem("ab"), UsernameProblem::too_short);
  EXPECT_EQ(problem("papadopoulosgeorgiosa"), UsernameProblem::too_long);
  for (const auto* bad :
       {"Eva", "1eva", ".eva", "eva.", "eva-", "e..va", "e.-va", "e_va", "e va", "εύα"})
    EXPECT_EQ(problem(bad), UsernameProblem::wrong_characters) << bad;
  EXPECT_EQ(problem("root"), UsernameProblem::reserved);
}

TEST(ProposeUsernames, goes_by_the_patterns_and_then_counts) {
  EXPECT_THAT(
      propose_usernames(rules, named("Ευάγγελος", "Γκίκας"), 5),
      ElementsAre("egkikas", "evangelos.gkikas", "gkikas.evangelos", "egkikas3", "egkikas4"));
}

TEST(ProposeUsernames, prefers_the_spelling_of_the_passport) {
  auto names = named("Ευάγγελος", "Γκίκας");
  names.first_latin = "Evangelos";
  names.last_latin = "O'Gikas-Pappa";
  EXPECT_THAT(propose_usernames(rules, names, 1), ElementsAre("eogikaspappa"));
}

TEST(ProposeUsernames, cuts_long_names_and_leaves_room_for_the_number) {
  const auto proposed = propose_usernames(rules, named("Παναγιώτα", "Παπαχαραλαμποπουλοπούλου"), 5);
  EXPECT_THAT(proposed,
              ElementsAre("ppapacharalampopoulo", "panagiota.papacharal", "papacharalampopoulop",
                          "ppapacharalampopoul2", "ppapacharalampopoul3"));
}

TEST(ProposeUsernames, short_names_grow_by_the_number) {
  const UsernameRules initials{.patterns = {"{first:1}{last:1}"}, .minimum = 3, .maximum = 20};
  EXPECT_THAT(propose_usernames(initials, named("Εύα", "Παππά"), 2), ElementsAre("ep2", "ep3"));
}

TEST(ProposeUsernames, name_without_a_latin_spelling_still_gets_some) {
  EXPECT_THAT(propose_usernames(rules, named("毛", "泽东"), 2), ElementsAre("member2", "member3"));
}

TEST(ProposeUsernames, rules_that_nothing_fits_give_nothing) {
  const UsernameRules impossible{.patterns = {"{last}"}, .minimum = 30, .maximum = 20};
  EXPECT_TRUE(propose_usernames(impossible, named("Εύα", "Παππά"), 1).empty());
}

RC_GTEST_PROP(ProposeUsernames, are_well_formed_and_none_is_there_twice,
              (const std::string& first, const std::string& last)) {
  const auto keep_letters = [](std::string text) {
    std::erase_if(text, [](char one) { return static_cast<unsigned char>(one) >= 0x80; });
    return text;
  };
  const auto proposed =
      propose_usernames(rules, named(keep_letters(first), keep_letters(last)), 12);
  RC_ASSERT(proposed.size() == 12U);
  RC_ASSERT((std::set<std::string>(proposed.begin(), proposed.end()).size() == 12U));
  for (const auto& one : proposed) RC_ASSERT(check_username(rules, one).has_value());
}

}  // namespace
}  // namespace metroon::core
