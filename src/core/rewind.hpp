// What a dossier was on a past day: today's facts, and what was put on record since, undone.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/dossier.hpp"

namespace metroon::core {

/// Which affiliation. Records of old name only the kind: then it is the only one of that kind.
struct WhichAffiliation {
  KindIndex kind{0};
  AffiliationId id;
  bool operator==(const WhichAffiliation&) const = default;
};
struct AffiliationBegan {
  WhichAffiliation which;
  bool operator==(const AffiliationBegan&) const = default;
};
/// What it was before, of what became other; empty: that stayed as it was.
struct AffiliationBecame {
  WhichAffiliation which;
  std::optional<std::string> unit;
  std::optional<Day> from;
  std::optional<std::optional<Day>> ends;
  std::optional<Ending> ending;
  std::optional<bool> head_of_unit;
  std::optional<std::string> asserted_by;
  bool operator==(const AffiliationBecame&) const = default;
};
/// What `by` has placed held until another day before.
struct HoldMoved {
  std::string by;
  std::optional<Day> until;
  bool operator==(const HoldMoved&) const = default;
};
/// Whether it was accepted does not matter; without services it is the only one of that step.
struct NoticeGiven {
  Notice notice;
  bool operator==(const NoticeGiven&) const = default;
};
/// They did not arrive, and count as never given.
struct NoticesTakenBack {
  std::vector<Notice> notices;
  bool operator==(const NoticesTakenBack&) const = default;
};
struct ProofMoved {
  std::optional<Day> before;
  bool operator==(const ProofMoved&) const = default;
};
struct Switched {
  ServiceIndex service{0};
  std::optional<bool> before;  ///< Empty: the holder had not chosen.
  bool operator==(const Switched&) const = default;
};
struct Resumed {
  Suspension before;
  bool operator==(const Resumed&) const = default;
};
struct AddressAdded {
  Address address;
  bool operator==(const AddressAdded&) const = default;
};
/// What was all of it, before records were merged or a merge was undone.
struct FactsKept {
  Dossier before;
  bool operator==(const FactsKept&) const = default;
};

/// What was put on record of one change, as far as it is needed to undo it.
struct RecordedChange {
  /// Whose account it concerns: while the dossier has another one, or none, it is another's change.
  /// None: it concerns the person.
  AccountId account;
  std::variant<AffiliationBegan, AffiliationBecame, HoldMoved, NoticeGiven, NoticesTakenBack,
               ProofMoved, Switched, Resumed, AddressAdded, FactsKept>
      what;
};

struct Rewound {
  Dossier dossier;
  std::vector<std::size_t> not_undone;  ///< Of the changes: what they speak of is not there.
  /// The later day of the account's proof, where no change says which it had before: none, or an
  /// earlier one. It has none then.
  std::optional<Day> unknown_before;
};

/// The dossier at the end of `day`. Facts that bear the day on which they were recorded need no
/// change to be undone: an account's making, activation, suspension and closing, a hold's beginning
/// and the end of a campaign's, the acceptance of a notice. Notices taken back come last.
/// @param changes Those after `day`, the newest first.
[[nodiscard]] Rewound rewind(Dossier today, std::span<const RecordedChange> changes, Day day);

}  // namespace metroon::core
