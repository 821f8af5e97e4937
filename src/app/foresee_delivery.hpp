// What a delivery would do to whom, tried on a copy of the database.
#pragma once

#include "app/registry.hpp"

namespace metroon::app {

/// What happened to one person.
struct ForeseenPerson {
  core::PersonId id;
  core::Names names;
  std::string username;  ///< Empty without an account.
  struct Act {
    std::string action, detail;  ///< As in the audit.
  };
  std::vector<Act> acts;                        ///< In order.
  std::vector<core::Affiliation> affiliations;  ///< As they are afterwards.
};
struct ForeseenDelivery {
  RegistryRun run;  ///< Not applied if nobody may let it through.
  /// The guard would stop it until a second person confirms: it was let through here.
  bool confirmed{false};
  std::vector<BadRow> bad;             ///< And those that are held; at most 1000.
  std::vector<ForeseenPerson> people;  ///< In the delivery's order, then those whom it leaves out.
};
/// @param copy A house whose database is a copy: it is written.
[[nodiscard]] ForeseenDelivery foresee_delivery(House& copy, const Call&, const core::Registry&,
                                                const OpenDelivery&);

}  // namespace metroon::app
