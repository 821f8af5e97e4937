// A member in a new capacity may belong to another realm.
#pragma once

#include "app/house.hpp"

namespace metroon::app {

/// Where the person belongs once the capacity, which is stored already, has begun.
[[nodiscard]] core::RealmIndex realm_with(Ports&, const House&, const Call&, core::PersonId,
                                          const core::Affiliation& added);

/// Adds the account's address in that realm, if it has none there; the old one stays as an alias.
void add_address(Ports&, House&, const Call&, const AccountRecord&, core::RealmIndex);

}  // namespace metroon::app
