// Letters as files, for a house without a mail server.
#pragma once

#include <filesystem>

#include "mail/transport.hpp"

namespace metroon::mail {

/// Writes each letter to `<folder>/<message-id>.eml`. A file appears whole or not at all, is on the
/// disk before it counts as accepted, and delivering a letter again replaces it by itself.
class FolderTransport final : public Transport {
 public:
  /// Makes the folder where it is missing; throws std::filesystem::filesystem_error where it
  /// cannot.
  explicit FolderTransport(std::filesystem::path folder);
  /// A full disk is `try_again`.
  [[nodiscard]] Delivery deliver(const Letter&) override;

 private:
  std::filesystem::path folder_;
};

}  // namespace metroon::mail
