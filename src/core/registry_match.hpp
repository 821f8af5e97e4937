// Whose row it is. @source domain.md section 3; patras.md B2.
#pragma once

#include <span>

#include "core/match.hpp"
#include "core/observation.hpp"

namespace metroon::core {

struct Candidate {
  PersonId person;
  Likeness likeness;
  bool same_key{false};  ///< The registry knows them by the key that it now says.
};

enum class Whose : std::uint8_t {
  theirs,    ///< Certainly the one person's.
  nobodys,   ///< Nobody is alike: somebody new.
  perhaps,   ///< Names, or akin ones, and birth date of somebody, or one number of somebody with
             ///< another name.
  conflict,  ///< Two people, or numbers that contradict one another.
};
struct Belonging {
  Whose whose{Whose::nobodys};
  PersonId person;  ///< Whose::theirs; of Whose::perhaps the first.
};

/// For a row that was never delivered before.
/// @param alike Those who share a number or the registry's key, or names (or akin ones) and birth
/// date.
[[nodiscard]] Belonging belonging(const Likeness& observed, std::span<const Candidate> alike);

/// For a key whose person is known: whether the row can still be about them. A name or a birth date
/// may be corrected, not both at once; AFM and AMKA stay for life.
[[nodiscard]] bool still_theirs(const Likeness& person, const Likeness& observed);

}  // namespace metroon::core
