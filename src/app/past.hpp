// A record as it was on a past day: from the facts as they were known at that day's end.
#pragma once

#include "app/house.hpp"

namespace metroon::app {

struct PastView {
  core::Person person;  ///< As it is today: names and numbers are no matter of a standing.
  /// What is in it was known at the end of the day, but for what `not_undone` says. Notices stand
  /// in no order.
  core::Dossier dossier;
  bool on_record{true};  ///< There was such a record.
  /// Entries since of changes that could not be undone, as they do not say what was before; the
  /// newest first.
  std::vector<AuditEntry> not_undone;
  /// Since then another record was merged into this one or this one into another, or that was
  /// undone; the newest first.
  std::vector<AuditEntry> merges;
  /// Of the rules under which the last entry by then was made; empty: there is none.
  std::string policy_hash;
};

/// Undoes what the audit has since. Looking at it is on record.
/// @param asked A record that was given up since is told by itself; one that was given up before
///   leads to the one into which it was merged.
/// @param day Before today.
/// @return empty if there is no such record.
[[nodiscard]] std::optional<PastView> open_past(House&, const Call&, core::PersonId asked, Day day);

}  // namespace metroon::app
