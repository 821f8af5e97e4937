#include "feed/open_delivery.hpp"

#include "feed/csv_rows.hpp"
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

}  // namespace metroon::feed
