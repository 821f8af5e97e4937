// What every port is made of, and how facts become columns.
#pragma once

#include <string>
#include <string_view>

#include "app/ports.hpp"
#include "store/connection.hpp"

namespace metroon::store {

struct Context {
  Connection& database;
  const core::Policy& policy;
  app::Sealer& sealer;

  /// Keys of the policy are stored, never indexes: a new policy may list them in another order.
  /// @throws DatabaseError naming a key that today's policy does not have.
  [[nodiscard]] core::KindIndex kind(std::string_view key) const;
  [[nodiscard]] core::ServiceIndex service(std::string_view key) const;
  [[nodiscard]] core::RealmIndex realm(std::string_view name) const;
  [[nodiscard]] const std::string& kind_key(core::KindIndex) const;
  [[nodiscard]] const std::string& service_key(core::ServiceIndex) const;
  [[nodiscard]] const std::string& realm_name(core::RealmIndex) const;
};

/// The id in a row's sealed columns: `person/afm/77`. A value moved to another row does not open.
[[nodiscard]] std::string place(std::string_view table, std::string_view column, std::int64_t id);

/// Identifiers as they stand in a row of `table`; an empty one is null.
struct SealedIdentifiers {
  SealedIdentifiers(app::Sealer&, std::string_view table, std::int64_t id,
                    const core::Identifiers&);
  std::optional<base::Bytes> document_number, document_number_hash;
  std::optional<base::Bytes> afm, afm_hash;
  std::optional<base::Bytes> amka, amka_hash;
};
/// @returns the keyed hash to look for; empty for an empty identifier.
[[nodiscard]] std::optional<base::Bytes> identifier_hash(app::Sealer&, core::IdentifierSort,
                                                         const std::string& value);
/// What `alike` looks for: equal identifiers, or equal or akin names in either alphabet.
struct SoughtLikeness {
  SoughtLikeness(app::Sealer&, const core::Likeness&);
  std::optional<base::Bytes> document_number, afm, amka;
  std::optional<std::string> key, key_latin;
  std::vector<std::string> akin;  ///< Further keys.
  /// All of the keys, for `json_each`.
  [[nodiscard]] std::string keys() const;
};

/// Opens what SealedIdentifiers made: the next three columns, document number first.
[[nodiscard]] core::Identifiers open_identifiers(app::Sealer&, std::string_view table,
                                                 std::int64_t id, core::IdentityDocument, Row&);

}  // namespace metroon::store
