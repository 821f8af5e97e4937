// Authenticated encryption of rows, and keyed hashes.
#pragma once

#include <stdexcept>

#include "app/ports.hpp"
#include "crypto/key_ring.hpp"

namespace metroon::crypto {

/// What was to be opened was not sealed by us under this context, or has been changed since.
struct SealBroken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// XChaCha20-Poly1305, keyed BLAKE2b and Ed25519, each under its own key derived from a master key.
/// Sealed octets: version of the key (1), nonce (24, random), ciphertext, tag (16); version and
/// context are authenticated with them. Safe to use from several threads.
class SodiumSealer final : public app::Sealer {
 public:
  /// Throws std::invalid_argument if the ring is empty.
  explicit SodiumSealer(const KeyRing& master_keys);

  [[nodiscard]] app::Bytes seal(base::BytesView plain, std::string_view context) override;
  /// Throws SealBroken.
  [[nodiscard]] app::Bytes open(base::BytesView sealed, std::string_view context) override;
  [[nodiscard]] app::Bytes keyed_hash(std::string_view purpose, std::string_view text) override;
  [[nodiscard]] Signed sign(std::string_view text) override;
  [[nodiscard]] bool is_signed(std::string_view text, const Signed&) override;

 private:
  KeyRing sealing_;
  KeyRing signing_;  ///< Seeds of Ed25519 key pairs.
  Key hashing_;
};

}  // namespace metroon::crypto
