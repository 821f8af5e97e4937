// What a registry says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/dossier.hpp"
#include "core/person.hpp"

namespace metroon::core {

/// One row of a delivery, decoded: somebody has, or had, one capacity.
struct Observation {
  std::string key;  ///< The registry's own name of the person, e.g. a student number.
  Names names;      ///< Latin forms may be empty: then ELOT 743 proposes them.
  Day birth{};
  Identifiers identifiers;  ///< Each may be empty.
  std::string email;        ///< May be empty.
  std::string phone;        ///< May be empty.
  KindIndex kind{0};
  std::string unit;  ///< Key of a Unit; may be empty.
  Day from{};
  std::optional<Day> ends;  ///< First day without it, as Affiliation::ends.
  Ending ending{Ending::lapsed};
  bool head_of_unit{false};
  bool operator==(const Observation&) const = default;
};

/// The capacity that it says, without an id. How it ended says nothing before there is an end.
[[nodiscard]] Affiliation affiliation_of(const Observation&, std::string asserted_by = {});

/// Most that one delivery may do unless a second person confirms it. Shares are of what the
/// registry asserts now, from 0 to 1. @source design.md section 4, invariant 8.
struct DeliveryLimits {
  double bad_rows{0.02};  ///< Rows that cannot be read, of the delivery's own rows.
  double endings{0.05};
  double newcomers{0.30};
  /// Below so many rows asserted a share means little.
  /// @choice Then as many may end as the share allows of so many rows, with the numbers above two:
  ///   a registry of one or two rows goes on without a second person, one of 49 does not lose 48.
  ///   Newcomers are not counted there, for a registry has to begin.
  std::int64_t least_rows{50};
  /// Rows that tell nobody's key and are known to be about nobody: beside more of them silence ends
  /// nobody.
  std::int64_t nameless_rows{0};
};

/// A source of affiliations, as its declaration says.
struct Registry {
  std::string name;  ///< Lower-case letters, digits and hyphens, e.g. `students`.
  Words title;
  std::vector<KindIndex> kinds;  ///< What it may assert.
  /// A full delivery says everything: what it leaves out has ended. A delta says only changes.
  bool full{true};
  Ending silence{Ending::lapsed};  ///< Full only: how an affiliation that is left out ended.
  DeliveryLimits limits;
  bool posts{false};  ///< Its own program posts the rows; nothing is fetched.
  /// When it is fetched each day, minutes after midnight by the institution's clock.
  std::optional<int> daily_at;
  std::vector<std::string> report_to;  ///< Addresses that are told of every run.
  Language report_language{Language::el};
};

}  // namespace metroon::core
