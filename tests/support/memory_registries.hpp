// Declared registries whose deliveries a test writes by hand.
#pragma once

#include <map>

#include "app/declared_registries.hpp"
#include "support/memory_delivery.hpp"

namespace metroon::support {

class MemoryRegistries final : public app::DeclaredRegistries {
 public:
  static constexpr std::string_view key = "Bearer 0123456789abcdef0123456789abcdef";

  [[nodiscard]] std::span<const core::Registry> all() const override { return declared; }
  [[nodiscard]] app::OpenDelivery opening(std::string_view, app::Instant,
                                          const std::optional<app::DeliveryMark>& last) override {
    return [this, last]() -> std::unique_ptr<app::Delivery> {
      if (!fault.empty()) throw std::runtime_error{fault};
      if (files.empty()) return std::make_unique<MemoryDelivery>(rows, made, true);
      const auto next = last ? files.upper_bound(last->made) : files.begin();
      const auto& [when, what] = next == files.end() ? *files.rbegin() : *next;
      return std::make_unique<MemoryDelivery>(what, when, true);
    };
  }
  [[nodiscard]] bool another_waits(std::string_view, const app::DeliveryMark& last) override {
    return files.upper_bound(last.made) != files.end();
  }
  [[nodiscard]] bool shows_key(std::string_view registry, std::string_view shown) override {
    return find_registry(this, registry) != nullptr && shown == key;
  }
  [[nodiscard]] std::expected<app::OpenDelivery, std::string> posted(std::string_view registry,
                                                                     std::string_view body,
                                                                     app::Instant at) override {
    if (body != "the rows") return std::unexpected{"not JSON"};
    made = at;
    return opening(registry, at, {});
  }
  void remember(std::string_view, app::OpenDelivery) override { remembered = true; }
  [[nodiscard]] std::unique_ptr<Turn> begin(std::string_view) override {
    return busy ? nullptr : std::make_unique<Turn>();
  }

  std::vector<core::Registry> declared;
  std::vector<DeliveredRow> rows;
  app::Instant made{};
  /// Of a registry that says only what changed, instead of `rows`, by when each was made.
  std::map<app::Instant, std::vector<DeliveredRow>> files;
  std::string fault;  ///< Not empty: nothing can be read, for this reason.
  bool busy{false};
  bool remembered{false};
};

}  // namespace metroon::support
