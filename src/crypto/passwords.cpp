#include "crypto/passwords.hpp"

#include <crypt.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <new>
#include <stdexcept>

#include "crypto/sodium.hpp"

namespace metroon::crypto {
namespace {

constexpr std::array<std::string_view, 3> imported_forms{"$2b$", "$6$", "$y$"};

bool is_imported(std::string_view phc) {
  return std::ranges::any_of(imported_forms,
                             [&](std::string_view form) { return phc.starts_with(form); });
}

/// crypt stops at a NUL: "secret" would open for "secret\0anything".
bool verify_imported(std::string_view password, const std::string& hash) {
  if (password.find('\0') != std::string_view::npos) return false;
  const base::Secret text{std::string{password}};
  const auto work = std::make_unique<crypt_data>();
  const char* made = ::crypt_r(text.reveal().data(), hash.c_str(), work.get());
  // A failure token begins with '*', which no hash does.
  const bool same = made != nullptr && *made != '*' && equal_in_constant_time(made, hash);
  sodium_memzero(work.get(), sizeof *work);
  return same;
}

bool verify_argon2(std::string_view password, const std::string& phc) {
  return crypto_pwhash_str_verify(phc.c_str(), password.data(), password.size()) == 0;
}

/// One of the few turns, given back when it dies.
template <class Turns>
class Turn {
 public:
  Turn(Turns& turns, std::chrono::milliseconds wait)
      : turns_{turns}, taken_{turns.try_acquire_for(wait)} {}
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    if (taken_) turns_.release();
  }
  explicit operator bool() const { return taken_; }

 private:
  Turns& turns_;
  bool taken_;
};

std::vector<std::string> sorted(std::vector<std::string> words) {
  std::ranges::sort(words);
  const auto repeated = std::ranges::unique(words);
  words.erase(repeated.begin(), repeated.end());
  return words;
}

std::ptrdiff_t checked(std::ptrdiff_t at_once) {
  if (at_once < 1 || at_once > 64)
    throw std::invalid_argument{"between 1 and 64 passwords are hashed at once"};
  return at_once;
}

base::Secret unknown_password() {
  std::string octets(32, '\0');
  randombytes_buf(octets.data(), octets.size());
  return base::Secret{std::move(octets)};
}

}  // namespace

SodiumPasswords::SodiumPasswords(const PasswordSettings& settings, std::vector<std::string> common)
    : settings_{settings}, common_{sorted(std::move(common))}, turns_{checked(settings.at_once)} {
  start_sodium();
  nobody_ = hash_now(unknown_password());
}

std::string SodiumPasswords::hash_now(const base::Secret& password) const {
  std::array<char, crypto_pwhash_STRBYTES> phc{};
  const auto text = password.reveal();
  if (crypto_pwhash_str_alg(phc.data(), text.data(), text.size(), settings_.cost.passes,
                            settings_.cost.memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc{};
  return phc.data();
}

std::optional<std::string> SodiumPasswords::hash(const base::Secret& password) {
  const Turn turn{turns_, settings_.wait};
  if (!turn) return std::nullopt;
  return hash_now(password);
}

std::optional<bool> SodiumPasswords::verify(const base::Secret& password, std::string_view phc) {
  const Turn turn{turns_, settings_.wait};
  if (!turn) return std::nullopt;
  if (phc.empty()) return verify_argon2(password.reveal(), nobody_) && false;
  const std::string text{phc};
  return is_imported(phc) ? verify_imported(password.reveal(), text)
                          : verify_argon2(password.reveal(), text);
}

bool SodiumPasswords::is_common(std::string_view folded) const {
  return std::ranges::binary_search(common_, folded);
}

bool SodiumPasswords::needs_rehash(std::string_view phc) const {
  const std::string text{phc};
  return crypto_pwhash_str_needs_rehash(text.c_str(), settings_.cost.passes,
                                        settings_.cost.memory) != 0;
}

}  // namespace metroon::crypto
