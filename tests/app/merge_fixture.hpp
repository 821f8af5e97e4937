// Members who applied twice, and what a test of merging looks at.
#pragma once

#include <algorithm>

#include "app/check.hpp"
#include "app/house_fixture.hpp"
#include "app/merge.hpp"

namespace metroon::app {

template <class Range, class Value, class Part = std::identity>
bool has(const Range& range, const Value& value, Part part = {}) {
  return std::ranges::find(range, value, part) != range.end();
}

inline bool begins_with(const std::vector<std::string>& all,
                        const std::vector<std::string>& first) {
  return all.size() >= first.size() && std::equal(first.begin(), first.end(), all.begin());
}

class MergingPeople : public HouseTest {
 protected:
  core::Person person(core::PersonId id) {
    return store->read([&](Ports& ports) { return ports.people.find(id).value(); });
  }
  /// The n-th person's data without the numbers that would have told at once who they are.
  core::ApplicationForm again(std::string_view kind_key, unsigned n) {
    auto typed = form(kind_key, n);
    typed.document = "passport";
    typed.document_number = "ZZ" + std::to_string(100'000 + n);
    typed.afm.clear();
    typed.amka.clear();
    typed.email = "second" + std::to_string(n) + "@example.org";
    return typed;
  }
  /// Somebody who applied again, and whom the office took for another.
  Member twin(std::string_view kind_key, unsigned n) {
    const auto approved = approve(apply(again(kind_key, n)));
    return settle(approved.person, approved.account);
  }
  std::expected<MergeRecord, MergeProblem> merge(core::PersonId keep, core::PersonId other,
                                                 std::string_view reason = "ίδιο πρόσωπο") {
    return merge_people(house, office(),
                        {.keep = keep,
                         .keep_version = person(keep).version,
                         .other = other,
                         .other_version = person(other).version,
                         .reason = std::string{reason}});
  }
  std::expected<MergeRecord, SplitProblem> split(const MergeRecord& record,
                                                 std::string_view reason = "λάθος") {
    return split_people(house, office(), record.id, reason);
  }
  bool open(core::PersonId who, std::string_view key) { return standing(who).opens(service(key)); }
  std::vector<Violation> violations() {
    return check_invariants(house, call("operator")).violations;
  }
  bool signs_in(std::string_view username) {
    return sign_in_holder(house, call(), username, Secret{std::string{good_password}}).has_value();
  }
  std::vector<std::string> addresses(core::AccountId id) {
    std::vector<std::string> all;
    for (const auto& one : account(id).account.addresses)
      all.push_back(one.local + "@" + patras().realms[one.realm].name);
    return all;
  }
};

}  // namespace metroon::app
