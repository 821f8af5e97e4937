#include "store/people.hpp"

#include <algorithm>
#include <array>

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

Person People::read(Row& row) const {
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

std::vector<Person> People::find_all(std::span<const core::PersonId> ids) {
  return context_.database.exec("person_find_all", {json_list(ids)}).map([this](Row row) {
    return read(row);
  });
}

namespace {

// A row of `person`, for `person_insert` and `person_update`; holds what its cells refer to.
class PersonCells {
 public:
  static constexpr std::size_t width = 22;

  PersonCells(app::Sealer& sealer, const Person& it)
      : it_{it},
        sealed_{sealer, "person", it.id.value, it.identifiers},
        match_key_{match_key(it.names)},
        match_key_latin_{match_key_latin(it.names)},
        sort_name_{sort_name(it.names)} {}

  [[nodiscard]] std::array<Parameter, width> cells() const {
    return {it_.id,
            it_.names.first,
            it_.names.last,
            it_.names.father,
            it_.names.first_latin,
            it_.names.last_latin,
            it_.birth,
            it_.contact.email,
            it_.contact.phone,
            it_.contact.language,
            it_.identifiers.document,
            Parameter::maybe_blob(sealed_.document_number),
            Parameter::maybe_blob(sealed_.document_number_hash),
            Parameter::maybe_blob(sealed_.afm),
            Parameter::maybe_blob(sealed_.afm_hash),
            Parameter::maybe_blob(sealed_.amka),
            Parameter::maybe_blob(sealed_.amka_hash),
            match_key_,
            match_key_latin_,
            sort_name_,
            it_.created,
            it_.version};
  }

 private:
  const Person& it_;
  SealedIdentifiers sealed_;
  std::string match_key_, match_key_latin_, sort_name_;
};

}  // namespace

void People::add_words(std::span<const Person> people) {
  std::vector<std::pair<std::string, core::PersonId>> words;
  for (const auto& it : people)
    for (auto& word : words_of(it.names)) words.emplace_back(std::move(word), it.id);
  // In the order of the table: many share their words, and one page takes them all.
  std::ranges::sort(words);
  std::vector<Parameter> cells;
  for (const auto& [word, person] : words) cells.insert(cells.end(), {word, person});
  context_.database.post_all("person_words_add", 2, cells);
}

void People::insert(std::span<const Person> people) {
  std::vector<PersonCells> rows;
  for (const auto& it : people) rows.emplace_back(context_.sealer, it);
  std::vector<Parameter> cells;
  for (const auto& row : rows) std::ranges::copy(row.cells(), std::back_inserter(cells));
  context_.database.post_all("person_insert", PersonCells::width, cells);
  add_words(people);
}

bool People::update(const Person& it) {
  const PersonCells row{context_.sealer, it};
  const auto cells = row.cells();
  if (context_.database.exec("person_update", Parameters{cells}).affected != 1) return false;
  context_.database.post("person_words_remove", {it.id});
  add_words({&it, 1});
  return true;
}

std::vector<Person> People::alike(const core::Likeness& likeness) {
  const SoughtLikeness sought{context_.sealer, likeness};
  return context_.database
      .exec("person_alike",
            {Parameter::maybe_blob(sought.document_number), Parameter::maybe_blob(sought.afm),
             Parameter::maybe_blob(sought.amka), likeness.birth, sought.keys()})
      .map([this](Row row) { return read(row); });
}

std::vector<std::vector<Person>> People::alike_to_each(std::span<const core::Likeness> wanted) {
  std::vector<SoughtLikeness> sought;
  for (const auto& it : wanted) sought.emplace_back(context_.sealer, it);
  std::vector<Parameter> cells;
  for (std::size_t at = 0; at < wanted.size(); ++at)
    cells.insert(cells.end(),
                 {at, Parameter::maybe_blob(sought[at].document_number),
                  Parameter::maybe_blob(sought[at].afm), Parameter::maybe_blob(sought[at].amka),
                  wanted[at].birth, sought[at].key, sought[at].key_latin});
  // Akin names, which few have, are further questions of the same number.
  for (std::size_t at = 0; at < wanted.size(); ++at)
    for (const auto& key : sought[at].akin)
      cells.insert(cells.end(), {at, std::nullopt, std::nullopt, std::nullopt, wanted[at].birth,
                                 key, std::nullopt});
  auto& database = context_.database;
  database.post("sought_create", {});
  database.post_all("sought_insert", 7, cells);
  std::vector<std::vector<Person>> found(wanted.size());
  auto rows = database.exec("sought_people", {});
  for (std::size_t at = 0; at < rows.size(); ++at) {
    Row row = rows[at];
    auto& alike = found.at(static_cast<std::size_t>(row.integer()));
    alike.push_back(read(row));
  }
  database.post("sought_clear", {});
  return found;
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
  const auto number = base::squeeze(sought.text);
  return context_.database
      .exec("person_newcomers",
            {json_list(sought.units), json_list(kinds), sought.day, json_list(typed.beginnings),
             typed.words, base::fold(base::squeeze(sought.text)), base::normalise_code(sought.text),
             limit, number, number + '\t'})
      .map(read_row);
}

void People::add_affiliations(std::span<const app::AffiliationOf> added) {
  std::vector<Parameter> cells;
  for (const auto& [person, it] : added)
    cells.insert(cells.end(), {it.id, person, context_.kind_key(it.kind), it.unit, it.from, it.ends,
                               it.ending, it.head_of_unit, it.asserted_by});
  context_.database.post_all("affiliation_insert", 9, cells);
}

void People::update_affiliation(const core::Affiliation& it) {
  context_.database.post(
      "affiliation_update",
      {it.id, context_.kind_key(it.kind), it.unit, it.from, it.ends, it.ending, it.head_of_unit,
       it.asserted_by},
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
  store::add_notice(context_, person, it);
}

std::vector<core::Dossier> People::dossiers(std::span<const core::PersonId> ids) {
  return load_dossiers(context_, ids);
}

std::vector<core::Dossier> People::dossiers_after(core::PersonId after, std::size_t limit) {
  return load_dossiers_after(context_, after, limit);
}

}  // namespace metroon::store
