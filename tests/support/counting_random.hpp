// Numbers that anybody can guess: 1, 2, 3, …
#pragma once

#include <atomic>

#include "app/ports.hpp"

namespace metroon::support {

class CountingRandom final : public app::Random {
 public:
  app::Bytes bytes(std::size_t count) override {
    app::Bytes made(count, '\0');
    const auto number = static_cast<std::uint64_t>(++last_);
    for (std::size_t at = 0; at < count; ++at)
      made[at] = static_cast<char>((number >> (8 * (at % 8))) & 0xff);
    return made;
  }
  std::int64_t next_id(app::Instant) override { return ++last_; }

 private:
  std::atomic<std::int64_t> last_{0};
};

}  // namespace metroon::support
