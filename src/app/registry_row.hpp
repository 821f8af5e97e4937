// One row of a delivery, carried out.
#pragma once

#include "app/registry_batch.hpp"

namespace metroon::app {

/// Changes what the row asks for, and leaves its fingerprint. A row that another run has carried
/// out meanwhile changes nothing.
/// @param at Which of the batch's rows it is.
/// @return why it was held; empty if it was not.
[[nodiscard]] std::optional<BadRow> carry_out(RegistryBatch&, const WantedRow&, std::size_t at);
/// A held row once the office has said whose it is; `end_if_somebody_elses` goes with it.
/// @param person None: somebody new.
[[nodiscard]] RegistryRow decided(RegistryRow, core::PersonId person);
/// What the row asserted before it was held ends as if it were left out, unless the person is the
/// same. @param registry Null: it is not declared any more.
void end_if_somebody_elses(Ports&, House&, const Call&, const RegistryRow& before,
                           core::PersonId person, const core::Registry* registry);
/// The affiliation of a row that the registry says no more ends today.
void end_left_out(Ports&, House&, const Call&, const core::Registry&, const std::string& row_key);

}  // namespace metroon::app
