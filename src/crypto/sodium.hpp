// What every user of libsodium here needs once: the library started, and keys that are wiped.
#pragma once

#include <array>

#include "base/bytes.hpp"

namespace metroon::crypto {

/// Starts libsodium; throws std::runtime_error where the system gives no random octets. Cheap when
/// repeated, safe from several threads.
void start_sodium();

/// 32 octets that are wiped when they die.
class Key {
 public:
  Key() = default;
  Key(const Key&) = default;
  Key& operator=(const Key&) = default;
  ~Key();

  [[nodiscard]] unsigned char* data() { return octets_.data(); }
  [[nodiscard]] const unsigned char* data() const { return octets_.data(); }
  static constexpr std::size_t size() { return 32; }

 private:
  std::array<unsigned char, 32> octets_{};
};

/// Takes as long for any two texts of one length: an attacker learns nothing from the time.
[[nodiscard]] bool equal_in_constant_time(base::BytesView one, base::BytesView other);

}  // namespace metroon::crypto
