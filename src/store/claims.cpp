#include "store/claims.hpp"

#include <unordered_map>

#include "store/documents.hpp"
#include "store/lists.hpp"

namespace metroon::store {
namespace {

using core::Claim;

Claim read_claim(Row row) {
  Claim read;
  read.id = row.id<core::ClaimId>();
  read.number = row.text();
  read.person = row.id<core::PersonId>();
  read.stage = row.one_of<core::ClaimStage>();
  read.kind = row.text();
  read.unit = row.text();
  read.until = row.maybe_day();
  read.text = row.text();
  read.office_message = row.text();
  read.created = row.instant();
  read.changed = row.instant();
  read.version = row.integer();
  return read;
}

}  // namespace

// The documents of all of them in one statement.
std::vector<Claim> Claims::with_documents(Rows rows) {
  auto all = rows.map(read_claim);
  if (all.empty()) return all;
  std::vector<core::ClaimId> ids;
  std::unordered_map<core::ClaimId, Claim*> by_id;
  for (auto& one : all) {
    ids.push_back(one.id);
    by_id[one.id] = &one;
  }
  auto documents = context_.database.exec("claim_document_list",
                                          {json_list(std::span<const core::ClaimId>{ids})});
  for (std::size_t index = 0; index < documents.size(); ++index) {
    Row row = documents[index];
    auto& into = *by_id.at(row.id<core::ClaimId>());
    into.documents.push_back(read_document_info(row));
  }
  return all;
}

std::optional<Claim> Claims::only(Rows rows) {
  auto all = with_documents(std::move(rows));
  return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
}

std::optional<Claim> Claims::find(core::ClaimId id) {
  return only(context_.database.exec("claim_find", {id}));
}

std::optional<Claim> Claims::find_number(std::string_view number) {
  return only(context_.database.exec("claim_find_number", {number}));
}

std::vector<Claim> Claims::of_person(core::PersonId person) {
  return with_documents(context_.database.exec("claim_of_person", {person}));
}

// The statements `claim_insert` and `claim_update` take the same values.
Rows Claims::write(std::string_view statement, const Claim& it) {
  return context_.database.exec(
      statement, {it.id, it.number, it.person, it.stage, it.kind, it.unit, it.until, it.text,
                  it.office_message, it.created, it.changed, it.version});
}

void Claims::insert(const Claim& it) {
  write("claim_insert", it);
}

bool Claims::update(const Claim& it) {
  return write("claim_update", it).affected == 1;
}

std::vector<app::ClaimRow> Claims::queue(std::span<const core::ClaimStage> stages,
                                         std::size_t limit, std::size_t offset) {
  const auto names = stages | std::views::transform(name_of<core::ClaimStage>);
  return context_.database.exec("claim_queue", {json_list(names), limit, offset}).map([](Row row) {
    return app::ClaimRow{.id = row.id<core::ClaimId>(),
                         .number = row.text(),
                         .stage = row.one_of<core::ClaimStage>(),
                         .first = row.text(),
                         .last = row.text(),
                         .kind = row.text(),
                         .created = row.instant(),
                         .changed = row.instant()};
  });
}

std::vector<std::size_t> Claims::count_by_stage() {
  std::vector<std::size_t> counts(core::claim_stage_count);
  auto rows = context_.database.exec("claim_count_by_stage", {});
  for (std::size_t index = 0; index < rows.size(); ++index) {
    Row row = rows[index];
    const auto stage = row.one_of<core::ClaimStage>();
    counts.at(static_cast<std::size_t>(stage)) = static_cast<std::size_t>(row.integer());
  }
  return counts;
}

void Claims::add_document(core::ClaimId claim, const core::DocumentInfo& it,
                          base::BytesView contents) {
  const auto sealed =
      context_.sealer.seal(contents, place("claim_document", "contents", it.id.value));
  context_.database.post("claim_document_insert",
                         {it.id, claim, it.evidence, it.file_name, it.media_type, it.size,
                          it.received, Parameter::blob(sealed)});
}

std::optional<app::Bytes> Claims::contents(core::ClaimId claim, core::DocumentId id) {
  return context_.database.exec("claim_document_contents", {claim, id}).map_first([&](Row row) {
    return context_.sealer.open(row.blob(), place("claim_document", "contents", id.value));
  });
}

void Claims::add_letter(core::ClaimId claim, core::MailId letter) {
  context_.database.post("claim_letter_insert", {letter, claim});
}

std::optional<core::ClaimId> Claims::of_letter(core::MailId letter) {
  return context_.database.exec("claim_of_letter", {letter}).map_first([](Row row) {
    return row.id<core::ClaimId>();
  });
}

}  // namespace metroon::store
