// The audit's own use cases: is history what it was, sign what it is, read it.
#pragma once

#include <expected>

#include "app/house.hpp"

namespace metroon::app {

/// What a checkpoint says against the chain.
enum class CheckpointFault : std::uint8_t {
  forged,       ///< No key of this key file signed it.
  differs,      ///< The entry it covers has another hash now.
  removed,      ///< The checkpoint before it is not there any more.
  end_missing,  ///< It covers entries that are not there, and stands in this database.
  older,  ///< It covers entries that are not there, and was kept elsewhere: this is an older copy.
};
struct CheckpointFinding {
  CheckpointFault fault{CheckpointFault::forged};
  Checkpoint checkpoint;
  bool outside{false};  ///< From the file that was kept elsewhere.
};

struct AuditVerdict {
  std::int64_t entries{0};  ///< That follow from one another, from the first on.
  std::optional<BrokenAt> broken;
  std::vector<CheckpointFinding> findings;
  std::size_t checkpoints{0};      ///< In the database.
  std::size_t outside{0};          ///< In the file.
  std::optional<Checkpoint> last;  ///< The newest in the database.
  [[nodiscard]] bool holds() const { return !broken && findings.empty(); }
};
/// Walks all of the chain. @param outside Checkpoints that were kept elsewhere, in any order.
[[nodiscard]] AuditVerdict verify_audit(House&, std::vector<Checkpoint> outside);

enum class SignProblem {
  nothing_to_sign,  ///< There is no entry.
  history_changed,  ///< What was signed before is not what is there, or the chain is broken.
};
/// Signs the chain as it is now; the last checkpoint again if nothing has come since.
/// @param seen One that this process has seen: history must still have it.
[[nodiscard]] std::expected<Checkpoint, SignProblem> sign_checkpoint(
    House&, const Call&, const std::optional<Checkpoint>& seen = {});

/// Entries after which, and time after which, there is a new checkpoint.
inline constexpr std::int64_t checkpoint_entries = 1000;
inline constexpr std::chrono::hours checkpoint_age{24};
[[nodiscard]] bool checkpoint_is_due(House&, const Call&);

struct AuditPage {
  std::vector<NumberedEntry> entries;  ///< Newest first.
  bool more{false};
};
/// @param below Numbers below it. The same search by the same reader is on record once an hour.
[[nodiscard]] AuditPage search_audit(House&, const Call&, const AuditSearch&,
                                     std::optional<std::int64_t> below, std::size_t limit);

/// Gives all that is found to `take`, oldest first, and puts that on record before.
void export_audit(House&, const Call&, const AuditSearch&,
                  const std::function<void(const NumberedEntry&)>& take);

}  // namespace metroon::app
