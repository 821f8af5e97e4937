#pragma once

#include "store/context.hpp"

namespace metroon::store {

class Registries final : public app::Registries {
 public:
  explicit Registries(Context context) : context_{context} {}

  std::size_t count(std::string_view registry) override;
  std::vector<app::RegistryRow> rows_after(std::string_view registry, std::string_view after,
                                           std::size_t limit) override;
  std::vector<app::RegistryRow> rows(std::string_view registry,
                                     std::span<const std::string> keys) override;
  std::optional<app::RegistryRow> row(std::string_view registry, std::string_view key) override;
  std::vector<app::RowCapacity> capacities(std::string_view registry,
                                           std::span<const std::string> keys) override;
  std::vector<std::pair<std::string, core::PersonId>> people(
      std::string_view registry, std::span<const std::string> person_keys) override;
  std::vector<std::pair<std::string, std::string>> keys_of(core::PersonId) override;
  void add(std::string_view registry, std::span<const app::RegistryRow>) override;
  void put(std::string_view registry, std::span<const app::RegistryRow>) override;
  void insert(const app::RegistryRun&) override;
  void finished(core::RegistryRunId, app::Instant, std::int64_t held) override;
  std::optional<app::RegistryRun> find(core::RegistryRunId) override;
  std::vector<app::RegistryRun> runs(std::string_view registry, std::size_t limit) override;
  std::optional<app::DeliveryMark> last_applied(std::string_view registry) override;
  void add_bad(core::RegistryRunId, std::span<const app::BadRow>) override;
  std::vector<app::BadRow> bad(core::RegistryRunId, std::size_t limit) override;
  void hold(const app::HeldRow&) override;
  void let_go(std::string_view registry, std::span<const std::string> keys) override;
  std::optional<app::HeldRow> held(core::HeldRowId) override;
  std::optional<app::HeldRow> held(std::string_view registry, std::string_view key) override;
  std::vector<std::string> disputed(std::string_view registry) override;
  std::vector<app::HeldRow> held_after(core::HeldRowId, std::size_t limit) override;
  std::size_t held_count() override;
  std::optional<app::Fetch> fetched(std::string_view registry) override;
  void fetched(std::string_view registry, const app::Fetch&) override;

 private:
  [[nodiscard]] app::HeldRow read_held(Row) const;

  Context context_;
};

}  // namespace metroon::store
