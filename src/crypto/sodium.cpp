#include "crypto/sodium.hpp"

#include <sodium.h>

#include <stdexcept>

namespace metroon::crypto {

void start_sodium() {
  static const bool started = [] {
    if (sodium_init() < 0) throw std::runtime_error{"libsodium could not start"};
    return true;
  }();
  static_cast<void>(started);
}

Key::~Key() {
  sodium_memzero(octets_.data(), octets_.size());
}

bool equal_in_constant_time(base::BytesView one, base::BytesView other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace metroon::crypto
