#include "store/context.hpp"

#include "store/lists.hpp"
#include "store/words.hpp"

namespace metroon::store {
namespace {

template <class Index>
Index known(std::optional<Index> index, std::string_view what, std::string_view key) {
  if (!index)
    throw DatabaseError{"the database speaks of the " + std::string{what} + " '" +
                        std::string{key} + "', which the policy does not have"};
  return *index;
}

std::string_view column_of(core::IdentifierSort sort) {
  switch (sort) {
    case core::IdentifierSort::document_number:
      return "document_number";
    case core::IdentifierSort::afm:
      return "afm";
    case core::IdentifierSort::amka:
      return "amka";
  }
  std::unreachable();
}

std::optional<base::Bytes> seal(app::Sealer& sealer, std::string_view table, std::int64_t id,
                                core::IdentifierSort sort, const std::string& value) {
  if (value.empty()) return {};
  return sealer.seal(value, place(table, column_of(sort), id));
}

std::string open(app::Sealer& sealer, std::string_view table, std::int64_t id,
                 core::IdentifierSort sort, Row& row) {
  const auto sealed = row.maybe_blob();
  return sealed ? sealer.open(*sealed, place(table, column_of(sort), id)) : std::string{};
}

}  // namespace

core::KindIndex Context::kind(std::string_view key) const {
  return known(policy.kind_of(key), "affiliation", key);
}
core::ServiceIndex Context::service(std::string_view key) const {
  return known(policy.service_of(key), "service", key);
}
core::RealmIndex Context::realm(std::string_view name) const {
  return known(policy.realm_of(name), "realm", name);
}
const std::string& Context::kind_key(core::KindIndex index) const {
  return policy.affiliations.at(index).key;
}
const std::string& Context::service_key(core::ServiceIndex index) const {
  return policy.services.at(index).key;
}
const std::string& Context::realm_name(core::RealmIndex index) const {
  return policy.realms.at(index).name;
}

std::string place(std::string_view table, std::string_view column, std::int64_t id) {
  std::string name;
  name.append(table).append("/").append(column).append("/").append(std::to_string(id));
  return name;
}

SealedIdentifiers::SealedIdentifiers(app::Sealer& sealer, std::string_view table, std::int64_t id,
                                     const core::Identifiers& plain) {
  document_number =
      seal(sealer, table, id, core::IdentifierSort::document_number, plain.document_number);
  document_number_hash =
      identifier_hash(sealer, core::IdentifierSort::document_number, plain.document_number);
  afm = seal(sealer, table, id, core::IdentifierSort::afm, plain.afm);
  afm_hash = identifier_hash(sealer, core::IdentifierSort::afm, plain.afm);
  amka = seal(sealer, table, id, core::IdentifierSort::amka, plain.amka);
  amka_hash = identifier_hash(sealer, core::IdentifierSort::amka, plain.amka);
}

std::optional<base::Bytes> identifier_hash(app::Sealer& sealer, core::IdentifierSort sort,
                                           const std::string& value) {
  if (value.empty()) return {};
  return sealer.keyed_hash(column_of(sort), value);
}

SoughtLikeness::SoughtLikeness(app::Sealer& sealer, const core::Likeness& likeness)
    : document_number{identifier_hash(sealer, core::IdentifierSort::document_number,
                                      likeness.identifiers.document_number)},
      afm{identifier_hash(sealer, core::IdentifierSort::afm, likeness.identifiers.afm)},
      amka{identifier_hash(sealer, core::IdentifierSort::amka, likeness.identifiers.amka)} {
  // Rows without a name in an alphabet hold an empty key: it is not a name in common.
  if (auto greek = match_key(likeness.names); !greek.empty()) key = std::move(greek);
  if (auto latin = match_key_latin(likeness.names); !latin.empty()) key_latin = std::move(latin);
  akin = akin_match_keys(likeness.names);
}

std::string SoughtLikeness::keys() const {
  auto all = akin;
  for (const auto& one : {key, key_latin})
    if (one) all.push_back(*one);
  return json_list(all);
}

core::Identifiers open_identifiers(app::Sealer& sealer, std::string_view table, std::int64_t id,
                                   core::IdentityDocument document, Row& row) {
  using enum core::IdentifierSort;
  core::Identifiers plain{.document = document, .document_number{}, .afm{}, .amka{}};
  plain.document_number = open(sealer, table, id, document_number, row);
  plain.afm = open(sealer, table, id, afm, row);
  plain.amka = open(sealer, table, id, amka, row);
  return plain;
}

}  // namespace metroon::store
