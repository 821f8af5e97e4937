#include "crypto/sealer.hpp"

#include <sodium.h>

namespace metroon::crypto {
namespace {

static_assert(Key::size() == crypto_kdf_KEYBYTES);
static_assert(Key::size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t head_size = 1 + nonce_size;
constexpr std::size_t hash_size = 32;

const unsigned char* octets(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* octets(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

Key derive(const Key& master, std::uint64_t which) {
  static_assert(crypto_kdf_CONTEXTBYTES == 8);
  Key key;
  crypto_kdf_derive_from_key(key.data(), Key::size(), which, "metroon ", master.data());
  return key;
}

std::string authenticated(char version, std::string_view context) {
  return std::string{version}.append(context);
}

/// Wiped when it dies.
struct KeyPair {
  explicit KeyPair(const Key& seed) {
    static_assert(Key::size() == crypto_sign_SEEDBYTES);
    crypto_sign_seed_keypair(open.data(), secret.data(), seed.data());
  }
  KeyPair(const KeyPair&) = delete;
  KeyPair& operator=(const KeyPair&) = delete;
  ~KeyPair() { sodium_memzero(secret.data(), secret.size()); }

  [[nodiscard]] app::Bytes public_key() const { return app::Bytes(open.begin(), open.end()); }

  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
};

}  // namespace

Key make_key() {
  start_sodium();
  Key key;
  randombytes_buf(key.data(), Key::size());
  return key;
}

SodiumSealer::SodiumSealer(const KeyRing& master_keys) {
  start_sodium();
  if (master_keys.empty()) throw std::invalid_argument{"a sealer needs a master key"};
  for (const auto& [version, master] : master_keys) {
    sealing_.emplace(version, derive(master, 1));
    signing_.emplace(version, derive(master, 3));
  }
  hashing_ = derive(master_keys.begin()->second, 2);
}

app::Bytes SodiumSealer::seal(base::BytesView plain, std::string_view context) {
  const auto& [version, key] = *sealing_.rbegin();
  app::Bytes sealed(head_size + plain.size() + tag_size, '\0');
  sealed[0] = static_cast<char>(version);
  randombytes_buf(octets(sealed) + 1, nonce_size);
  const auto bound = authenticated(sealed[0], context);
  crypto_aead_xchacha20poly1305_ietf_encrypt(octets(sealed) + head_size, nullptr, octets(plain),
                                             plain.size(), octets(bound), bound.size(), nullptr,
                                             octets(sealed) + 1, key.data());
  return sealed;
}

app::Bytes SodiumSealer::open(base::BytesView sealed, std::string_view context) {
  if (sealed.size() < head_size + tag_size) throw SealBroken{"sealed octets are too short"};
  const auto key = sealing_.find(static_cast<std::uint8_t>(sealed[0]));
  if (key == sealing_.end()) throw SealBroken{"sealed under a key that is not in the key file"};
  app::Bytes plain(sealed.size() - head_size - tag_size, '\0');
  const auto bound = authenticated(sealed[0], context);
  const auto body = sealed.substr(head_size);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(octets(plain), nullptr, nullptr, octets(body),
                                                 body.size(), octets(bound), bound.size(),
                                                 octets(sealed) + 1, key->second.data()) != 0)
    throw SealBroken{"sealed octets or their context have been changed"};
  return plain;
}

app::Bytes SodiumSealer::keyed_hash(std::string_view purpose, std::string_view text) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, hashing_.data(), Key::size(), hash_size);
  // The length goes first: ("ab", "c") and ("a", "bc") are different things.
  const auto length = static_cast<std::uint64_t>(purpose.size());
  std::array<unsigned char, 8> prefix{};
  for (std::size_t at = 0; at < prefix.size(); ++at)
    prefix[at] = static_cast<unsigned char>(length >> (8 * at));
  crypto_generichash_update(&state, prefix.data(), prefix.size());
  crypto_generichash_update(&state, octets(purpose), purpose.size());
  crypto_generichash_update(&state, octets(text), text.size());
  app::Bytes hash(hash_size, '\0');
  crypto_generichash_final(&state, octets(hash), hash.size());
  sodium_memzero(&state, sizeof state);
  return hash;
}

app::Sealer::Signed SodiumSealer::sign(std::string_view text) {
  const KeyPair pair{signing_.rbegin()->second};
  Signed made{pair.public_key(), app::Bytes(crypto_sign_BYTES, '\0')};
  crypto_sign_detached(octets(made.signature), nullptr, octets(text), text.size(),
                       pair.secret.data());
  return made;
}

bool SodiumSealer::is_signed(std::string_view text, const Signed& by) {
  if (by.signature.size() != crypto_sign_BYTES) return false;
  for (const auto& [version, seed] : signing_) {
    const KeyPair pair{seed};
    if (pair.public_key() == by.key)
      return crypto_sign_verify_detached(octets(std::string_view{by.signature}), octets(text),
                                         text.size(), pair.open.data()) == 0;
  }
  return false;
}

}  // namespace metroon::crypto
