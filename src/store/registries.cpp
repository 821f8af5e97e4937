#include "store/registries.hpp"

#include <bit>

#include "store/lists.hpp"

namespace metroon::store {
namespace {

constexpr std::size_t half = sizeof(std::uint64_t);

base::Bytes bytes_of(const app::Fingerprint& it) {
  base::Bytes bytes;
  for (const auto word : it)
    for (std::size_t at = 0; at < half; ++at) bytes += static_cast<char>(word >> (8 * at) & 0xff);
  return bytes;
}

app::Fingerprint fingerprint_of(const base::Bytes& bytes) {
  app::Fingerprint read{};
  for (std::size_t at = 0; at < 2 * half && at < bytes.size(); ++at)
    read.at(at / half) |= std::uint64_t{static_cast<unsigned char>(bytes[at])} << (8 * (at % half));
  return read;
}

app::RegistryRow read_row(Row row) {
  return {.row_key = row.text(),
          .fingerprint = fingerprint_of(row.blob()),
          .person = row.id<core::PersonId>(),
          .affiliation = row.id<core::AffiliationId>(),
          .state = row.one_of<app::RowState>()};
}

app::RegistryRun read_run(Row row) {
  app::RegistryRun read;
  read.id = row.id<core::RegistryRunId>();
  read.registry = row.text();
  read.source = row.text();
  read.made = row.instant();
  read.started = row.instant();
  read.applied = row.maybe_instant();
  read.verdict = row.one_of<core::DeliveryVerdict>();
  read.counts = {.asserted = row.integer(),
                 .rows = row.integer(),
                 .unchanged = row.integer(),
                 .added = row.integer(),
                 .changed = row.integer(),
                 .ended = row.integer(),
                 .bad = row.integer()};
  read.by = row.text();
  read.confirmed_by = row.text();
  return read;
}

}  // namespace

std::size_t Registries::count(std::string_view registry) {
  return static_cast<std::size_t>(
      context_.database.exec("registry_row_count", {registry}).first().integer());
}

std::vector<app::RegistryRow> Registries::rows_after(std::string_view registry,
                                                     std::string_view after, std::size_t limit) {
  return context_.database.exec("registry_rows_after", {registry, after, limit}).map(read_row);
}

std::vector<app::RegistryRow> Registries::rows(std::string_view registry,
                                               std::span<const std::string> keys) {
  return context_.database.exec("registry_rows", {registry, json_list(keys)}).map(read_row);
}

std::optional<app::RegistryRow> Registries::row(std::string_view registry, std::string_view key) {
  return context_.database.exec("registry_row", {registry, key}).map_first(read_row);
}

void Registries::put(std::string_view registry, std::span<const app::RegistryRow> rows) {
  std::vector<base::Bytes> fingerprints;
  fingerprints.reserve(rows.size());
  std::vector<Parameter> cells;
  for (const auto& it : rows) {
    fingerprints.push_back(bytes_of(it.fingerprint));
    cells.insert(cells.end(), {registry, it.row_key, Parameter::blob(fingerprints.back()),
                               it.person, it.affiliation, it.state});
  }
  context_.database.post_all("registry_put", 6, cells);
}

void Registries::insert(const app::RegistryRun& it) {
  const auto& n = it.counts;
  context_.database.post(
      "registry_run_insert",
      {it.id, it.registry, it.source, it.made, it.started, it.applied, it.verdict, n.asserted,
       n.rows, n.unchanged, n.added, n.changed, n.ended, n.bad, it.by, it.confirmed_by});
}

void Registries::finished(core::RegistryRunId id, app::Instant at, std::string_view confirmed_by) {
  context_.database.post("registry_run_finished", {id, at, confirmed_by}, Touches::one);
}

std::optional<app::RegistryRun> Registries::find(core::RegistryRunId id) {
  return context_.database.exec("registry_run_find", {id}).map_first(read_run);
}

std::vector<app::RegistryRun> Registries::runs(std::string_view registry, std::size_t limit) {
  return context_.database.exec("registry_runs", {registry, limit}).map(read_run);
}

std::optional<app::Instant> Registries::last_made(std::string_view registry) {
  return context_.database.exec("registry_last_made", {registry}).first().maybe_instant();
}

void Registries::add_bad(core::RegistryRunId run, std::span<const app::BadRow> rows) {
  std::int64_t number = 0;
  for (const auto& it : rows)
    context_.database.post("registry_bad_insert",
                           {run, ++number, it.line, it.key, it.column, it.reason, it.found});
}

std::vector<app::BadRow> Registries::bad(core::RegistryRunId run, std::size_t limit) {
  return context_.database.exec("registry_bad", {run, limit}).map([](Row row) {
    return app::BadRow{.line = row.integer(),
                       .key = row.text(),
                       .column = row.text(),
                       .reason = row.text(),
                       .found = row.text()};
  });
}

}  // namespace metroon::store
