// The one place that reads the clock.
#pragma once

#include "base/zone.hpp"

namespace metroon::main {

class Clock {
 public:
  /// @throws as base::Zone.
  explicit Clock(const std::string& time_zone) : zone_{time_zone} {}

  [[nodiscard]] base::Now now() const;
  [[nodiscard]] base::Day day(base::Instant instant) const { return zone_.day(instant); }
  /// 0 to 23, by the institution's clock.
  [[nodiscard]] int hour(base::Instant instant) const;
  /// 0 to 1439, likewise.
  [[nodiscard]] int minute_of_day(base::Instant instant) const;

 private:
  base::Zone zone_;
};

}  // namespace metroon::main
