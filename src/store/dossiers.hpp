// Dossiers of many people at once.
#pragma once

#include <span>
#include <vector>

#include "store/context.hpp"

namespace metroon::store {

/// In the order of the ids, in one round trip. @throws DatabaseError if an id is nobody's.
[[nodiscard]] std::vector<core::Dossier> load_dossiers(const Context&,
                                                       std::span<const core::PersonId>);
/// Of everybody after `after`, by id.
[[nodiscard]] std::vector<core::Dossier> load_dossiers_after(const Context&, core::PersonId after,
                                                             std::size_t limit);

/// The account's columns from `id` to `closed`, without addresses.
[[nodiscard]] core::Account read_account(const Context&, Row&);
[[nodiscard]] core::Address read_address(const Context&, Row&);
[[nodiscard]] core::Choice read_choice(const Context&, Row&);
[[nodiscard]] core::Notice read_notice(const Context&, Row&);

/// Puts a notice behind the person's others.
void add_notice(const Context&, core::PersonId, const core::Notice&);

}  // namespace metroon::store
