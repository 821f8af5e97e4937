// Rows of a file with separators.
#pragma once

#include <expected>
#include <memory>

#include "feed/declaration.hpp"
#include "feed/refusal.hpp"
#include "feed/rows.hpp"

namespace metroon::feed {

/// Its first row is the header; where the header comes again, it is passed over, as are rows
/// without any value. @error no_such_file, no_header, wrong_encoding.
[[nodiscard]] std::expected<std::unique_ptr<Rows>, Refusal> open_csv(const FileSource& source);

}  // namespace metroon::feed
