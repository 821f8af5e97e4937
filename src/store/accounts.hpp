#pragma once

#include "store/context.hpp"

namespace metroon::store {

class Accounts final : public app::Accounts {
 public:
  explicit Accounts(Context context) : context_{context} {}

  std::optional<app::AccountRecord> find(core::AccountId) override;
  std::optional<app::AccountRecord> by_username(std::string_view) override;
  std::optional<app::AccountRecord> by_address(const core::Address&) override;
  std::optional<app::AccountRecord> of_person(core::PersonId) override;
  void insert(std::span<const app::AccountRecord>) override;
  std::vector<std::string> taken(std::span<const std::string> usernames) override;
  void add_address(core::AccountId, const core::Address&) override;
  void set_proof(core::AccountId, app::Day) override;
  void set_activated(core::AccountId, app::Day) override;
  void set_suspended(core::AccountId, const std::optional<core::Suspension>&) override;
  void set_closed(core::AccountId, app::Day) override;
  void set_choice(core::AccountId, core::ServiceIndex, bool on) override;
  void set_next_changes(std::span<const app::NextChange>) override;
  std::vector<core::AccountId> shared_of(core::PersonId owner) override;
  std::optional<core::SharedDossier> shared_dossier(core::AccountId) override;
  void remove_owner(core::AccountId, core::PersonId) override;
  void add_owner(core::AccountId, core::PersonId) override;
  std::vector<core::AccountId> all_shared() override;

 private:
  std::optional<app::AccountRecord> read(std::string_view account, std::string_view addresses,
                                         const Parameter& by);

  Context context_;
};

}  // namespace metroon::store
