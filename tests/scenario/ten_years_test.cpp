// Ten years of a university from a seed. METROON_SEED repeats a run that failed; METROON_PEOPLE and
// METROON_YEARS make it larger.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <random>

#include "scenario/university.hpp"

namespace metroon::scenario {
namespace {

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* given = std::getenv(name);
  return given ? std::strtoull(given, nullptr, 10) : otherwise;
}

void live(std::uint64_t seed) {
  std::cout << "METROON_SEED=" << seed << std::endl;
  University university{seed, static_cast<unsigned>(setting("METROON_PEOPLE", 220))};
  const auto days = 365 * setting("METROON_YEARS", 10);
  for (std::uint64_t day = 0; day < days && university.wrong().empty(); ++day)
    university.live_a_day();
  university.end();
  for (const auto& wrong : university.wrong()) std::cout << wrong << "\n";
  EXPECT_TRUE(university.wrong().empty()) << "METROON_SEED=" << seed << " repeats it";
  const auto& counts = university.counts();
  const auto& seen = university.oracle().counts;
  const auto& mail = university.servers();
  if (days >= 3650) {  // A life without lies, deaths and endings would prove little.
    EXPECT_GT(counts.activated, 300);
    EXPECT_GT(counts.stopped, 30);
    EXPECT_GT(counts.confirmed, 5);
    EXPECT_GT(counts.held, 5);
    EXPECT_GT(counts.died, 3);
    EXPECT_GT(counts.suspended, 30);
    EXPECT_GT(counts.claimed, 3);
    EXPECT_GT(counts.campaigns, 20);
    EXPECT_GT(counts.certificates.size(), 0U);
    EXPECT_GT(counts.paused, 5);
    EXPECT_GT(counts.held_by_hand, 3);
    EXPECT_GT(counts.mailboxes, 3);
    EXPECT_GT(counts.corrected, 10);
    EXPECT_GT(counts.dead, 5);
    EXPECT_GT(counts.checked, 15);
    EXPECT_GT(mail.refused, 10);
    EXPECT_GT(seen.ended, 500);
    EXPECT_GT(seen.waited, 500);
    EXPECT_GT(seen.three_capacities, 10);
    EXPECT_GT(seen.withdrawn, 0);
    EXPECT_GT(seen.erased, 0);
  }
  std::cout << university.people() << " people, " << counts.activated << " activated, "
            << counts.applied << " applied, " << counts.deliveries << " deliveries, "
            << counts.stopped << " stopped, " << counts.confirmed << " confirmed, " << counts.held
            << " rows held, " << counts.died << " deaths, " << counts.suspended << " suspended, "
            << counts.claimed << " claims, " << counts.merged << " merged, " << counts.campaigns
            << " campaigns, " << counts.paused << " paused, " << counts.held_by_hand
            << " held by hand, " << counts.mailboxes << " non-personal accounts, "
            << counts.orphaned << " without a fit owner, " << counts.successors << " successors, "
            << counts.corrected << " corrected, " << counts.dead << " dead, " << mail.taken
            << " letters, " << mail.refused << " refused, " << seen.looks << " looks, "
            << seen.ended << " endings, " << seen.waited << " waited, " << seen.withdrawn
            << " withdrawn, " << seen.three_capacities << " with three capacities\n";
}

TEST(TenYears, OfAUniversityFromTheSameSeed) {
  live(setting("METROON_SEED", 20'260'907));
}

TEST(TenYears, OfAUniversityFromAnySeed) {
  live(setting("METROON_SEED", std::random_device{}()));
}

}  // namespace
}  // namespace metroon::scenario
