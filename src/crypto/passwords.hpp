// Argon2id, and hashes of other systems that imported accounts bring with them.
#pragma once

#include <chrono>
#include <semaphore>

#include "app/ports.hpp"

namespace metroon::crypto {

/// @source OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane.
struct PasswordCost {
  unsigned long long passes{2};
  std::size_t memory{19 * 1024 * 1024};  ///< Octets.
};

struct PasswordSettings {
  PasswordCost cost;
  std::ptrdiff_t at_once{2};             ///< 1 to 64: each takes `cost.memory` and one core.
  std::chrono::milliseconds wait{5000};  ///< How long one waits for its turn.
};

/// Safe to use from several threads.
class SodiumPasswords final : public app::Passwords {
 public:
  /// @param common Passwords that everybody tries, each as base::fold gives it, in any order.
  SodiumPasswords(const PasswordSettings&, std::vector<std::string> common);

  [[nodiscard]] std::optional<std::string> hash(const base::Secret& password) override;
  /// Argon2 in PHC form, or crypt(3) with $2b$, $6$ or $y$; nothing else verifies.
  [[nodiscard]] std::optional<bool> verify(const base::Secret& password,
                                           std::string_view phc) override;
  [[nodiscard]] bool is_common(std::string_view folded) const override;
  /// Whether a hash that just verified ought to be made anew: another cost, or imported.
  [[nodiscard]] bool needs_rehash(std::string_view phc) const;

 private:
  using Turns = std::counting_semaphore<64>;
  [[nodiscard]] std::string hash_now(const base::Secret& password) const;

  PasswordSettings settings_;
  std::vector<std::string> common_;  ///< Sorted.
  std::string nobody_;               ///< Hash of a password nobody knows.
  Turns turns_;
};

}  // namespace metroon::crypto
