// What a file is, by its octets. Names and declared types prove nothing.
#pragma once

#include <string_view>

namespace metroon::wire {

/// `application/pdf`, `image/png`, `image/jpeg`; empty for anything else, and for one that is cut
/// short. PDF: header at the very start (ISO 32000-1 section 7.5.2), end marker in the last 1,024
/// octets. PNG: signature and chunks, IHDR first, up to IEND (W3C PNG section 5). JPEG: segments
/// from SOI to the scan, EOI near the end (ITU T.81 annex B).
[[nodiscard]] std::string_view media_type_of(std::string_view bytes);

}  // namespace metroon::wire
