#include "store/people.hpp"

#include "base/text.hpp"
#include "store/dossiers.hpp"
#include "store/lists.hpp"
#include "store/words.hpp"

namespace metroon::store {

using core::Person;

namespace {

app::PersonRow read_row(Row row) {
  return {.id = row.id<core::PersonId>(),
          .first = row.text(),
          .last = row.text(),
          .birth = row.day(),
          .username = row.text()};
}

}  // namespace

Person People::read(Row row) const {
  Person read;
  read.id = row.id<core::PersonId>();
  read.names = {row.text(), row.text(), row.text(), row.text(), row.text()};
  read.birth = row.day();
  read.contact = {row.text(), row.text(), row.one_of<core::Language>()};
  const auto document = row.one_of<core::IdentityDocument>();
  read.identifiers = open_identifiers(context_.sealer, "person", read.id.value, document, row);
  read.created = row.instant();
  read.version = row.integer();
  return read;
}

std::optional<Person> People::find(core::PersonId id) {
  return context_.database.exec("person_find", {id}).map_first([this](Row row) {
    return read(row);
  });
}

// The statements `person_insert` and `person_update` take the same values.
Rows People::write(std::string_view statement, const Person& it) {
  const SealedIdentifiers sealed{context_.sealer, "person", it.id.value, it.identifiers};
  return context_.database.exec(statement, {it.id,
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
                                            sort_name(it.names),
                                            it.created,
                                            it.version});
}

void People::add_words(const Person& it) {
  context_.database.post("person_words_add", {it.id, json_list(words_of(it.names))});
}

void People::insert(const Person& it) {
  write("person_insert", it);
  add_words(it);
}

bool People::update(const Person& it) {
  if (write("person_update", it).affected != 1) return false;
  context_.database.post("person_words_remove", {it.id});
  add_words(it);
  return true;
}

std::vector<Person> People::alike(const core::Likeness& likeness) {
  const SoughtLikeness sought{context_.sealer, likeness};
  return context_.database
      .exec("person_alike",
            {Parameter::maybe_blob(sought.document_number), Parameter::maybe_blob(sought.afm),
             Parameter::maybe_blob(sought.amka), likeness.birth, sought.key, sought.key_latin})
      .map([this](Row row) { return read(row); });
}

std::vector<app::PersonRow> People::search(std::string_view text, std::size_t limit) {
  const auto typed = wanted(text);
  if (typed.words == 0) return {};
  return context_.database
      .exec("person_search", {json_list(typed.beginnings), typed.words,
                              base::fold(base::squeeze(text)), base::normalise_code(text), limit})
      .map(read_row);
}

std::vector<app::PersonRow> People::newcomers(const app::NewcomersSought& sought,
                                              std::size_t limit) {
  const auto typed = wanted(sought.text);
  std::vector<std::string> kinds;
  for (const auto kind : sought.kinds) kinds.push_back(context_.kind_key(kind));
  return context_.database
      .exec("person_newcomers",
            {json_list(sought.units), json_list(kinds), sought.day, json_list(typed.beginnings),
             typed.words, base::fold(base::squeeze(sought.text)), base::normalise_code(sought.text),
             limit})
      .map(read_row);
}

void People::add_affiliation(core::PersonId person, const core::Affiliation& it) {
  context_.database.post("affiliation_insert",
                         {it.id, person, context_.kind_key(it.kind), it.unit, it.from, it.ends,
                          it.ending, it.head_of_unit, it.asserted_by});
}

void People::update_affiliation(const core::Affiliation& it) {
  context_.database.post(
      "affiliation_update",
      {it.id, context_.kind_key(it.kind), it.unit, it.from, it.ends, it.ending, it.head_of_unit},
      Touches::one);
}

void People::add_hold(core::PersonId person, const core::Hold& it) {
  context_.database.post("hold_insert",
                         {person, it.from, it.until, it.affiliation, it.reason, it.by});
}

void People::end_hold(core::PersonId person, std::string_view by, base::Day until) {
  context_.database.post("hold_end", {person, by, until});
}

void People::add_notice(core::PersonId person, const core::Notice& it) {
  context_.database.post("notice_insert", {person, it.ending, it.days_before, it.accepted});
}

std::vector<core::Dossier> People::dossiers(std::span<const core::PersonId> ids) {
  return load_dossiers(context_, ids);
}

std::vector<core::PersonId> People::after(core::PersonId after, std::size_t limit) {
  return context_.database.exec("person_after", {after.value, limit}).map([](Row row) {
    return row.id<core::PersonId>();
  });
}

}  // namespace metroon::store
