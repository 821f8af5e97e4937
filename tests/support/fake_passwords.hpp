// Hashing that takes no time and hides nothing; it counts how often it was asked.
#pragma once

#include <functional>

#include "app/ports.hpp"

namespace metroon::support {

class FakePasswords final : public app::Passwords {
 public:
  std::optional<std::string> hash(const base::Secret& password) override {
    ++hashed;
    if (busy) return {};
    return "fake$" + std::string{password.reveal()};
  }

  std::optional<bool> verify(const base::Secret& password, std::string_view phc) override {
    ++verified;
    if (busy) return {};
    const bool right = phc == "fake$" + std::string{password.reveal()};
    if (meanwhile) meanwhile();
    return right;
  }

  bool is_common(std::string_view folded) const override { return folded == common; }

  std::string common{"correct horse battery staple"};
  bool busy{false};                 ///< As if too many others were being hashed.
  std::function<void()> meanwhile;  ///< What others do while a password is verified.
  int hashed{0};
  int verified{0};
};

}  // namespace metroon::support
