#pragma once

#include "store/context.hpp"

namespace metroon::store {

class Licences final : public app::Licences {
 public:
  explicit Licences(Context context) : context_{context} {}

  void add(core::ServiceIndex, std::span<const std::string> keys) override;
  std::optional<std::string> key_for(core::ServiceIndex, core::AccountId, app::Instant) override;
  std::optional<std::string> given(core::ServiceIndex, core::AccountId) override;

 private:
  Context context_;
};

}  // namespace metroon::store
