#include "core/delivery_guard.hpp"

#include <gtest/gtest.h>

namespace metroon::core {
namespace {

DeliveryVerdict verdict(std::int64_t asserted, std::int64_t ended) {
  const DeliveryCounts counts{.asserted = asserted, .rows = 100, .ended = ended};
  return judge(Registry{}, counts, true, false);
}

TEST(DeliveryGuard, share_that_equals_its_limit_is_fine) {
  EXPECT_EQ(verdict(100, 5), DeliveryVerdict::fine);
  EXPECT_EQ(verdict(100, 6), DeliveryVerdict::too_many_endings);
}

TEST(DeliveryGuard, small_registry_does_not_lose_nearly_everybody) {
  EXPECT_EQ(verdict(49, 48), DeliveryVerdict::too_many_endings);
  EXPECT_EQ(verdict(49, 3), DeliveryVerdict::too_many_endings);
  EXPECT_EQ(verdict(49, 2), DeliveryVerdict::fine);
}

TEST(DeliveryGuard, registry_of_two_rows_can_be_used) {
  EXPECT_EQ(verdict(2, 2), DeliveryVerdict::fine);
  EXPECT_EQ(verdict(1, 1), DeliveryVerdict::fine);
  const DeliveryCounts first{.asserted = 0, .rows = 40, .added = 40};
  EXPECT_EQ(judge(Registry{}, first, true, false), DeliveryVerdict::fine);
}

}  // namespace
}  // namespace metroon::core
