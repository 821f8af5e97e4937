// What merging, splitting and looking at both do alike.
#pragma once

#include "app/merge.hpp"

namespace metroon::app {

/// A record with all that the rules of merging look at; empty if there is none of that id.
[[nodiscard]] std::optional<core::MergeSide> merge_side(Ports&, core::PersonId);

/// Puts on record what was all of it, before it moves from one record to another or back.
void keep_facts(Ports&, const House&, const Call&, const core::Dossier&);

/// A member whose affiliations changed hands may be in another realm now: that address is added.
void add_realm_address(Ports&, House&, const Call&, core::PersonId);

}  // namespace metroon::app
