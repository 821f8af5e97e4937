// One row of a delivery, carried out.
#pragma once

#include "app/registry_batch.hpp"

namespace metroon::app {

/// Changes what the row asks for, and leaves its fingerprint. A row that another run has carried
/// out meanwhile changes nothing.
/// @param at Which of the batch's rows it is.
/// @return why it was held; empty if it was not.
[[nodiscard]] std::optional<BadRow> carry_out(RegistryBatch&, const WantedRow&, std::size_t at);
/// The affiliation of a row that the registry says no more ends today.
void end_left_out(Ports&, House&, const Call&, const core::Registry&, const std::string& row_key);

}  // namespace metroon::app
