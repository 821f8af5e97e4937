// "I am still a member": what a holder says when an ending is ahead, with papers; the ending is
// held until the office decides (D4, D5).
#pragma once

#include <functional>
#include <span>

#include "core/application.hpp"
#include "core/standing.hpp"

namespace metroon::core {

enum class ClaimStage : std::uint8_t {
  submitted,   ///< Waits for the office.
  needs_more,  ///< The office asked for something.
  approved,
  refused,
  withdrawn,
};
inline constexpr std::size_t claim_stage_count = 5;

enum class ClaimStep : std::uint8_t { supply, ask_for_more, approve, refuse, withdraw };
/// Whether `step` may be taken at `stage`.
[[nodiscard]] bool allows(ClaimStage stage, ClaimStep step);
[[nodiscard]] bool is_open(ClaimStage stage);

struct Claim {
  ClaimId id;
  std::string number;  ///< For people and for subjects of mails, normalised.
  PersonId person;
  ClaimStage stage{ClaimStage::submitted};
  std::string kind;  ///< Key of the capacity in which the holder says to belong.
  std::string unit;
  std::optional<Day> until;  ///< Last day in that capacity, as the holder says it, or the office.
  std::string text;          ///< What the holder adds; may be empty.
  std::vector<DocumentInfo> documents;
  std::string office_message;  ///< What the office asked for, or why it refused.
  base::Instant created{};
  base::Instant changed{};
  std::int64_t version{1};
  bool operator==(const Claim&) const = default;
};

/// The next last day of a standing.
struct NextEnding {
  Day last{};         ///< As `open_until` has it.
  bool waits{false};  ///< Its day is past, and it stays open until its holder was told.
  bool operator==(const NextEnding&) const = default;
};
/// The first one among what the rules end by `by`, or that waits; empty where nothing ends.
[[nodiscard]] std::optional<NextEnding> next_ending(const Notices&, const Standing&, Day today,
                                                    std::optional<Day> by = {});
/// What a claim may be made about: an ending no further ahead than the policy's window.
[[nodiscard]] std::optional<NextEnding> claimable_ending(const Policy&, const Standing&, Day today);

/// For each alternative of the capacity (D4) the papers that are not among `evidence`, identity
/// papers left out. One empty list: nothing is missing. A capacity without alternatives asks for
/// nothing.
[[nodiscard]] std::vector<std::vector<EvidenceIndex>> missing_alternatives(
    const Policy&, std::string_view kind, std::span<const std::string> evidence);
[[nodiscard]] bool is_complete(std::span<const std::vector<EvidenceIndex>> missing);

/// The paper may serve a claim of this capacity.
[[nodiscard]] bool asked_for_renewal(const Policy&, std::string_view kind, EvidenceIndex);

/// First day on which a hold of a claim made on `today` no longer holds. Claims that did not
/// succeed do not add up: the time counts from the first of them. Empty if that is used up.
[[nodiscard]] std::optional<Day> claim_hold_until(const ClaimRules&, const Dossier&,
                                                  std::optional<Day> first_claimed, Day today);

/// When the first of the claims of late was made that came to nothing. @param day_of The
/// institution's day at an instant.
[[nodiscard]] std::optional<Day> first_unsuccessful(
    const ClaimRules&, std::span<const Claim>, Day today,
    const std::function<Day(base::Instant)>& day_of);

/// The same once the office has decided or the holder has withdrawn: so many days later as the
/// policy says, and never such that the ending falls on a day that was announced already.
[[nodiscard]] Day hold_until_after_decision(const ClaimRules&, const Dossier&, Day today);

/// Whether a last day counts for a claim of this capacity: not for what lasts for life.
[[nodiscard]] bool takes_last_day(const Policy&, std::string_view kind);

/// The affiliation that approval gives. The last day that the papers say ends it, also where years
/// would count longer. @source patras.md C6 to C11, D4.
[[nodiscard]] Affiliation affiliation_of(const Policy&, const Claim&, Day today);

/// What the hold of a claim is placed by.
[[nodiscard]] std::string placed_by(const Claim&);

}  // namespace metroon::core
