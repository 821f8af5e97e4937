// A value that no log, page or error text can show by accident.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace metroon::base {

/// Holds a password, key, code or token. Not printable, not comparable; wiped when it dies.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_{std::move(value)} {}
  Secret(const Secret&) = default;
  Secret(Secret&& other) noexcept : value_{std::exchange(other.value_, {})} {}
  Secret& operator=(const Secret&) = default;
  Secret& operator=(Secret&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~Secret() { wipe(); }

  /// The one way in; the name is long so that a reviewer sees each use.
  [[nodiscard]] std::string_view reveal() const { return value_; }
  [[nodiscard]] bool empty() const { return value_.empty(); }

 private:
  void wipe() noexcept {
    volatile char* at = value_.data();
    for (std::size_t left = value_.size(); left > 0; --left) *at++ = 0;
  }
  std::string value_;
};

}  // namespace metroon::base
