#pragma once

#include "store/context.hpp"

namespace metroon::store {

class Credentials final : public app::Credentials {
 public:
  explicit Credentials(Context context) : context_{context} {}

  std::optional<std::string> password(core::AccountId) override;
  void set_password(core::AccountId, std::string_view phc, app::Instant) override;
  std::optional<app::Instant> password_set(core::AccountId) override;
  std::optional<std::string> staff_password(core::StaffId) override;
  void remove_password(core::AccountId) override;
  void set_staff_password(core::StaffId, std::string_view phc, app::Instant) override;

 private:
  Context context_;
};

}  // namespace metroon::store
