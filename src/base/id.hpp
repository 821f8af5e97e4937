// Identifiers that cannot be taken for one another.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace metroon::base {

/// A positive number made by us (never by the database), unique per kind; 0 means "none yet".
template <class Tag>
struct Id {
  std::int64_t value{0};

  [[nodiscard]] explicit operator bool() const { return value != 0; }
  auto operator<=>(const Id&) const = default;
};

}  // namespace metroon::base

template <class Tag>
struct std::hash<metroon::base::Id<Tag>> {
  std::size_t operator()(metroon::base::Id<Tag> id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
