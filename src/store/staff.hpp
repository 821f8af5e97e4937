// Staff, and the proofs that they make.
#pragma once

#include "store/context.hpp"

namespace metroon::store {

class StaffList final : public app::StaffList {
 public:
  explicit StaffList(Context context) : context_{context} {}

  std::optional<app::Staff> find(core::StaffId) override;
  std::optional<app::Staff> by_login(std::string_view) override;
  void insert(const app::Staff&) override;
  void set_active(core::StaffId, bool active) override;
  void set_units(core::StaffId, std::span<const std::string> units) override;

 private:
  std::optional<app::Staff> with_units(std::optional<app::Staff>);

  Context context_;
};

class Proofs final : public app::Proofs {
 public:
  explicit Proofs(Context context) : context_{context} {}

  void insert(const app::Proof&) override;
  std::optional<app::Proof> latest(core::PersonId) override;

 private:
  Context context_;
};

}  // namespace metroon::store
