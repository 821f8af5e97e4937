// Whether two records are one person.
#pragma once

#include <vector>

#include "core/application.hpp"

namespace metroon::core {

/// What identifies somebody, from a person or from an application.
struct Likeness {
  Names names;
  Day birth{};
  Identifiers identifiers;

  bool operator==(const Likeness&) const = default;
};

/// Of a Person, an Application or an Observation.
template <class Record>
[[nodiscard]] Likeness likeness_of(const Record& it) {
  return {it.names, it.birth, it.identifiers};
}

enum class Match : std::uint8_t {
  different,
  perhaps,  ///< Same or akin names (in whatever alphabet) and birth date, or one identifier but
            ///< other names.
  same,  ///< A shared identifier and the same names or birth date, with no identifier in conflict.
  conflict,  ///< A shared identifier beside another that differs: never merged by itself.
};

/// @source domain.md section 3: greek_and_latin_spelling_is_one_person,
/// same_name_same_day_are_two_people,
///   swapped_identifiers_never_merge.
/// @choice A number of an identity paper that differs is no conflict: papers are renewed. AFM and
///   AMKA stay for life.
/// @choice Akin names say less than the same: beside an AFM or AMKA that differs they say nothing.
/// @param share_key A registry calls both by one number, which is an identifier as the others are.
[[nodiscard]] Match compare(const Likeness& left, const Likeness& right, bool share_key = false);

/// What both say, and differently, of what stays with a person for life: AFM, AMKA, the father's
/// name, the day of birth. Names that differ in their capitals or accents alone do not.
[[nodiscard]] std::vector<Field> contradictions(const Likeness& left, const Likeness& right);

/// The same name, in whatever alphabet and order.
[[nodiscard]] bool same_names(const Names& left, const Names& right);

/// Names that are the same, or akin as are_akin: the other usual form of a given name, or one name
/// more.
[[nodiscard]] bool akin_names(const Names& left, const Names& right);

/// The numbers that both have. @see Match::conflict for what that means.
[[nodiscard]] std::vector<IdentifierSort> shared_identifiers(const Identifiers& left,
                                                             const Identifiers& right);

}  // namespace metroon::core
