#include "core/match.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "base/text.hpp"
#include "core/name_variants.hpp"
#include "core/names.hpp"

namespace metroon::core {
namespace {

// The Greek and the Latin spelling, each as a key that order and spelling habits do not change.
std::array<std::string, 2> keys_of(const Names& names) {
  return {full_match_key(names.first, names.last),
          full_match_key(names.first_latin, names.last_latin)};
}

// Whether `holds` for a key of the one and a key of the other, in whatever alphabets.
template <class F>
bool any_pair(const Names& left, const Names& right, F&& holds) {
  const auto right_keys = keys_of(right);
  return std::ranges::any_of(keys_of(left), [&](const std::string& key) {
    return !key.empty() && std::ranges::any_of(right_keys, [&](const std::string& other) {
      return !other.empty() && holds(key, other);
    });
  });
}

bool shared(const std::string& left, const std::string& right) {
  return !left.empty() && left == right;
}

bool differs(const std::string& left, const std::string& right) {
  return !left.empty() && !right.empty() && left != right;
}

// Identity papers are renewed and then have another number; AFM and AMKA stay for life.
bool differ_in_one(const Identifiers& left, const Identifiers& right) {
  return differs(left.afm, right.afm) || differs(left.amka, right.amka);
}

bool may_be_one(const Likeness& left, const Likeness& right) {
  return differ_in_one(left.identifiers, right.identifiers) ? same_names(left.names, right.names)
                                                            : akin_names(left.names, right.names);
}

}  // namespace

bool same_names(const Names& left, const Names& right) {
  return any_pair(left, right, std::equal_to<>{});
}

bool akin_names(const Names& left, const Names& right) {
  return any_pair(left, right, [](const std::string& one, const std::string& other) {
    return one == other || are_akin(one, other);
  });
}

Match compare(const Likeness& left, const Likeness& right, bool share_key) {
  const bool birth = left.birth == right.birth;
  const auto names = [&] { return same_names(left.names, right.names); };  // The dearest question.
  if (!share_key && shared_identifiers(left.identifiers, right.identifiers).empty())
    return birth && may_be_one(left, right) ? Match::perhaps : Match::different;
  if (differ_in_one(left.identifiers, right.identifiers)) return Match::conflict;
  return birth || names() ? Match::same : Match::perhaps;
}

std::vector<Field> contradictions(const Likeness& left, const Likeness& right) {
  std::vector<Field> found;
  if (differs(left.identifiers.afm, right.identifiers.afm)) found.push_back(Field::afm);
  if (differs(left.identifiers.amka, right.identifiers.amka)) found.push_back(Field::amka);
  if (differs(base::fold(left.names.father), base::fold(right.names.father)))
    found.push_back(Field::father_name);
  if (left.birth != right.birth) found.push_back(Field::birth);
  return found;
}

std::vector<IdentifierSort> shared_identifiers(const Identifiers& left, const Identifiers& right) {
  std::vector<IdentifierSort> both;
  if (left.document == right.document && shared(left.document_number, right.document_number))
    both.push_back(IdentifierSort::document_number);
  if (shared(left.afm, right.afm)) both.push_back(IdentifierSort::afm);
  if (shared(left.amka, right.amka)) both.push_back(IdentifierSort::amka);
  return both;
}

}  // namespace metroon::core
