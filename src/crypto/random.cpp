#include "crypto/random.hpp"

#include <sodium.h>

#include <algorithm>

#include "crypto/sodium.hpp"

namespace metroon::crypto {
namespace {

using namespace std::chrono_literals;

constexpr unsigned random_bits = 20;
constexpr app::Instant epoch{std::chrono::sys_days{2020y / 1 / 1}};

}  // namespace

SystemRandom::SystemRandom() {
  start_sodium();
}

app::Bytes SystemRandom::bytes(std::size_t count) {
  app::Bytes octets(count, '\0');
  randombytes_buf(octets.data(), octets.size());
  return octets;
}

std::int64_t SystemRandom::next_id(app::Instant now) {
  // A clock that was set before 2020 must not make numbers that are not positive.
  const auto since = std::max<std::int64_t>((now - epoch).count(), 0);
  const std::int64_t proposed = (since << random_bits) | randombytes_uniform(1U << random_bits);
  auto last = last_.load();
  std::int64_t next{};
  do next = std::max(proposed, last + 1);
  while (!last_.compare_exchange_weak(last, next));
  return next;
}

}  // namespace metroon::crypto
