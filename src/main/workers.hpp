// The threads that answer requests, and the short queue before them.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace metroon::main {

/// A job that finds the queue full is refused at once: a client who is told "come back in five
/// seconds" is served better than one who waits behind a thousand others.
class Workers {
 public:
  using Job = std::move_only_function<void()>;  // Must not throw.

  /// @param queue How many jobs may wait beside those under way.
  Workers(unsigned threads, std::size_t queue);
  /// Waits for the jobs under way; those that still wait are dropped.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// @return false if the queue is full; then the job was not and will not be run.
  [[nodiscard]] bool submit(Job job);

 private:
  void work();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> waiting_;
  std::size_t queue_;
  std::size_t free_threads_{0};
  bool ending_{false};
  std::vector<std::jthread> threads_;
};

}  // namespace metroon::main
