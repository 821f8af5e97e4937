// The registries that the settings name: a port that main carries out.
#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "app/registry.hpp"

namespace metroon::app {

/// From any thread. Names that are not declared find nothing.
class DeclaredRegistries {
 public:
  virtual ~DeclaredRegistries() = default;
  [[nodiscard]] virtual std::span<const core::Registry> all() const = 0;
  /// Opens what the declaration names; of a registry that posts, the rows that were stopped last,
  /// as long as this process remembers them. What is opened throws what cannot be read, in a
  /// sentence.
  /// @param last The delivery that was applied last: the one that comes next is opened where the
  ///   registry says only what changed, and keeps its files.
  [[nodiscard]] virtual OpenDelivery opening(std::string_view registry, Instant now,
                                             const std::optional<DeliveryMark>& last) = 0;
  /// Whether such a registry has another file after that one.
  [[nodiscard]] virtual bool another_waits(std::string_view registry, const DeliveryMark& last) = 0;
  /// @return false for whatever does not post, too. Takes as long for a wrong key.
  [[nodiscard]] virtual bool shows_key(std::string_view registry,
                                       std::string_view authorization) = 0;
  /// @error What is wrong with the body, in a sentence.
  [[nodiscard]] virtual std::expected<OpenDelivery, std::string> posted(std::string_view registry,
                                                                        std::string_view body,
                                                                        Instant received) = 0;
  /// Remembers the rows of a run that was stopped, instead of others of that registry.
  virtual void remember(std::string_view registry, OpenDelivery stopped) = 0;

  /// While it lives no other run of that registry begins in this process.
  class Turn {
   public:
    virtual ~Turn() = default;
  };
  /// @return null while another run of that registry is under way.
  [[nodiscard]] virtual std::unique_ptr<Turn> begin(std::string_view registry) = 0;
};

[[nodiscard]] const core::Registry* find_registry(const DeclaredRegistries*, std::string_view name);

}  // namespace metroon::app
