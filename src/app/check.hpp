// The invariants of design.md section 4 on a live database.
#pragma once

#include "app/house.hpp"
#include "core/standing.hpp"

namespace metroon::app {

struct Violation {
  std::string_view id;  ///< Its message's, e.g. `Y01`: docs/manual/messages.md.
  int invariant{0};     ///< Its number in docs/manual/check.md.
  std::string subject;
  std::string what;
};
struct Checked {
  std::size_t people{0};
  std::size_t accounts{0};
  std::int64_t audit_entries{0};
  std::vector<Violation> violations;  ///< At most 100.
};
[[nodiscard]] Checked check_invariants(House&, const Call&);

/// What the rules made of one dossier.
struct Standings {
  core::Standing today;
  core::Standing again;                  ///< Decided once more from the same facts.
  std::optional<core::Standing> far_on;  ///< In a hundred years; only where anything is for ever.
};
/// What must not be in them (Y09, Y10, Y21), whatever gave them: the rules are not trusted here.
[[nodiscard]] std::vector<Violation> judge(const core::Dossier&, const Standings&);
/// Likewise of what is stored about a non-personal account (Y15, Y16).
[[nodiscard]] std::vector<Violation> judge(const core::Policy&, const core::SharedDossier&);

}  // namespace metroon::app
