// Opens what a declaration names.
#pragma once

#include <expected>
#include <memory>
#include <optional>
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

/// The same, but a delta of files is opened where it goes on after `last`: the oldest file that
/// follows on it, or of all where none was applied; the newest again where nothing follows.
[[nodiscard]] std::expected<std::unique_ptr<app::Delivery>, Refusal> open_delivery_after(
    const Declaration& declaration, base::Instant now,
    const std::optional<app::DeliveryMark>& last);

/// Whether a delta of files goes on after `last`.
[[nodiscard]] bool another_waits(const Declaration& declaration, const app::DeliveryMark& last);

/// The same declaration over another file, in the declared encoding; separator and encoding are
/// those of [file], or a comma and UTF-8.
[[nodiscard]] std::expected<std::unique_ptr<app::Delivery>, Refusal> open_delivery_file(
    const Declaration& declaration, const std::string& path);

}  // namespace metroon::feed
