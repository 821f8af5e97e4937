#include "main/clock.hpp"

namespace metroon::main {

base::Now Clock::now() const {
  const auto instant =
      std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  return {instant, day(instant)};
}

int Clock::hour(base::Instant instant) const {
  const auto local = zone_.local(instant);
  return static_cast<int>(
      std::chrono::floor<std::chrono::hours>(local - std::chrono::floor<std::chrono::days>(local))
          .count());
}

int Clock::minute_of_day(base::Instant instant) const {
  const auto local = zone_.local(instant);
  return static_cast<int>(
      std::chrono::floor<std::chrono::minutes>(local - std::chrono::floor<std::chrono::days>(local))
          .count());
}

}  // namespace metroon::main
