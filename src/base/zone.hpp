// The local time of an institution.
#pragma once

#include <memory>
#include <string>

#include "base/day.hpp"

namespace metroon::base {

class Zone {
 public:
  /// Throws std::runtime_error if there is no such zone, e.g. `Europe/Athens`.
  explicit Zone(const std::string& name);
  ~Zone();
  Zone(const Zone&) = delete;
  Zone& operator=(const Zone&) = delete;

  [[nodiscard]] std::chrono::local_time<std::chrono::milliseconds> local(Instant) const;
  [[nodiscard]] Day day(Instant) const;

 private:
  struct Inner;
  std::unique_ptr<const Inner> inner_;
};

}  // namespace metroon::base
