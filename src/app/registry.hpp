// Deliveries of registries: what they would change, and changing it (B1, D1, invariant 8).
#pragma once

#include <expected>

#include "app/house.hpp"

namespace metroon::app {

/// Opens the same delivery from its beginning.
using OpenDelivery = std::function<std::unique_ptr<Delivery>()>;

struct DeliveryPreview {
  core::DeliveryCounts counts;
  core::DeliveryVerdict verdict{core::DeliveryVerdict::fine};
  std::vector<BadRow> bad;  ///< At most 1000.
};
/// Writes nothing.
[[nodiscard]] DeliveryPreview preview_delivery(House&, const core::Registry&, const OpenDelivery&);

enum class RunProblem {
  no_such_run,
  applied_already,
  never,        ///< Such a delivery is not applied whoever confirms it.
  same_person,  ///< Who started it cannot be the second person.
};
/// Looks at a delivery, puts the run on record, and applies it if the verdict is fine. Applying is
/// made of transactions of some thousand rows; each row leaves its fingerprint with what came of
/// it, so that a run that died is run again and ends in the same state. Row by row:
/// - a known key changes its affiliation; where it now seems to be somebody else it is held;
/// - an unknown key finds its person by numbers, else by names and birth date; whoever is not
///   certainly the same or certainly new is held for the office;
/// - what a full delivery leaves out ends today. Services end by the policy's notices (decide).
[[nodiscard]] RegistryRun run_delivery(House&, const Call&, const core::Registry&,
                                       const OpenDelivery&);
/// A second person lets a delivery through that the guard has stopped; it is read anew. What it
/// would do by now may be something else than that person has seen: it is stopped again then.
/// @return The new run; applied or stopped.
[[nodiscard]] std::expected<RegistryRun, RunProblem> confirm_delivery(House&, const Call&,
                                                                      const core::Registry&,
                                                                      const OpenDelivery&,
                                                                      core::RegistryRunId);

enum class HeldProblem {
  no_such_row,
  not_held,
  no_such_person,
  number_of_another,  ///< Only where it is acted on at once.
  reason_missing,     ///< Something contradicts it.
};
/// The office says whose a held row is; the next run of the registry acts on it.
/// @param person None: somebody new.
/// @param reason Why it is this person against what contradicts it; goes on record.
[[nodiscard]] std::expected<void, HeldProblem> decide_held_row(House&, const Call&,
                                                               std::string_view registry,
                                                               std::string_view row_key,
                                                               core::PersonId person,
                                                               std::string_view reason = {});

}  // namespace metroon::app
