// What is ahead, for the office: endings by day, those that wait for an accepted notice, notices
// that bounced. Nothing is written, and every day comes from core::decide.
#pragma once

#include <map>

#include "app/house.hpp"
#include "core/standing.hpp"

namespace metroon::app {

/// What ends for one person on one day.
struct EndingAhead {
  core::PersonId person;
  std::string username;
  Day last{};  ///< As core::open_until has it; where it waits for a notice, the rules' day, past.
  core::KindIndex kind{0};  ///< The capacity by which it was there.
  std::vector<core::ServiceIndex> services;
  bool waits{false};  ///< Its day is over, and no mail server took a notice early enough.
};

/// Endings with a last day up to `until`, and those that wait; by last day, then by person. Only
/// accounts on which something changes by then are looked at.
[[nodiscard]] std::vector<EndingAhead> endings_ahead(House&, const Call&, Day until);

/// Which of the endings are meant; what is empty does not matter.
struct EndingsSought {
  std::optional<core::KindIndex> kind;
  std::optional<core::ServiceIndex> service;
  std::optional<Day> from, until;  ///< Last days, both inclusive.
  bool waiting{false};             ///< Those that wait, and only those; else only the others.
};
[[nodiscard]] bool is_sought(const EndingsSought&, const EndingAhead&);

/// The Monday of a day's week.
[[nodiscard]] Day week_of(Day);

/// In the order of the ids.
[[nodiscard]] std::vector<core::Person> people_of(House&, std::span<const core::PersonId>);

[[nodiscard]] std::vector<BouncedNotice> bounced_notices(House&, std::size_t limit);

/// Accounts by state, and affiliations in force by capacity and unit, as decide has them.
struct Numbers {
  Instant at{};
  std::size_t people{0};
  std::map<core::AccountState, std::size_t> states;  ///< Of personal accounts.
  std::map<core::KindIndex, std::size_t> kinds;      ///< In the policy's order.
  std::map<std::string, std::size_t> units;          ///< By key; empty: none is known.
  std::size_t shared{0};                             ///< Non-personal accounts.
};
/// Walks everybody, in one moment of the database: a second or two with a hundred thousand.
[[nodiscard]] Numbers count_everybody(House&, const Call&);

}  // namespace metroon::app
