#include "feed/open_delivery.hpp"

#include "feed/csv_rows.hpp"
#include "feed/input_file.hpp"
#include "feed/query_rows.hpp"
#include "feed/rows_delivery.hpp"

namespace metroon::feed {

using Opened = std::expected<std::unique_ptr<app::Delivery>, Refusal>;

Opened open_delivery_file(const Declaration& declaration, const std::string& path) {
  FileSource source;
  if (const auto* declared = std::get_if<FileSource>(&declaration.source)) source = *declared;
  source.path = path;
  auto rows = open_csv(source);
  if (!rows) return std::unexpected{rows.error()};
  return deliver(declaration, std::move(*rows));
}

Opened open_delivery(const Declaration& declaration, base::Instant now) {
  if (const auto* file = std::get_if<FileSource>(&declaration.source))
    return open_delivery_file(declaration, file->path);
  const auto* query = std::get_if<QuerySource>(&declaration.source);
  if (query == nullptr)
    return std::unexpected{Refusal{RefusalReason::not_rows, "this registry posts its rows itself"}};
  auto rows = open_query(*query, now);
  if (!rows) return std::unexpected{rows.error()};
  return deliver(declaration, std::move(*rows));
}

namespace {

std::optional<std::string> file_after(const Declaration& declaration,
                                      const std::optional<app::DeliveryMark>& last) {
  const auto* file = std::get_if<FileSource>(&declaration.source);
  if (file == nullptr || declaration.registry.full) return {};
  return next_file(file->path, last ? last->made : base::Instant::min(),
                   last ? std::string_view{last->source} : std::string_view{});
}

}  // namespace

Opened open_delivery_after(const Declaration& declaration, base::Instant now,
                           const std::optional<app::DeliveryMark>& last) {
  const auto next = file_after(declaration, last);
  return next ? open_delivery_file(declaration, *next) : open_delivery(declaration, now);
}

bool another_waits(const Declaration& declaration, const app::DeliveryMark& last) {
  return file_after(declaration, last).has_value();
}

}  // namespace metroon::feed
