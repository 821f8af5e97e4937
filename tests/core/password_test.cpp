// NIST SP 800-63B-4 section 3.1.1.2: long enough, not known, not guessable from the holder.
#include "core/password.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace metroon::core {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

const PasswordRules rules{.minimum = 15, .maximum = 64, .context_words = {"upatras", "Πάτρα"}};
const std::vector<std::string> holder{"Γεώργιος",     "Παπαδόπουλος",  "Georgios",
                                      "Papadopoulos", "gpapadopoulos", "1999"};

std::vector<PasswordProblem> problems(std::string_view password) {
  static const std::set<std::string, std::less<>> common{"correcthorsebattery", "iloveyouforever",
                                                         "σαγαπωγιαπαντα"};
  return check_password(rules, password, holder,
                        [](std::string_view folded) { return common.contains(folded); });
}

TEST(CheckPassword, long_phrases_in_any_alphabet_will_do) {
  for (const auto* good :
       {"τρία κόκκινα ποδήλατα", "winter plums on a tin roof", "x9$Lq2!vB7&nT4@w",
        "зимняя дорога к морю", "ёлка 🎄 и старый сад", "correct horse battery staple"})
    EXPECT_THAT(problems(good), IsEmpty()) << good;
}

TEST(CheckPassword, counts_code_points_and_not_octets) {
  EXPECT_THAT(problems("μηλαχλαδιατυρι"), ElementsAre(PasswordProblem::too_short));  // 14
  EXPECT_THAT(problems("μηλαχλαδιατυριν"), IsEmpty());                               // 15
}

TEST(CheckPassword, says_when_it_is_too_long) {
  std::string longest;
  for (int word = 0; longest.size() < 61; ++word) longest += "w" + std::to_string(word * 7919);
  longest.resize(64, 'x');
  EXPECT_THAT(problems(longest), IsEmpty());
  EXPECT_THAT(problems(longest + "y"), ElementsAre(PasswordProblem::too_long));
}

TEST(CheckPassword, common_words_stay_common_in_capitals_and_with_a_tail) {
  for (const auto* common : {"correcthorsebattery", "CorrectHorseBattery", "iloveyouforever123",
                             "ILoveYouForever!!", "ΣαγαπώΓιαΠάντα2026!"}) {
    EXPECT_THAT(problems(common), ElementsAre(PasswordProblem::too_common)) << common;
  }
}

TEST(CheckPassword, patterns_and_runs_are_repetitive) {
  for (const auto* repeated :
       {"aaaaaaaaaaaaaaaaa", "abcabcabcabcabcab", "1234123412341234", "αβγδεζηθικλμνξοπ",
        "abcdefghijklmnopq", "zyxwvutsrqponmlkj", "123456789012345", "qwertyuiopasdfgh",
        ";ςερτυθιοπασδφγη", "abcdefgh12345678", "1qaz2wsx3edc4rfv", "aaaabbbbccccdddd",
        "ξα ξα ξα ξα ξα ξα ", "passwordpassword", "καλοκαιρικαλοκαιρι2026!"})
    EXPECT_THAT(problems(repeated), Contains(PasswordProblem::repetitive)) << repeated;
}

TEST(CheckPassword, phrase_that_is_long_enough_may_be_said_twice) {
  EXPECT_THAT(problems("seven quiet herons seven quiet herons "), IsEmpty());
}

TEST(CheckPassword, run_inside_a_phrase_does_no_harm) {
  EXPECT_THAT(problems("my 1234 yellow submarines"), IsEmpty());
}

TEST(CheckPassword, own_names_and_the_institution_are_not_enough) {
  for (const auto* own :
       {"georgiospapadopoulos", "Papadopoulos1999!", "ΓεώργιοςΠαπαδόπουλος", "παπαδοπουλος1999",
        "upatrasupatras1!", "gpapadopoulos1999", "ΠάτραΠάτραΠάτρα"})
    EXPECT_THAT(problems(own), Contains(PasswordProblem::contains_you)) << own;
}

TEST(CheckPassword, own_name_beside_much_else_does_no_harm) {
  EXPECT_THAT(problems("georgios likes cold soup"), IsEmpty());
}

TEST(CheckPassword, tells_everything_at_once) {
  EXPECT_THAT(problems("upatras"),
              ElementsAre(PasswordProblem::too_short, PasswordProblem::contains_you));
}

TEST(CheckPassword, empty_password_is_merely_too_short) {
  EXPECT_THAT(problems(""), ElementsAre(PasswordProblem::too_short));
}

RC_GTEST_PROP(CheckPassword, repeating_a_short_pattern_never_helps, ()) {
  const auto pattern = *rc::gen::resize(
      4, rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('a', 'z'))));
  RC_PRE(pattern.size() <= 4U);
  std::string repeated;
  while (repeated.size() < rules.minimum) repeated += pattern;
  const auto found = problems(repeated);
  RC_ASSERT((std::ranges::find(found, PasswordProblem::repetitive) != found.end()));
}

}  // namespace
}  // namespace metroon::core
