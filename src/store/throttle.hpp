#pragma once

#include "store/context.hpp"

namespace metroon::store {

class Throttle final : public app::Throttle {
 public:
  explicit Throttle(Context context) : context_{context} {}

  app::Attempts attempts(std::string_view key) override;
  void failed(std::string_view key, app::Instant) override;
  void clear(std::string_view key) override;
  void remove_before(app::Instant last) override;

 private:
  base::Bytes hash_of(std::string_view key) const;

  Context context_;
};

}  // namespace metroon::store
