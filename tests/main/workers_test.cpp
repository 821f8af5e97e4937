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
    EXPECT_TRUE(workers.submit([this] {
      begun_.set_value();
      free_.get_future().wait();
    }));
    begun_.get_future().wait();
  }
  void let_go() { free_.set_value(); }

 private:
  std::promise<void> begun_;
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
  Plug plug{workers};
  EXPECT_TRUE(workers.submit([] {}));
  EXPECT_TRUE(workers.submit([] {}));
  EXPECT_FALSE(workers.submit([] { FAIL() << "was refused"; }));
  plug.let_go();
}

TEST(Workers, TakeAJobWithoutAnyQueueIfAThreadIsFree) {
  Workers workers{1, 0};
  Plug plug{workers};
  EXPECT_FALSE(workers.submit([] { FAIL() << "was refused"; }));
  plug.let_go();
}

TEST(Workers, HoldNothingAfterTheirEnd) {
  auto held = std::make_shared<int>(1);
  std::promise<void> begun;
  std::promise<void> free;
  std::future<void> ended;
  {
    Workers workers{1, 2};
    ASSERT_TRUE(workers.submit([&] {
      begun.set_value();
      free.get_future().wait();
    }));
    begun.get_future().wait();
    ASSERT_TRUE(workers.submit([held] {}));
    ended = std::async(std::launch::async, [&] { free.set_value(); });
  }
  EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace metroon::main
