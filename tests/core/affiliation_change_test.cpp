#include "core/affiliation_change.hpp"

#include <gtest/gtest.h>

#include <array>

#include "core/delivery_guard.hpp"

namespace metroon::core {
namespace {

using std::chrono::days;

constexpr Day today{days{20'000}};

Affiliation affiliation(std::int64_t id, std::optional<Day> ends = {}) {
  return {.id = {id}, .kind = 0, .unit = "chemistry", .from = today - days{300}, .ends = ends};
}

TEST(AffiliationChanges, what_stays_as_it_was_is_not_among_them) {
  const std::array before{affiliation(1), affiliation(2)};
  auto after = before;
  after[1].unit = "physics";
  const auto changes = affiliation_changes(before, after, today);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes.front().sort, ChangeSort::changes);
  EXPECT_EQ(changes.front().before, before[1]);
  EXPECT_EQ(changes.front().after, after[1]);
}

TEST(AffiliationChanges, one_that_was_not_there_begins_even_where_it_ends_soon) {
  const std::array after{affiliation(1, today)};
  const auto changes = affiliation_changes({}, after, today);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes.front().sort, ChangeSort::begins);
  EXPECT_FALSE(changes.front().before);
}

TEST(AffiliationChanges, what_ends_soon_ends_and_what_ends_later_is_changed_as_the_guard_counts) {
  const auto soon = soon_day(std::array{60, 30}, today);
  EXPECT_EQ(soon, today + days{60});
  EXPECT_EQ(soon_day({}, today), today);
  const std::array before{affiliation(1), affiliation(2), affiliation(3, today)};
  const std::array after{affiliation(1, soon), affiliation(2, soon + days{1}), affiliation(3)};
  const auto changes = affiliation_changes(before, after, soon);
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(changes[0].sort, ChangeSort::ends);
  EXPECT_EQ(changes[1].sort, ChangeSort::changes);
  EXPECT_EQ(changes[2].sort, ChangeSort::changes);
}

}  // namespace
}  // namespace metroon::core
