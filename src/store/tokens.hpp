#pragma once

#include "store/context.hpp"

namespace metroon::store {

class Tokens final : public app::Tokens {
 public:
  explicit Tokens(Context context) : context_{context} {}

  void insert(const base::Secret& secret, const app::Token&) override;
  std::optional<app::Token> find(app::TokenPurpose, const base::Secret& secret) override;
  bool use(app::TokenPurpose, const base::Secret& secret, app::Instant) override;
  void remove(app::TokenPurpose, std::int64_t subject) override;
  void become(app::TokenPurpose from, app::TokenPurpose to, std::int64_t subject,
              app::Instant expires) override;
  void remove_before(app::Instant expired) override;
  bool any_unused(app::TokenPurpose, std::int64_t subject, app::Instant now) override;

 private:
  base::Bytes hash_of(const base::Secret& secret) const;

  Context context_;
};

}  // namespace metroon::store
