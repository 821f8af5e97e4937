// Three years of a university from a seed; METROON_SEED repeats a run that failed.
#include <cstdlib>
#include <iostream>

#include "app/simulated_university.hpp"

namespace metroon::app {
namespace {

std::uint64_t seed() {
  const char* given = std::getenv("METROON_SEED");
  return given ? std::strtoull(given, nullptr, 10) : 20'260'302;
}

TEST(SimulatedYears, NoInvariantBreaksOnAnyDay) {
  std::cout << "METROON_SEED=" << seed() << "\n";
  SimulatedUniversity university{seed()};
  for (int day = 0; day < 3 * 365 && university.wrong().empty(); ++day) university.live_a_day();
  university.end();
  for (const auto& wrong : university.wrong()) ADD_FAILURE() << wrong;
  const auto& counts = university.counts();
  EXPECT_GT(counts.people, 100);
  EXPECT_GT(counts.approved, 50);
  EXPECT_GT(counts.activated, 50);
  EXPECT_GT(counts.returned, 5);
  EXPECT_GT(counts.ended, 50);
  EXPECT_GT(counts.waited, 5);
  EXPECT_GT(counts.suspended, 5);
}

}  // namespace
}  // namespace metroon::app
