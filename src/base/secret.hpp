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
  // A short text is copied when it moves: what it leaves behind goes too.
  Secret(Secret&& other) noexcept : value_{std::move(other.value_)} { other.wipe(); }
  // By way of a second one, which takes the old value with it and wipes that.
  Secret& operator=(const Secret& other) { return *this = Secret{other}; }
  Secret& operator=(Secret&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~Secret() { wipe(); }

  /// The one way in; the name is long so that a reviewer sees each use.
  [[nodiscard]] std::string_view reveal() const { return value_; }
  [[nodiscard]] bool empty() const { return value_.empty(); }

 private:
  // Up to the capacity: a text that became shorter left its end there.
  void wipe() noexcept {
    value_.resize(value_.capacity());
    volatile char* at = value_.data();
    for (std::size_t left = value_.size(); left > 0; --left) *at++ = 0;
    value_.clear();
  }
  std::string value_;
};

}  // namespace metroon::base
