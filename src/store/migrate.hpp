// Brings a database to today's schema.
#pragma once

#include <span>

#include "store/connection.hpp"
#include "store/sql.hpp"

namespace metroon::store {

/// Runs what has not been run yet, each in a transaction of its own.
/// @throws DatabaseError if a migration that this database has run was edited since, or if it has
/// run one that we do not know (a newer program was here).
void migrate(Connection&, std::span<const Migration>);

}  // namespace metroon::store
