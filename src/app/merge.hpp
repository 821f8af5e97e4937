// Two records that turn out to be one person are made one, and the other way round.
#pragma once

#include <expected>

#include "app/house.hpp"
#include "core/merge.hpp"

namespace metroon::app {

/// One of two records, as the office sees it beside the other.
struct MergeSideView {
  core::MergeSide side;
  std::optional<core::Standing> standing;  ///< None without an account.
  std::optional<Proof> proof;              ///< The latest.
  std::vector<AccountRecord> owned;        ///< Non-personal accounts.
};

/// What would happen.
struct MergePreview {
  MergeSideView keep, other;
  bool keep_should_stay{true};  ///< What the rules propose; the office may choose otherwise.
  std::optional<core::MergeObstacle> obstacle;
  core::Match match{core::Match::different};
  core::Person person;  ///< The one who stays, afterwards.
  core::Merged merged;  ///< Means something without an obstacle only.
  bool told_apart{false};
};
/// Records that were merged before lead to whom they were merged into. Reading is on record.
/// @return empty if one of the two does not exist.
[[nodiscard]] std::optional<MergePreview> preview_merge(House&, const Call&, core::PersonId keep,
                                                        core::PersonId other);

struct Merging {
  core::PersonId keep;
  std::int64_t keep_version{0};  ///< As the officer saw it.
  core::PersonId other;
  std::int64_t other_version{0};
  std::string reason;
};
enum class MergeProblem {
  no_such_person,
  someone_was_first,
  same_record,
  afm_differs,
  amka_differs,
  working_account_must_stay,
  reason_missing,
};
/// `other` becomes a stub of `keep`: affiliations, holds, applications with their papers, proofs,
/// owned accounts, addresses and licences move. One personal account stays (A3): sessions, code and
/// password of the other one end at once, and its username and addresses go on as aliases. If
/// `keep` has no account, the other's moves as it is. The holder is written to at both addresses.
/// @source domain.md section 3: duplicate_found_later.
[[nodiscard]] std::expected<MergeRecord, MergeProblem> merge_people(House&, const Call&,
                                                                    const Merging&);

/// A merge, and what came to the one who stayed since: undoing leaves that where it is.
struct MergeView {
  MergeRecord record;
  core::Person keep, other;
  std::string keep_username, other_username;  ///< Of the accounts then; may be empty.
  std::vector<AuditEntry> since;
  bool later_merge{false};  ///< Another merge has to be undone before.
};
[[nodiscard]] std::optional<MergeView> open_merge(House&, const Call&, core::MergeId);
struct MergeRow {
  MergeRecord record;
  core::Names keep, other;
  std::string keep_username, other_username;
};
/// Newest first. @param before None: from the newest.
[[nodiscard]] std::vector<MergeRow> list_merges(House&, const Call&, core::MergeId before,
                                                std::size_t limit);

enum class SplitProblem {
  no_such_merge,
  already_undone,
  later_merge,  ///< Somebody was merged into, or with, the one who stayed since: undo that first.
  reason_missing,
};
/// Gives back from the record. What came after the merge stays with the one who stayed; an account
/// that was given up opens again, but without a password: its holder comes with a proof for a new
/// code. The two are remembered as two people. @source domain.md section 3: wrong_merge_undone.
[[nodiscard]] std::expected<MergeRecord, SplitProblem> split_people(House&, const Call&,
                                                                    core::MergeId,
                                                                    std::string_view reason);

/// Two who may be one.
struct AlikePair {
  core::Person newer, older;
  std::string newer_username, older_username;  ///< Empty without an account.
  core::Match match{core::Match::perhaps};
  std::vector<std::string> shared_items;  ///< As app::Alike.
  bool newer_should_stay{false};
};
struct AlikePairs {
  std::vector<AlikePair> pairs;  ///< By the newer record, newest first.
  core::PersonId next;           ///< Where to go on; none at the end.
};
/// Who may be one among all members, except pairs told apart. @param before None: from the newest.
[[nodiscard]] AlikePairs suggest_merges(House&, const Call&, core::PersonId before,
                                        std::size_t limit);
/// The officer has looked: they are two people, and are not shown again.
/// @return false if one of them does not exist, or both are one record.
[[nodiscard]] bool tell_apart(House&, const Call&, core::PersonId, core::PersonId);

}  // namespace metroon::app
