// What the made-up university is given in place of chance and of hashing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/ports.hpp"

namespace metroon::main {

inline constexpr std::string_view sample_password = "ένα μεγάλο καλοκαίρι";

// Remembers what was drawn last, of each length: the sample confirms links and activates with codes
// without reading mail or paper.
class RememberingRandom final : public app::Random {
 public:
  explicit RememberingRandom(app::Random& random) : random_{random} {}
  app::Bytes bytes(std::size_t count) override {
    auto drawn = random_.bytes(count);
    (count == token_bytes ? token_ : code_) = drawn;
    return drawn;
  }
  std::int64_t next_id(app::Instant instant) override { return random_.next_id(instant); }
  [[nodiscard]] base::Secret last_token() const { return base::Secret{base::to_hex(token_)}; }
  [[nodiscard]] base::Secret last_activation_code() const {
    return base::Secret{base::to_code(code_, 12)};
  }

 private:
  static constexpr std::size_t token_bytes = 24;
  app::Random& random_;
  app::Bytes token_, code_;
};

// Hashing a hundred sample passwords would take seconds: they are all the same one.
class OnePassword final : public app::Passwords {
 public:
  explicit OnePassword(app::Passwords& passwords) : passwords_{passwords} {}
  std::optional<std::string> hash(const base::Secret& password) override {
    if (password.reveal() != sample_password) return passwords_.hash(password);
    if (!phc_) phc_ = passwords_.hash(password);
    return phc_;
  }
  std::optional<bool> verify(const base::Secret& password, std::string_view phc) override {
    return passwords_.verify(password, phc);
  }
  bool is_common(std::string_view folded) const override { return passwords_.is_common(folded); }

 private:
  app::Passwords& passwords_;
  std::optional<std::string> phc_;
};

}  // namespace metroon::main
