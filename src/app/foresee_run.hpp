// Whom a stopped run concerns, for the second person who may let it through.
#pragma once

#include <array>

#include "app/registry_doors.hpp"
#include "core/affiliation_change.hpp"

namespace metroon::app {

struct ConcernedPerson {
  core::PersonId person;
  bool known{false};  ///< There is a page about them: the delivery does not make them.
  core::Names names;
  std::string username;  ///< Empty without an account.
  core::AffiliationChange change;
};

struct ForeseenRun {
  RegistryRun stopped;
  core::DeliveryCounts counts;  ///< Of the delivery as it is now.
  /// By core::ChangeSort; who has two changes stands there twice.
  std::array<std::vector<ConcernedPerson>, 3> people;

  [[nodiscard]] const std::vector<ConcernedPerson>& of(core::ChangeSort sort) const {
    return people.at(static_cast<std::size_t>(sort));
  }
  /// Otherwise confirming it would stop it anew.
  [[nodiscard]] bool is_as_stopped() const { return counts == stopped.counts; }
};

/// What confirm_run would do now, tried on a copy of the database, which takes the copy's time:
/// never done for a page that was not asked for it. Reading is on record.
/// @error RunProblem other than same_person: who started the run may look, too.
[[nodiscard]] std::expected<std::expected<ForeseenRun, RunProblem>, DoorRefusal> foresee_run(
    House&, const Call&, std::string_view registry, core::RegistryRunId);

}  // namespace metroon::app
