// One row of a delivery, carried out.
#pragma once

#include "app/house.hpp"

namespace metroon::app {

/// A row that is not as it was delivered last.
struct WantedRow {
  std::string row_key;
  Fingerprint fingerprint{};
  core::Observation observation;
  std::int64_t line{0};
};

/// Changes what the row asks for, and leaves its fingerprint. A row that another run has carried
/// out meanwhile changes nothing.
/// @return why it was held; empty if it was not.
[[nodiscard]] std::optional<BadRow> carry_out(Ports&, House&, const Call&, const core::Registry&,
                                              const WantedRow&);
/// The affiliation of a row that the registry says no more ends today.
void end_left_out(Ports&, House&, const Call&, const core::Registry&, const std::string& row_key);

}  // namespace metroon::app
