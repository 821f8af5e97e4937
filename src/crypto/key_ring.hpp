// The master keys of one installation. All other keys are derived from them.
#pragma once

#include <cstdint>
#include <map>

#include "crypto/sodium.hpp"

namespace metroon::crypto {

/// By version, 1 to 255; never empty when it comes from a key file. The highest version seals; all
/// open. Texts are always hashed under the lowest one: their hashes are searched for in the
/// database, so rolling the keys must not change them.
using KeyRing = std::map<std::uint8_t, Key>;

/// A fresh random master key.
[[nodiscard]] Key make_key();

}  // namespace metroon::crypto
