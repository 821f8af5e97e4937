// What cairo cannot write into a PDF: the document's language, and fields to be filled in on
// screen.
#pragma once

#include <vector>

#include "base/bytes.hpp"
#include "print/page.hpp"

namespace metroon::print {

/// Appends an incremental update (ISO 32000-1 section 7.5.6) to a file of one page as cairo writes
/// it; its octets stay as they are. Throws std::runtime_error for a file of another make.
/// Fields leave their looks to the reader's program (NeedAppearances), with the font that is
/// embedded for them.
[[nodiscard]] base::Bytes with_language_and_form(base::Bytes pdf, core::Language language,
                                                 const std::vector<FormField>& fields);

}  // namespace metroon::print
