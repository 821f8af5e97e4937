// Everything known about one person that the rules look at. Facts only.
#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <vector>

#include "base/day.hpp"
#include "core/ids.hpp"
#include "core/policy.hpp"

namespace metroon::core {

using base::Day;

/// How an affiliation ended, or will.
enum class Ending : std::uint8_t { lapsed, graduation };

struct Affiliation {
  AffiliationId id;
  KindIndex kind{0};
  std::string unit;               ///< Key of a Unit; may be empty.
  Day from{};                     ///< First day with it.
  std::optional<Day> ends;        ///< First day without it; empty while no end is known.
  Ending ending{Ending::lapsed};  ///< Means something only where `ends` is set.
  bool head_of_unit{false};
  std::string asserted_by;  ///< `application 1234`, `registry students`, …

  bool operator==(const Affiliation&) const = default;
};

/// The holder's own on or off.
struct Choice {
  ServiceIndex service{0};
  bool on{false};
  bool operator==(const Choice&) const = default;
};

/// Pauses endings. In force from `from` until the day before `until`; open-ended without.
struct Hold {
  Day from{};
  std::optional<Day> until;
  AffiliationId affiliation;  ///< None: all of the dossier.
  std::string reason;
  std::string by;
  bool operator==(const Hold&) const = default;
};

using ServiceSet = std::bitset<max_services>;  ///< By ServiceIndex.

/// A message sent about an ending. It counts for exactly that ending.
struct Notice {
  Day ending{};                 ///< The last day it announced.
  int days_before{0};           ///< The step of the policy's calendar.
  std::optional<Day> accepted;  ///< When a mail server took it; empty if none did.
  /// What it said would end; empty: whatever ends that day. What another policy ends on the same
  /// day was not announced by it.
  std::optional<ServiceSet> services;
  [[nodiscard]] bool names(ServiceIndex service) const {
    return !services || services->test(service);
  }
  bool operator==(const Notice&) const = default;
};

struct Suspension {
  Day from{};
  std::string reason;
  bool operator==(const Suspension&) const = default;
};

struct Address {
  std::string local;
  RealmIndex realm{0};
  bool operator==(const Address&) const = default;
};

enum class AccountSort : std::uint8_t { personal, shared };

struct Account {
  AccountId id;
  AccountSort sort{AccountSort::personal};
  std::string username;
  RealmIndex realm{0};           ///< Given at creation; used when no affiliation says otherwise.
  std::optional<Day> made;       ///< When it was made; non-personal accounts have none.
  std::optional<Day> proof;      ///< Day of the identity proof that stands behind the hand-over.
  std::optional<Day> activated;  ///< Holder's first sign-in with a password of their own.
  std::optional<Suspension> suspended;
  std::optional<Day> closed;       ///< For good: death, merge, deletion.
  std::vector<Address> addresses;  ///< Every one it ever had, the first is the oldest.
  bool operator==(const Account&) const = default;
};

/// When its holder first signed in; empty before, and where there is none.
[[nodiscard]] inline std::optional<Day> activation(const std::optional<Account>& account) {
  return account ? account->activated : std::nullopt;
}

struct Dossier {
  PersonId person;
  std::optional<Account> account;
  std::vector<Affiliation> affiliations;
  std::vector<Choice> choices;
  std::vector<Hold> holds;
  std::vector<Notice> notices;
  bool operator==(const Dossier&) const = default;
};

/// A non-personal account and whoever answers for it.
struct SharedDossier {
  Account account;
  std::vector<Choice> choices;
  std::vector<Dossier> owners;
};

}  // namespace metroon::core
