// Batches of sheets being drawn while pages go on: a port that main carries out on a thread.
#pragma once

#include "app/house.hpp"

namespace metroon::app {

/// Whose sheets a batch has.
enum class BatchOf : std::uint8_t {
  without_sheet,  ///< Those who have none that somebody could still hand over.
  everybody       ///< Those who have one as well: every sheet printed before is void.
};

struct BatchProgress {
  enum class State : std::uint8_t { drawing, ready, nobody, failed } state{State::drawing};
  std::size_t drawn{0}, of{0};
};

/// Nothing of it is on disk: a batch that a restart lost is asked for again as one of everybody.
class Batches {
 public:
  virtual ~Batches() = default;
  /// @return false where one of this secretary's is being drawn.
  virtual bool start(const Call&, const Staff&, BatchOf) = 0;
  /// Empty where there is none; what nobody took within half an hour is gone.
  [[nodiscard]] virtual std::optional<BatchProgress> progress(core::StaffId, Instant now) = 0;
  /// Once, for the one who asked for it.
  [[nodiscard]] virtual std::optional<Bytes> take(core::StaffId, Instant now) = 0;
};

}  // namespace metroon::app
