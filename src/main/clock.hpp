// The one place that reads the clock, and the one that knows the institution's time zone.
#pragma once

#include <memory>
#include <string>

#include "base/day.hpp"

namespace metroon::main {

class Clock {
 public:
  /// Throws std::runtime_error if there is no such zone, e.g. `Europe/Athens`.
  explicit Clock(const std::string& time_zone);
  ~Clock();
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;

  [[nodiscard]] base::Now now() const;
  [[nodiscard]] base::Day day(base::Instant instant) const;

 private:
  struct Zone;
  std::unique_ptr<Zone> zone_;
};

}  // namespace metroon::main
