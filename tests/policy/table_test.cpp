// What the institutions promise, held against what is decided; and the holder of the table itself.
#include "policy/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "files.hpp"

namespace metroon::policy {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(PolicyTable, PatrasDoesWhatItsTableSays) {
  EXPECT_THAT(check_table(load("patras.toml"), policy_file("patras.table")), IsEmpty());
}

TEST(PolicyTable, ExampleDoesWhatItsTableSays) {
  EXPECT_THAT(check_table(load("example.toml"), policy_file("example.table")), IsEmpty());
}

std::vector<std::string> check_edited(std::string_view old_part, std::string_view new_part) {
  return check_table(load("example.toml"),
                     edited(policy_file("example.table"), old_part, new_part));
}

TEST(PolicyTable, WrongExpectationIsToldWithBothSides) {
  EXPECT_THAT(check_edited("rehearsal-rooms  2028-02-29", "rehearsal-rooms  2028-03-01"),
              ElementsAre("line 14: player (activated 2026-09-01, ends -, -) has rehearsal-rooms "
                          "2028-02-29; expected 2028-03-01"));
}

TEST(PolicyTable, ChangedPolicyIsNoticed) {
  const auto policy =
      load_policy(edited(policy_file("example.toml"), "months = 18", "months = 17"), "p");
  ASSERT_TRUE(policy);
  EXPECT_THAT(check_table(*policy, policy_file("example.table")), testing::SizeIs(4));
}

TEST(PolicyTable, EveryAffiliationNeedsEveryService) {
  EXPECT_THAT(
      check_edited("patron        2026-09-01  -           -           notation         never", ""),
      ElementsAre("no row for affiliation \"patron\" and service \"notation\""));
}

TEST(PolicyTable, SameRowTwiceIsTold) {
  const auto table = policy_file("example.table");
  const auto last = table.substr(table.rfind('\n', table.size() - 2) + 1);
  EXPECT_THAT(check_table(load("example.toml"), table + last),
              ElementsAre(HasSubstr("the same row a second time")));
}

struct Unreadable {
  std::string_view old_part, new_part, told;
};

void PrintTo(const Unreadable& row, std::ostream* out) {
  *out << row.told;
}

class UnreadableRow : public testing::TestWithParam<Unreadable> {};

TEST_P(UnreadableRow, IsToldWithItsLine) {
  EXPECT_THAT(check_edited(GetParam().old_part, GetParam().new_part),
              testing::Contains(testing::AllOf(testing::StartsWith("line "),
                                               HasSubstr(std::string{GetParam().told}))));
}

INSTANTIATE_TEST_SUITE_P(
    PolicyTable, UnreadableRow,
    testing::Values(
        Unreadable{"affiliation   activated   ends", "affiliation   ends   activated",
                   "the first line names the columns"},
        Unreadable{"guest-artist  2026-08-31", "visitor       2026-08-31",
                   "affiliation \"visitor\"; expected an affiliation of the policy"},
        Unreadable{"guest-artist  2026-08-31", "guest-artist  2026-08-32",
                   "activated \"2026-08-32\"; expected YYYY-MM-DD or -"},
        Unreadable{"2027-06-20  graduation", "soon        graduation",
                   "ends \"soon\"; expected YYYY-MM-DD or -"},
        Unreadable{"2027-06-20  graduation", "2027-06-20  -",
                   "ending \"-\"; expected - without an end"},
        Unreadable{"2027-06-20  graduation", "-           graduation",
                   "ending \"graduation\"; expected - without an end"},
        Unreadable{"gallery          never", "galery           never",
                   "service \"galery\"; expected a service of the policy"},
        Unreadable{"gallery          never", "gallery          forever",
                   "until \"forever\"; expected for-ever, open"},
        Unreadable{"gallery          never", "gallery", "5 columns; expected affiliation"},
        Unreadable{"gallery          never", "gallery          never never", "7 columns"}));

}  // namespace
}  // namespace metroon::policy
