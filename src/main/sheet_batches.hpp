// Draws batches of sheets, one after another, on a thread of its own.
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

#include "app/batches.hpp"

namespace metroon::main {

/// A thread from construction to destruction; what is being drawn then is given up.
class SheetBatches final : public app::Batches {
 public:
  explicit SheetBatches(app::House&);
  ~SheetBatches() override;
  SheetBatches(const SheetBatches&) = delete;
  SheetBatches& operator=(const SheetBatches&) = delete;

  bool start(const app::Call&, const app::Staff&, app::BatchOf) override;
  std::optional<app::BatchProgress> progress(core::StaffId, app::Instant now) override;
  std::optional<app::Bytes> take(core::StaffId, app::Instant now) override;

 private:
  struct Job {
    app::Call call;
    app::Staff staff;
    app::BatchOf of;
  };
  struct Batch {
    app::BatchProgress progress;
    app::Bytes pdf;
    app::Instant asked{};
  };

  void run(const std::stop_token&);
  void draw(const Job&, const std::stop_token&);
  void finish(core::StaffId, app::BatchProgress::State, app::Bytes pdf);
  void forget_old(app::Instant now);

  app::House& house_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Job> jobs_;
  std::map<std::int64_t, Batch> batches_;
  std::jthread thread_;
};

}  // namespace metroon::main
