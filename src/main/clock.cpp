#include "main/clock.hpp"

namespace metroon::main {

base::Now Clock::now() const {
  const auto instant =
      std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  return {instant, day(instant)};
}

}  // namespace metroon::main
