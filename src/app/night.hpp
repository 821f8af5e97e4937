// The nightly run: tells people in time that something ends, and puts on record what has ended.
#pragma once

#include "app/house.hpp"

namespace metroon::app {

struct NightCounts {
  std::size_t looked_at{0};
  std::size_t notices{0};
  std::size_t ended{0};          ///< Accounts of which at least one service has ended.
  std::size_t waiting{0};        ///< Accounts with an ending that waits for an accepted notice.
  std::size_t reminders{0};      ///< To collect or to activate an account.
  std::size_t not_collected{0};  ///< Accounts closed because nobody came.
  std::size_t successors{0};     ///< Non-personal accounts whose owners are asked who follows.
  std::size_t erased{0};         ///< People whose data are not kept any longer.
  /// Entries of the audit about them that were not erased: they do not follow from those before
  /// them, and whoever wrote them there would have our signature.
  std::size_t entries_left{0};
  bool operator==(const NightCounts&) const = default;
};

/// Looks at every personal account whose day has come, in pages of one transaction each. Killed
/// anywhere and started again, or run by two processes at once, it sends nothing twice: what was
/// told and until when an account was looked at is written with the letter.
/// @source design.md invariants 3 and 4.
NightCounts run_night(House&, const Call&);

/// The same without writing anything: what the next run will do.
[[nodiscard]] NightCounts preview_night(House&, const Call&);

/// What was refused for good about this person's endings is told again by the next night, to the
/// address as it is then. A night does so by itself for whoever has another address by now.
/// @return false if nothing was refused.
bool give_notice_again(House&, const Call&, core::PersonId);
/// The same inside a transaction: refused notices of the person count as never given.
bool take_back_refused_notices(Ports&, const House&, const Call&, core::PersonId);
/// For all who have another address by now than the one that was refused.
void give_bounced_again(House&, const Call&);

/// Whether the server has to run the night now: once a day from `night_hour` on, and at once if
/// yesterday's was missed. A last night in the future was a clock gone wrong and does not stop it.
[[nodiscard]] bool night_is_due(const std::optional<Day>& last, Day today, int hour,
                                int night_hour);

}  // namespace metroon::app
