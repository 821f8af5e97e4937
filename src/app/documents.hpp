// Taking in a document: one rule for drafts and for what is handed in later.
#pragma once

#include "app/apply.hpp"

namespace metroon::app {

/// Checks and stores; adds it to `application.documents`. The same file sent twice is kept once.
/// @return why it was not taken; empty if it was.
[[nodiscard]] std::optional<SupplyProblem> keep_document(Ports&, House&, const Call&,
                                                         core::Application&, const Upload&);
[[nodiscard]] core::Problem problem_of(SupplyProblem);

}  // namespace metroon::app
