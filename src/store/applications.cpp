#include "store/applications.hpp"

#include <unordered_map>

#include "store/documents.hpp"
#include "store/lists.hpp"
#include "store/words.hpp"

namespace metroon::store {

using core::Application;

Application Applications::read(Row row) const {
  Application read;
  read.id = row.id<core::ApplicationId>();
  read.number = row.maybe_text().value_or("");
  read.stage = row.one_of<core::Stage>();
  read.kind = row.text();
  read.names = {row.text(), row.text(), row.text(), row.text(), row.text()};
  read.birth = row.day();
  read.contact = {row.text(), row.text(), row.one_of<core::Language>()};
  const auto document = row.one_of<core::IdentityDocument>();
  read.identifiers = open_identifiers(context_.sealer, "application", read.id.value, document, row);
  read.unit = row.text();
  const auto from = row.maybe_day();
  const auto until = row.maybe_day();
  if (from && until) read.period = {*from, *until};
  auto supervisor = row.maybe_text();
  auto supervisor_email = row.maybe_text();
  if (supervisor && supervisor_email)
    read.supervisor = {std::move(*supervisor), std::move(*supervisor_email)};
  read.office_message = row.text();
  read.person = row.id<core::PersonId>();
  read.account = row.id<core::AccountId>();
  read.created = row.instant();
  read.submitted = row.instant();
  read.changed = row.instant();
  read.version = row.integer();
  return read;
}

// The documents of all of them in one statement.
std::vector<Application> Applications::with_documents(Rows rows) {
  auto all = rows.map([this](Row row) { return read(row); });
  if (all.empty()) return all;
  std::vector<core::ApplicationId> ids;
  std::unordered_map<core::ApplicationId, Application*> by_id;
  for (auto& one : all) {
    ids.push_back(one.id);
    by_id[one.id] = &one;
  }
  auto documents = context_.database.exec("document_list",
                                          {json_list(std::span<const core::ApplicationId>{ids})});
  for (std::size_t index = 0; index < documents.size(); ++index) {
    Row row = documents[index];
    auto& into = *by_id.at(row.id<core::ApplicationId>());
    into.documents.push_back(read_document_info(row));
  }
  return all;
}

std::optional<Application> Applications::only(Rows rows) {
  auto all = with_documents(std::move(rows));
  return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
}

std::optional<Application> Applications::find(core::ApplicationId id) {
  return only(context_.database.exec("application_find", {id}));
}

std::optional<Application> Applications::find_number(std::string_view number) {
  return only(context_.database.exec("application_find_number", {number}));
}

std::optional<Application> Applications::of_account(core::AccountId id) {
  return only(context_.database.exec("application_of_account", {id}));
}

std::vector<Application> Applications::waiting_of_account(core::AccountId id) {
  return with_documents(context_.database.exec("application_waiting_of_account", {id}));
}

// The statements `application_insert` and `application_update` take the same values.
Rows Applications::write(std::string_view statement, const Application& it) {
  const SealedIdentifiers sealed{context_.sealer, "application", it.id.value, it.identifiers};
  const auto from = it.period ? std::optional{it.period->from} : std::nullopt;
  const auto until = it.period ? std::optional{it.period->until} : std::nullopt;
  const auto supervisor = it.supervisor ? std::optional{it.supervisor->name} : std::nullopt;
  const auto supervisor_email = it.supervisor ? std::optional{it.supervisor->email} : std::nullopt;
  const auto number = it.number.empty() ? std::nullopt : std::optional{it.number};
  return context_.database.exec(statement, {it.id,
                                            number,
                                            it.stage,
                                            it.kind,
                                            it.names.first,
                                            it.names.last,
                                            it.names.father,
                                            it.names.first_latin,
                                            it.names.last_latin,
                                            it.birth,
                                            it.contact.email,
                                            it.contact.phone,
                                            it.contact.language,
                                            it.identifiers.document,
                                            Parameter::maybe_blob(sealed.document_number),
                                            Parameter::maybe_blob(sealed.document_number_hash),
                                            Parameter::maybe_blob(sealed.afm),
                                            Parameter::maybe_blob(sealed.afm_hash),
                                            Parameter::maybe_blob(sealed.amka),
                                            Parameter::maybe_blob(sealed.amka_hash),
                                            match_key(it.names),
                                            match_key_latin(it.names),
                                            it.unit,
                                            from,
                                            until,
                                            supervisor,
                                            supervisor_email,
                                            it.office_message,
                                            it.person,
                                            it.account,
                                            it.created,
                                            it.submitted,
                                            it.changed,
                                            it.version});
}

void Applications::add_words(const Application& it) {
  context_.database.post("application_words_add", {it.id, json_list(words_of(it.names))});
}

void Applications::insert(const Application& it) {
  write("application_insert", it);
  add_words(it);
}

bool Applications::update(const Application& it) {
  if (write("application_update", it).affected != 1) return false;
  context_.database.post("application_words_remove", {it.id});
  add_words(it);
  return true;
}

std::vector<app::QueueRow> Applications::queue(std::span<const core::Stage> stages,
                                               std::string_view text, std::size_t limit,
                                               std::size_t offset) {
  const auto typed = wanted(text);
  const auto names = stages | std::views::transform(name_of<core::Stage>);
  return context_.database
      .exec("application_queue", {json_list(names), json_list(typed.beginnings), typed.words,
                                  base::normalise_code(text), limit, offset})
      .map([](Row row) {
        return app::QueueRow{.id = row.id<core::ApplicationId>(),
                             .number = row.maybe_text().value_or(""),
                             .stage = row.one_of<core::Stage>(),
                             .first = row.text(),
                             .last = row.text(),
                             .kind = row.text(),
                             .unit = row.text(),
                             .submitted = row.instant(),
                             .changed = row.instant()};
      });
}

std::vector<std::size_t> Applications::count_by_stage() {
  std::vector<std::size_t> counts(core::stage_count, 0);
  auto rows = context_.database.exec("application_count_by_stage", {});
  for (std::size_t index = 0; index < rows.size(); ++index) {
    Row row = rows[index];
    const auto stage = row.one_of<core::Stage>();
    counts.at(static_cast<std::size_t>(stage)) = static_cast<std::size_t>(row.integer());
  }
  return counts;
}

std::vector<Application> Applications::alike(const core::Likeness& likeness,
                                             core::ApplicationId but) {
  const SoughtLikeness sought{context_.sealer, likeness};
  return with_documents(context_.database.exec(
      "application_alike",
      {Parameter::maybe_blob(sought.document_number), Parameter::maybe_blob(sought.afm),
       Parameter::maybe_blob(sought.amka), likeness.birth, sought.keys(), but.value}));
}

std::vector<Application> Applications::stale(app::Instant drafts_before,
                                             app::Instant unconfirmed_before, std::size_t limit) {
  return with_documents(
      context_.database.exec("application_stale", {drafts_before, unconfirmed_before, limit}));
}

void Applications::remove_draft(core::ApplicationId id) {
  context_.database.post("application_remove_draft", {id}, Touches::one);
}

}  // namespace metroon::store
