// The chain of who did what, as a store keeps it.
#pragma once

#include <span>

#include "app/records.hpp"

namespace metroon::app {

class Audit {
 public:
  virtual ~Audit() = default;
  virtual void append(const AuditEntry&) = 0;
  [[nodiscard]] virtual std::vector<AuditEntry> about(std::string_view subject,
                                                      std::size_t limit) = 0;  ///< Oldest first.
  /// Number of the first entry whose hash does not follow from the one before it, from `from` on;
  /// empty if all do.
  [[nodiscard]] virtual std::optional<std::int64_t> first_broken() = 0;
  [[nodiscard]] virtual std::int64_t count() = 0;
  /// Walks the chain from the entry after `after`, whose hash was `hash` (0 and empty: from the
  /// beginning), to its end. @param marks Numbers whose hashes are wanted, ascending.
  [[nodiscard]] virtual ChainWalk walk(std::int64_t after, base::BytesView hash,
                                       std::span<const std::int64_t> marks) = 0;
  [[nodiscard]] virtual std::optional<Bytes> hash_of(std::int64_t number) = 0;
  /// Newest first, numbers below `below`.
  [[nodiscard]] virtual std::vector<NumberedEntry> search(const AuditSearch&, std::int64_t below,
                                                          std::size_t limit) = 0;
  /// Oldest first, numbers above `above`: to walk all in pages.
  [[nodiscard]] virtual std::vector<NumberedEntry> list(const AuditSearch&, std::int64_t above,
                                                        std::size_t limit) = 0;
  [[nodiscard]] virtual std::vector<Checkpoint> checkpoints() = 0;  ///< Oldest first.
  [[nodiscard]] virtual std::optional<Checkpoint> last_checkpoint() = 0;
  /// Signs and stores it; `key` and `signature` are filled in.
  virtual Checkpoint add_checkpoint(Checkpoint) = 0;
  /// Whether a key of our key file has signed exactly this.
  [[nodiscard]] virtual bool is_signed(const Checkpoint&) = 0;
  /// Takes detail and network address from the entries about these subjects, and signs that it did:
  /// the chain still verifies, and nobody without the key file can do the same. What does not
  /// follow from the entry before it is left as it is: our signature would make it history.
  /// @return the numbers of those.
  [[nodiscard]] virtual std::vector<std::int64_t> erase(std::span<const std::string> subjects) = 0;
};

}  // namespace metroon::app
