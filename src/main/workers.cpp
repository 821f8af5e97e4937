#include "main/workers.hpp"

#include <cassert>
#include <utility>

namespace metroon::main {

Workers::Workers(unsigned threads, std::size_t queue) : queue_{queue}, free_threads_{threads} {
  assert(threads > 0);
  for (unsigned thread = 0; thread < threads; ++thread) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
  {
    const std::scoped_lock lock{mutex_};
    ending_ = true;
  }
  changed_.notify_all();
  threads_.clear();  // Joins. Whatever waits is destroyed after that, by nobody else's thread.
}

bool Workers::submit(Job job) {
  {
    const std::scoped_lock lock{mutex_};
    // A job that a free thread is about to take does not count as waiting.
    if (ending_ || waiting_.size() >= queue_ + free_threads_) return false;
    waiting_.push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

void Workers::work() {
  std::unique_lock lock{mutex_};
  for (;;) {
    changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    if (ending_) return;
    Job job = std::move(waiting_.front());
    waiting_.pop_front();
    --free_threads_;
    lock.unlock();
    job();
    job = nullptr;  // What the job holds dies before the thread counts as free.
    lock.lock();
    ++free_threads_;
  }
}

}  // namespace metroon::main
