// Two records turn out to be one person: whether they may be made one, which stays, and what the
// one that stays then is.
#pragma once

#include "core/match.hpp"
#include "core/standing.hpp"

namespace metroon::core {

/// One of the two records, with everything that belongs to it.
struct MergeSide {
  Person person;
  Dossier dossier;
  std::optional<base::Instant> proved;  ///< The latest proof of identity.
};

/// Why two records cannot be made one now, the first that applies.
enum class MergeObstacle : std::uint8_t {
  same_record,
  afm_differs,  ///< One of the two has to be corrected before: AFM and AMKA stay for life.
  amka_differs,
  /// The account of the other one works, and that of the one to stay does not.
  working_account_must_stay,
};

/// @source domain.md section 3: swapped_identifiers_never_merge, same_name_same_day_are_two_people.
/// @choice The office chooses which record stays, but an account that works is never given up for
///   one that does not: its holder would stand before shut doors until the next hand-over.
[[nodiscard]] std::optional<MergeObstacle> merge_obstacle(const MergeSide& keep,
                                                          const MergeSide& other, Day day);

/// Whether of the two the first is the one to stay, unless the office says otherwise: whose account
/// works, else who has one, else the older.
[[nodiscard]] bool should_stay(const MergeSide& one, const MergeSide& other, Day day);

/// The data of the one who stays. Names, birth and identity paper are those that were proved last,
/// but one name in two alphabets stays in Greek; AFM and AMKA of either; the contact stays. Id,
/// creation and version are `keep`'s.
[[nodiscard]] Person merged_person(const MergeSide& keep, const MergeSide& other);

/// What the one who stays has afterwards, and what of it is new.
struct Merged {
  Dossier dossier;
  /// Endings that have to be announced anew: a notice to one account shuts nothing that the other
  /// had. No notice about them is in `dossier`.
  std::vector<Day> told_anew;
  std::vector<Hold> added_holds;      ///< Made by the merge, in `dossier` already.
  std::vector<Choice> taken_choices;  ///< The other's, in `dossier` already.
  bool suspension_taken{false};       ///< The other's suspension, in `dossier` already.
};

/// With no further fact, no service that either has on `day` or later is lost by it, and none ends
/// earlier than its longest right. (What opens only by the end of some years may open later, with
/// the years.)
/// @choice The other's "off" counts only for what `keep`'s own affiliations never open: somebody
///   switched it off where they did not use it.
/// @choice Two years from activation go on counting from the activation of the account on which
///   they began, where that is longer: a hold carries them to their day.
/// @choice A suspension of either stays: lifting it is a decision of its own.
/// @param day The day of the merge; holds that it makes begin on it, or with the ending they hold.
[[nodiscard]] Merged merge(const Policy& policy, const MergeSide& keep, const MergeSide& other,
                           Day day);

}  // namespace metroon::core
