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
          .state = row.one_of<app::RowState>(),
          .person_key = row.maybe_text().value_or(""),
          .ends = row.maybe_day()};
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
  read.digest = fingerprint_of(row.maybe_blob().value_or(base::Bytes{}));
  read.held = row.integer();
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

std::vector<app::RowCapacity> Registries::capacities(std::string_view registry,
                                                     std::span<const std::string> keys) {
  return context_.database.exec("registry_capacities", {registry, json_list(keys)})
      .map([this](Row row) {
        return app::RowCapacity{
            .row_key = row.text(), .kind = context_.kind(row.text()), .ends = row.maybe_day()};
      });
}

std::vector<std::pair<std::string, core::PersonId>> Registries::people(
    std::string_view registry, std::span<const std::string> person_keys) {
  return context_.database.exec("registry_people", {registry, json_list(person_keys)})
      .map([](Row row) {
        auto key = row.text();
        return std::pair{std::move(key), row.id<core::PersonId>()};
      });
}

std::vector<std::pair<std::string, std::string>> Registries::keys_of(core::PersonId person) {
  return context_.database.exec("registry_keys_of_person", {person}).map([](Row row) {
    auto registry = row.text();
    return std::pair{std::move(registry), row.text()};
  });
}

namespace {

// A row of `registry_row`; `fingerprint` holds what its cell refers to.
std::array<Parameter, 8> cells_of(std::string_view registry, const app::RegistryRow& it,
                                  base::Bytes& fingerprint) {
  fingerprint = bytes_of(it.fingerprint);
  return {registry,
          it.row_key,
          Parameter::blob(fingerprint),
          it.person,
          it.affiliation,
          it.state,
          it.person_key.empty() ? Parameter{std::nullopt} : Parameter{it.person_key},
          it.ends};
}

}  // namespace

void Registries::add(std::string_view registry, std::span<const app::RegistryRow> rows) {
  std::vector<base::Bytes> fingerprints(rows.size());
  std::vector<Parameter> cells;
  for (std::size_t at = 0; at < rows.size(); ++at)
    std::ranges::copy(cells_of(registry, rows[at], fingerprints[at]), std::back_inserter(cells));
  context_.database.post_all("registry_add", 8, cells);
}

void Registries::put(std::string_view registry, std::span<const app::RegistryRow> rows) {
  for (const auto& it : rows) {
    base::Bytes fingerprint;
    context_.database.post("registry_put", cells_of(registry, it, fingerprint), Touches::one);
  }
}

void Registries::insert(const app::RegistryRun& it) {
  const auto& n = it.counts;
  const auto digest = bytes_of(it.digest);
  context_.database.post("registry_run_insert",
                         {it.id, it.registry, it.source, it.made, it.started, it.applied,
                          it.verdict, n.asserted, n.rows, n.unchanged, n.added, n.changed, n.ended,
                          n.bad, it.by, it.confirmed_by, Parameter::blob(digest), it.held});
}

void Registries::finished(core::RegistryRunId id, app::Instant at, std::int64_t held) {
  context_.database.post("registry_run_finished", {id, at, held}, Touches::one);
}

std::optional<app::RegistryRun> Registries::find(core::RegistryRunId id) {
  return context_.database.exec("registry_run_find", {id}).map_first(read_run);
}

std::vector<app::RegistryRun> Registries::runs(std::string_view registry, std::size_t limit) {
  return context_.database.exec("registry_runs", {registry, limit}).map(read_run);
}

std::optional<app::DeliveryMark> Registries::last_applied(std::string_view registry) {
  return context_.database.exec("registry_last_applied", {registry}).map_first([](Row row) {
    const auto made = row.instant();
    return app::DeliveryMark{.made = made, .source = row.text()};
  });
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

// As a person's data are kept: numbers sealed, the rest as it is.
void Registries::hold(const app::HeldRow& it) {
  const auto& seen = it.observation;
  const auto fingerprint = bytes_of(it.fingerprint);
  const SealedIdentifiers sealed{context_.sealer, "registry_held", it.id.value, seen.identifiers};
  context_.database.post("registry_hold", {it.id,
                                           it.registry,
                                           it.row_key,
                                           it.reason,
                                           it.since,
                                           seen.key,
                                           seen.names.first,
                                           seen.names.last,
                                           seen.names.father,
                                           seen.names.first_latin,
                                           seen.names.last_latin,
                                           seen.birth,
                                           seen.identifiers.document,
                                           Parameter::maybe_blob(sealed.document_number),
                                           Parameter::maybe_blob(sealed.afm),
                                           Parameter::maybe_blob(sealed.amka),
                                           seen.email,
                                           seen.phone,
                                           context_.kind_key(seen.kind),
                                           seen.unit,
                                           seen.from,
                                           seen.ends,
                                           seen.ending,
                                           seen.head_of_unit,
                                           Parameter::blob(fingerprint)});
}

app::HeldRow Registries::read_held(Row row) const {
  app::HeldRow read;
  read.id = row.id<core::HeldRowId>();
  read.registry = row.text();
  read.row_key = row.text();
  read.reason = row.text();
  read.since = row.instant();
  auto& seen = read.observation;
  seen.key = row.text();
  seen.names = {row.text(), row.text(), row.text(), row.text(), row.text()};
  seen.birth = row.day();
  const auto document = row.one_of<core::IdentityDocument>();
  seen.identifiers =
      open_identifiers(context_.sealer, "registry_held", read.id.value, document, row);
  seen.email = row.text();
  seen.phone = row.text();
  seen.kind = context_.kind(row.text());
  seen.unit = row.text();
  seen.from = row.day();
  seen.ends = row.maybe_day();
  seen.ending = row.one_of<core::Ending>();
  seen.head_of_unit = row.boolean();
  read.fingerprint = fingerprint_of(row.maybe_blob().value_or(base::Bytes{}));
  return read;
}

void Registries::let_go(std::string_view registry, std::span<const std::string> keys) {
  if (!keys.empty()) context_.database.post("registry_let_go", {registry, json_list(keys)});
}

std::optional<app::HeldRow> Registries::held(core::HeldRowId id) {
  return context_.database.exec("registry_held", {id}).map_first([this](Row row) {
    return read_held(row);
  });
}

std::optional<app::HeldRow> Registries::held(std::string_view registry, std::string_view key) {
  return context_.database.exec("registry_held_of", {registry, key}).map_first([this](Row row) {
    return read_held(row);
  });
}

std::vector<std::string> Registries::disputed(std::string_view registry) {
  return context_.database.exec("registry_disputed", {registry}).map([](Row row) {
    return row.text();
  });
}

std::vector<app::HeldRow> Registries::held_after(core::HeldRowId id, std::size_t limit) {
  return context_.database.exec("registry_held_after", {id.value, limit}).map([this](Row row) {
    return read_held(row);
  });
}

std::size_t Registries::held_count() {
  return static_cast<std::size_t>(
      context_.database.exec("registry_held_count", {}).first().integer());
}

std::optional<app::Fetch> Registries::fetched(std::string_view registry) {
  return context_.database.exec("registry_fetched", {registry}).map_first([](Row row) {
    return app::Fetch{.day = row.day(), .at = row.instant(), .fault = row.text()};
  });
}

void Registries::fetched(std::string_view registry, const app::Fetch& it) {
  context_.database.post("registry_fetched_put", {registry, it.day, it.at, it.fault});
}

}  // namespace metroon::store
