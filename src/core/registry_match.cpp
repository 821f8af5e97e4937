#include "core/registry_match.hpp"

namespace metroon::core {
namespace {

bool differs(const std::string& left, const std::string& right) {
  return !left.empty() && !right.empty() && left != right;
}

}  // namespace

Belonging belonging(const Likeness& observed, std::span<const Candidate> alike) {
  Belonging found;
  for (const auto& candidate : alike) {
    switch (compare(observed, candidate.likeness, candidate.same_key)) {
      case Match::different:
        continue;
      case Match::conflict:
        return {Whose::conflict, candidate.person};
      case Match::same:
        if (found.whose == Whose::theirs) return {Whose::conflict, found.person};
        found = {Whose::theirs, candidate.person};
        continue;
      case Match::perhaps:
        if (found.whose == Whose::nobodys) found = {Whose::perhaps, candidate.person};
    }
  }
  return found;
}

bool still_theirs(const Likeness& person, const Likeness& observed) {
  if (differs(person.identifiers.afm, observed.identifiers.afm)) return false;
  if (differs(person.identifiers.amka, observed.identifiers.amka)) return false;
  return same_names(person.names, observed.names) || person.birth == observed.birth;
}

}  // namespace metroon::core
