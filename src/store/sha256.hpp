// The hash of migrations and of the audit chain.
#pragma once

#include "base/bytes.hpp"

namespace metroon::store {

/// 32 octets.
[[nodiscard]] base::Bytes sha256(base::BytesView bytes);

}  // namespace metroon::store
