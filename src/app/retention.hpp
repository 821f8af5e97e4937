// Erasing what is not kept any longer. What goes and what stays: docs/manual/retention.md.
#pragma once

#include "app/house.hpp"
#include "core/retention.hpp"

namespace metroon::app {

/// When somebody whose data go on that day has to be looked at for it, at the latest.
[[nodiscard]] std::optional<Day> retention_look(std::optional<Day> data_go, Day today);

/// Those of whom nothing is undecided.
[[nodiscard]] std::vector<core::PersonId> without_kept(Ports&, std::vector<core::PersonId>);
/// Whose day has come, and of whom nothing is undecided.
[[nodiscard]] std::vector<core::PersonId> to_be_erased(Ports&, const House&, const Call&,
                                                       std::span<const core::Dossier>);
/// @return how many entries of the audit keep their words, for they do not follow from those before
/// them.
[[nodiscard]] std::size_t erase(Ports&, const House&, const Call&, std::span<const core::PersonId>);

struct ErasureCounts {
  std::size_t people{0};
  std::size_t entries_left{0};  ///< Entries of the audit, as `erase` returns them.
};
/// Applications that came to nothing, papers of what was decided, and once a month people who never
/// had an account; in bounded transactions. Does nothing without a rule of the policy.
/// @param month Whether the month's first night has come.
[[nodiscard]] ErasureCounts erase_stale(House&, const Call&, bool month);

struct RetentionLine {
  core::PersonId person;
  std::string username;  ///< Empty without an account.
  Day day{};
};
/// Whose data go by `on`, if nothing new is learnt. Writes nothing.
[[nodiscard]] std::vector<RetentionLine> list_retention(House&, const Call&, Day on);

}  // namespace metroon::app
