// The invariants of design.md section 4 on a live database.
#pragma once

#include "app/house.hpp"

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

}  // namespace metroon::app
