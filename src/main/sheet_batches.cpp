#include "main/sheet_batches.hpp"

#include <spdlog/spdlog.h>

#include "app/secretariat.hpp"

namespace metroon::main {
namespace {

using State = app::BatchProgress::State;

constexpr std::chrono::minutes kept{30};

}  // namespace

SheetBatches::SheetBatches(app::House& house)
    : house_{house}, thread_{[this](const std::stop_token& stop) { run(stop); }} {}

SheetBatches::~SheetBatches() {
  thread_.request_stop();
  wake_.notify_all();
}

bool SheetBatches::start(const app::Call& call, const app::Staff& staff, app::BatchOf of) {
  const std::scoped_lock lock{mutex_};
  forget_old(call.now.instant);
  const auto found = batches_.find(staff.id.value);
  if (found != batches_.end() && found->second.progress.state == State::drawing) return false;
  batches_[staff.id.value] = {.progress = {}, .pdf = {}, .asked = call.now.instant};
  jobs_.push_back({call, staff, of});
  wake_.notify_all();
  return true;
}

std::optional<app::BatchProgress> SheetBatches::progress(core::StaffId staff, app::Instant now) {
  const std::scoped_lock lock{mutex_};
  forget_old(now);
  const auto found = batches_.find(staff.value);
  return found == batches_.end() ? std::nullopt : std::optional{found->second.progress};
}

std::optional<app::Bytes> SheetBatches::take(core::StaffId staff, app::Instant now) {
  const std::scoped_lock lock{mutex_};
  forget_old(now);
  const auto found = batches_.find(staff.value);
  if (found == batches_.end() || found->second.progress.state != State::ready) return {};
  auto pdf = std::move(found->second.pdf);
  batches_.erase(found);
  return pdf;
}

void SheetBatches::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::unique_lock lock{mutex_};
    if (!wake_.wait(lock, stop, [&] { return !jobs_.empty(); })) return;
    const auto job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    draw(job, stop);
  }
}

void SheetBatches::draw(const Job& job, const std::stop_token& stop) {
  try {
    const auto progress = [&](std::size_t drawn, std::size_t of) {
      const std::scoped_lock lock{mutex_};
      auto& batch = batches_[job.staff.id.value];
      batch.progress.drawn = drawn;
      batch.progress.of = of;
      return !stop.stop_requested();
    };
    auto pdf = app::draw_batch(house_, job.call, job.staff, job.of, progress);
    const auto state = pdf.empty() ? State::nobody : State::ready;
    finish(job.staff.id, state, std::move(pdf));
  } catch (const std::exception& fault) {
    spdlog::error("METROON-G04: a batch of sheets: {}", fault.what());
    finish(job.staff.id, State::failed, {});
  }
}

void SheetBatches::finish(core::StaffId staff, State state, app::Bytes pdf) {
  const std::scoped_lock lock{mutex_};
  auto& batch = batches_[staff.value];
  batch.progress.state = state;
  batch.pdf = std::move(pdf);
}

void SheetBatches::forget_old(app::Instant now) {
  std::erase_if(batches_, [&](const auto& one) {
    const auto& batch = one.second;
    return batch.progress.state != State::drawing && now - batch.asked > kept;
  });
}

}  // namespace metroon::main
