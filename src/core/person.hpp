// A human whom some source vouches for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/day.hpp"
#include "core/ids.hpp"
#include "core/policy.hpp"

namespace metroon::core {

using base::Day;

struct Names {
  std::string first;
  std::string last;
  std::string father;  ///< Father's first name, as Greek registers have it; may be empty.
  std::string
      first_latin;  ///< As in the passport: proposed by ELOT 743, the person may correct it.
  std::string last_latin;
  bool operator==(const Names&) const = default;
};

enum class IdentityDocument : std::uint8_t { identity_card, passport };

/// Numbers that only the office needs. Encrypted in the store, searchable there by a keyed hash.
struct Identifiers {
  IdentityDocument document{IdentityDocument::identity_card};
  std::string document_number;  ///< Folded by parse_identity_card or parse_passport.
  std::string afm;              ///< Empty if not given.
  std::string amka;             ///< Empty if not given.
  bool operator==(const Identifiers&) const = default;
};
enum class IdentifierSort : std::uint8_t { document_number, afm, amka };

struct Contact {
  std::string email;  ///< Where we write: a private address until the account lives, then as well.
  std::string phone;
  Language language{Language::el};
  bool operator==(const Contact&) const = default;
};

struct Person {
  PersonId id;
  Names names;
  Day birth{};
  Contact contact;
  Identifiers identifiers;
  base::Instant created{};
  std::int64_t version{1};  ///< Grows with each change; an update names the one it saw.
  bool operator==(const Person&) const = default;
};

}  // namespace metroon::core
