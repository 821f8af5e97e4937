// The bounded pool.
#include "main/workers.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>

namespace metroon::main {
namespace {

/// Keeps the only thread of a pool busy until it is let go.
class Plug {
 public:
  explicit Plug(Workers& workers) {
    std::promise<void> begun;
    auto has_begun = begun.get_future();
    EXPECT_TRUE(workers.submit([begun = std::move(begun), free = free_.get_future()]() mutable {
      begun.set_value();
      free.wait();
    }));
    has_begun.wait();
  }
  ~Plug() { free_.set_value(); }

 private:
  std::promise<void> free_;
};

TEST(Workers, RunEveryJobTheyTook) {
  std::atomic<int> ran{0};
  int taken = 0;
  Workers workers{3, 100};
  for (int job = 0; job < 100; ++job) taken += workers.submit([&] { ++ran; }) ? 1 : 0;
  EXPECT_EQ(taken, 100);
  while (ran < taken) std::this_thread::yield();
}

TEST(Workers, RefuseAJobThatFindsTheQueueFull) {
  Workers workers{1, 2};
  const Plug plug{workers};
  EXPECT_TRUE(workers.submit([] {}));
  EXPECT_TRUE(workers.submit([] {}));
  EXPECT_FALSE(workers.submit([] { FAIL() << "was refused"; }));
}

TEST(Workers, TakeAJobWithoutAnyQueueIfAThreadIsFree) {
  Workers workers{1, 0};
  const Plug plug{workers};
  EXPECT_FALSE(workers.submit([] { FAIL() << "was refused"; }));
}

TEST(Workers, HoldNothingAfterTheirEnd) {
  const auto held = std::make_shared<int>(1);
  {
    Workers workers{1, 2};
    const Plug plug{workers};
    ASSERT_TRUE(workers.submit([held] {}));
  }
  EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace metroon::main
