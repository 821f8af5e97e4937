#pragma once

#include "store/context.hpp"

namespace metroon::store {

class Sessions final : public app::Sessions {
 public:
  explicit Sessions(Context context) : context_{context} {}

  void insert(const base::Secret& token, const app::Session&) override;
  std::optional<app::Session> find(const base::Secret& token) override;
  void touch(const base::Secret& token, app::Instant) override;
  void remove(const base::Secret& token) override;
  void remove_all(app::SessionOf, std::int64_t subject) override;
  void remove_before(app::Instant last_seen) override;

 private:
  base::Bytes hash_of(const base::Secret& token) const;

  Context context_;
};

}  // namespace metroon::store
