// The papers of an application, as applicants see them: what is missing, what to bring.
#pragma once

#include <span>

#include "app/apply.hpp"
#include "web/words.hpp"

namespace metroon::web {

/// What browsers offer to choose; what comes is checked by content.
inline constexpr std::string_view allowed_files = "application/pdf,image/jpeg,image/png";
/// `Αρχείο PDF, JPEG ή PNG, έως 10 MB`
[[nodiscard]] std::string file_hint(const Context&);

/// A field that takes a file for one paper, named by the paper's key.
[[nodiscard]] FieldView paper_field(const Context&, const core::Evidence&);

/// Section MISSING with one PAPER each; nothing if none is missing.
void put_missing(View&, const Context&, std::span<const core::EvidenceIndex>);
/// What the applicant shows at the office, where that is, and when it is open: for `_bring.html`.
void put_bring(View& page, std::string_view section, const Context&,
               std::span<const core::EvidenceIndex>);

}  // namespace metroon::web
