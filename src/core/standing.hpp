// What the rules make of a dossier on a day. Never stored.
#pragma once

#include <compare>
#include <optional>
#include <vector>

#include "core/dossier.hpp"

namespace metroon::core {

/// Until when something lasts. Later kinds last longer; days compare among themselves.
struct Until {
  enum class Kind : std::uint8_t {
    not_started,  ///< Counts from an activation that has not happened.
    day,          ///< `last` still counts; it closes at the midnight that ends it, local time.
    no_end_known,
    for_ever,
  };
  Kind kind{Kind::no_end_known};
  Day last{};  ///< Kind::day only, else the epoch.

  static constexpr Until not_started() { return {Kind::not_started, {}}; }
  static constexpr Until on(Day last_day) { return {Kind::day, last_day}; }
  static constexpr Until no_end_known() { return {Kind::no_end_known, {}}; }
  static constexpr Until for_ever() { return {Kind::for_ever, {}}; }
  auto operator<=>(const Until&) const = default;
};

/// The line of the policy behind a right.
enum class Why : std::uint8_t {
  for_life,
  while_active,
  from_activation,
  kept_after_end,  ///< Stays for ever once the affiliation has ended.
  kept_after_graduation,
  withdrawn,  ///< Given by earlier rules; those of today let it run out.
  owner,      ///< A non-personal account has an owner who may own one.
};

/// Why a service is shut, the first that applies; `open` if none does.
enum class Gate : std::uint8_t {
  open,
  account_closed,
  no_proof,  ///< No identity proof on record.
  not_activated,
  suspended,
  ended,         ///< The rules' last day has passed and the notice was given in time.
  switched_off,  ///< By the holder, or off at hand-over and not yet switched on.
};

struct ServiceStanding {
  ServiceIndex service{0};
  Gate gate{Gate::open};
  std::uint8_t level{0};
  bool on{false};  ///< The holder's choice, else the policy's state at hand-over.
  Until until;     ///< By the rules, holds included.
  Why why{Why::while_active};
  std::uint16_t because{
      0};  ///< Index of the affiliation (of the owner, for a non-personal account).
  /// Past `until`, but open because no notice was accepted early enough (invariant 3).
  bool waits_for_notice{false};
  /// First day on which it will be shut, where that is already certain.
  std::optional<Day> shuts;

  [[nodiscard]] bool open() const { return gate == Gate::open; }
  bool operator==(const ServiceStanding&) const = default;
};

enum class AccountState : std::uint8_t {
  no_account,
  not_handed_over,  ///< Exists, but no identity proof is on record.
  not_activated,
  not_collected,  ///< Closed because its holder never came; a hand-over opens it again.
  active,
  suspended,
  ended,  ///< Nothing is left that the rules keep.
  closed,
};

/// A notice that has to go out today.
struct NoticeDue {
  Day ending{};
  int days_before{0};
  bool operator==(const NoticeDue&) const = default;
};

struct Standing {
  AccountState state{AccountState::no_account};
  RealmIndex realm{0};
  std::vector<ServiceStanding> services;  ///< Entitled now or formerly, in the policy's order.
  std::vector<NoticeDue> notices;
  std::optional<NoticeDue> reminder;  ///< To collect or activate the account, due today.
  /// First day on which it is closed unless it is collected; empty once it was, or never.
  std::optional<Day> collect_before;
  bool needs_successor{false};  ///< Non-personal account whose last fit owner has left.
  /// First day after the asked one on which anything above is different; empty if never.
  std::optional<Day> next_change;

  [[nodiscard]] const ServiceStanding* find(ServiceIndex service) const;
  [[nodiscard]] bool opens(ServiceIndex service) const;
  bool operator==(const Standing&) const = default;
};

/// What nominally lasts through `last` and is not over `today`: what a notice of that day names.
[[nodiscard]] ServiceSet ending_on(const Standing&, Day last, Day today);

/// Until when the service is really open, as far as is known `today`: a notice that is accepted
/// late moves an ending past the rules' day. Where no notice has settled it yet, the soonest last
/// day that one accepted today would allow; what `waits_for_notice` stays open until then at least.
/// Everything that tells somebody a last day tells this one. @source design.md invariant 3.
[[nodiscard]] Until open_until(const Notices&, const ServiceStanding&, Day today);

}  // namespace metroon::core
