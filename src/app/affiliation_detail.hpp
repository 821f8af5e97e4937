// What an audit entry says of an affiliation: the facts alone, in words that do not change.
#pragma once

#include "core/dossier.hpp"

namespace metroon::app {

/// `undergraduate: unit chemistry, from 2026-10-01, ends 2030-09-01, ending lapsed`; what is empty
/// is left out.
[[nodiscard]] std::string detail_of(const core::Policy&, const core::Affiliation&);
/// `undergraduate: unit chemistry → physics, ends – → 2030-09-01`: what differs of two of one kind.
[[nodiscard]] std::string detail_of(const core::Policy&, const core::Affiliation& before,
                                    const core::Affiliation& after);

}  // namespace metroon::app
