// What a night writes to people about one account, each with its entry in the audit.
#pragma once

#include <functional>

#include "app/house.hpp"
#include "core/standing.hpp"

namespace metroon::app {

using ServiceFilter = std::function<bool(const core::ServiceStanding&)>;

/// What a night sees in an account.
struct NightLook {
  const DueAccount& due;
  const core::Dossier& dossier;
  core::Standing standing;
  std::optional<Day> data_go;
};

/// That services end, which ones, when, why, and what stays.
void give_notice(Ports&, const House&, const Call&, const core::Person&, const NightLook&,
                 const core::NoticeDue&);
/// To collect or to activate the account.
void remind(Ports&, const House&, const Call&, const core::Person&, const NightLook&);
/// That the services which `over` names have ended. Whose account opens nothing at all is not told.
void tell_ended(Ports&, const House&, const Call&, const core::Person&, const NightLook&,
                const ServiceFilter& over);

}  // namespace metroon::app
