// Seals without any secrecy: reversible, the same each time, and strict about the context. Plain
// text does not show in what it makes, so a test may look for it in a file.
#pragma once

#include <array>
#include <cstdint>
#include <stdexcept>

#include "app/ports.hpp"

namespace metroon::support {

class TestSealer final : public app::Sealer {
 public:
  app::Bytes seal(base::BytesView plain, std::string_view context) override {
    app::Bytes sealed = number(mix(context, 1));
    for (const char octet : plain) sealed += turned(octet);
    return sealed + number(mix(plain, 2));
  }

  app::Bytes open(base::BytesView sealed, std::string_view context) override {
    if (sealed.size() < 16 || !sealed.starts_with(number(mix(context, 1))))
      throw std::runtime_error{"sealed for another context"};
    app::Bytes plain;
    for (const char octet : sealed.substr(8, sealed.size() - 16)) plain += turned(octet);
    if (!sealed.ends_with(number(mix(plain, 2)))) throw std::runtime_error{"sealed octets changed"};
    return plain;
  }

  app::Bytes keyed_hash(std::string_view purpose, std::string_view text) override {
    app::Bytes hash;
    for (std::uint64_t part = 0; part < 4; ++part)
      hash += number(mix(text, mix(purpose, 10 + part)));
    return hash;
  }

  // No secret: whoever knows this file can sign. `keyed_hash` is what a forger does not have.
  Signed sign(std::string_view text) override {
    const auto half = keyed_hash("signature", text);
    return {keyed_hash("public key", ""), half + half};
  }
  bool is_signed(std::string_view text, const Signed& by) override {
    const auto own = sign(text);
    return own.key == by.key && own.signature == by.signature;
  }

 private:
  static char turned(char octet) { return static_cast<char>(octet ^ 0x5a); }

  // FNV-1a.
  static std::uint64_t mix(std::string_view text, std::uint64_t seed) {
    std::uint64_t hash = 14695981039346656037ULL ^ (seed * 0x9e3779b97f4a7c15ULL);
    for (const char octet : text)
      hash = (hash ^ static_cast<unsigned char>(octet)) * 1099511628211ULL;
    return hash;
  }

  static app::Bytes number(std::uint64_t value) {
    app::Bytes octets(8, '\0');
    for (char& octet : octets) {
      octet = static_cast<char>(value & 0xff);
      value >>= 8;
    }
    return octets;
  }
};

}  // namespace metroon::support
