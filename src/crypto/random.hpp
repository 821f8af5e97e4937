// Unguessable octets and growing numbers.
#pragma once

#include <atomic>

#include "app/ports.hpp"

namespace metroon::crypto {

/// Safe to use from several threads.
class SystemRandom final : public app::Random {
 public:
  SystemRandom();
  [[nodiscard]] app::Bytes bytes(std::size_t count) override;
  /// Milliseconds since 2020, then 20 random bits: numbers of one process grow strictly, those of
  /// several interleave by time and hardly ever meet. Positive until the year 2298.
  [[nodiscard]] std::int64_t next_id(app::Instant now) override;

 private:
  std::atomic<std::int64_t> last_{0};
};

}  // namespace metroon::crypto
