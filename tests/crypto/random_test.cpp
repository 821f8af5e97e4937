// Numbers for new rows.
#include "crypto/random.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <thread>

namespace metroon::crypto {
namespace {

using namespace std::chrono_literals;
constexpr app::Instant morning{std::chrono::sys_days{2026y / 11 / 23}};

RC_GTEST_PROP(NextId, IsPositiveAndGrowsEvenWhereTheClockJumpsBack, ()) {
  SystemRandom random;
  std::int64_t last = 0;
  for (const auto millisecond : *rc::gen::container<std::vector<std::int64_t>>(
           rc::gen::inRange<std::int64_t>(-2'000'000'000'000, 8'000'000'000'000))) {
    const auto next = random.next_id(app::Instant{std::chrono::milliseconds{millisecond}});
    RC_ASSERT(next > last);
    last = next;
  }
}

TEST(NextId, TellsTheTimeInItsUpperBits) {
  SystemRandom random;
  const auto since = morning - app::Instant{std::chrono::sys_days{2020y / 1 / 1}};
  EXPECT_EQ(random.next_id(morning) >> 20, since.count());
}

TEST(NextId, OfTwoProcessesDiffersWithinOneMillisecond) {
  std::vector<std::int64_t> ids;
  for (int process = 0; process < 3; ++process) ids.push_back(SystemRandom{}.next_id(morning));
  std::ranges::sort(ids);
  EXPECT_NE(ids.front(), ids.back());
}

TEST(NextId, OfTwoThreadsIsNeverTheSame) {
  constexpr std::size_t each = 20'000;
  SystemRandom random;
  std::vector<std::int64_t> ids(2 * each);
  const auto fill = [&](std::size_t from) {
    for (std::size_t at = from; at < from + each; ++at) ids[at] = random.next_id(morning);
  };
  {
    const std::jthread one{fill, std::size_t{0}};
    const std::jthread other{fill, each};
  }
  std::ranges::sort(ids);
  EXPECT_EQ(std::ranges::adjacent_find(ids), ids.end());
}

TEST(RandomBytes, AreAsManyAsAskedAndDiffer) {
  SystemRandom random;
  EXPECT_EQ(random.bytes(0).size(), 0U);
  EXPECT_EQ(random.bytes(24).size(), 24U);
  EXPECT_NE(random.bytes(24), random.bytes(24));
}

}  // namespace
}  // namespace metroon::crypto
