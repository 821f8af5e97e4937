// Taking in a document: one rule for drafts and for what is handed in later.
#pragma once

#include "app/apply.hpp"

namespace metroon::app {

/// Checks and stores; adds it to `application.documents`. The same file sent twice is kept once.
/// @param kind The capacity that asks for it: of the application, or as just chosen on the page.
/// @return why it was not taken; empty if it was.
[[nodiscard]] std::optional<SupplyProblem> keep_document(Ports&, House&, const Call&,
                                                         core::Application&, std::string_view kind,
                                                         const Upload&);
[[nodiscard]] core::Problem problem_of(SupplyProblem);

}  // namespace metroon::app
