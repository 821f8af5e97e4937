// Opens what a declaration names.
#pragma once

#include <expected>
#include <memory>
#include <string>

#include "app/delivery.hpp"
#include "feed/declaration.hpp"
#include "feed/refusal.hpp"

namespace metroon::feed {

/// The delivery's rows are read by a copy of the declaration.
/// @param now When it is: that is when a query's answer was made. A file says so itself.
/// @error the Refusal tells; a PostSource has nothing to open and is not_rows.
[[nodiscard]] std::expected<std::unique_ptr<app::Delivery>, Refusal> open_delivery(
    const Declaration& declaration, base::Instant now);

/// The same declaration over another file, in the declared encoding; separator and encoding are
/// those of [file], or a comma and UTF-8.
[[nodiscard]] std::expected<std::unique_ptr<app::Delivery>, Refusal> open_delivery_file(
    const Declaration& declaration, const std::string& path);

}  // namespace metroon::feed
