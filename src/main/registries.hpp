// The registries that the settings name, read by src/feed.
#pragma once

#include <map>
#include <mutex>

#include "app/declared_registries.hpp"
#include "feed/declaration.hpp"

namespace metroon::main {

class Registries final : public app::DeclaredRegistries {
 public:
  /// @throws StartProblem for a declaration that is wrong, or a name that is declared twice.
  Registries(const std::vector<std::string>& files, const core::Policy&);

  [[nodiscard]] std::span<const core::Registry> all() const override { return all_; }
  [[nodiscard]] app::OpenDelivery opening(std::string_view registry, app::Instant now,
                                          const std::optional<app::DeliveryMark>& last) override;
  [[nodiscard]] bool another_waits(std::string_view registry,
                                   const app::DeliveryMark& last) override;
  [[nodiscard]] bool shows_key(std::string_view registry, std::string_view authorization) override;
  [[nodiscard]] std::expected<app::OpenDelivery, std::string> posted(
      std::string_view registry, std::string_view body, app::Instant received) override;
  void remember(std::string_view registry, app::OpenDelivery stopped) override;
  [[nodiscard]] std::unique_ptr<Turn> begin(std::string_view registry) override;

 private:
  struct One {
    feed::Declaration declaration;
    std::mutex running;
    app::OpenDelivery stopped;  ///< Written and read within a turn.
  };
  One* find(std::string_view registry);

  std::vector<core::Registry> all_;
  std::map<std::string, One, std::less<>> ones_;
};

}  // namespace metroon::main
