// A university small enough to keep in the head: every lifetime of the real table, six services.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "core/decide.hpp"
#include "core/earlier_rules.hpp"

namespace metroon::core::testing {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::months;

enum : RealmIndex { staff_realm, student_realm };
enum : ServiceIndex { email, lists, wifi, web, spss, alumni };
enum : KindIndex {
  undergraduate,
  postgraduate,
  phd_candidate,
  faculty,
  emeritus,
  special_teaching_staff,
  permanent_staff,
  lecturer,
  fellow,
  academic_experience,
  postdoc,
  researcher,
  contractor,
  collaborator
};
inline constexpr std::uint8_t reads = 0;
inline constexpr std::uint8_t owns = 1;

inline Day day(int year, unsigned month, unsigned date) {
  return Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{date}};
}

namespace detail {

inline AffiliationKind kind(std::string key, RealmIndex realm, Term::Kind term) {
  AffiliationKind kind{.key = std::move(key), .name = {}, .hint = {}, .realm = realm};
  kind.term = {.kind = term,
               .length = months{term == Term::Kind::from_activation ? 24 : 0},
               .source = "test"};
  return kind;
}

inline Service service(std::string key, bool shared, std::vector<Words> levels = {}) {
  return {.key = std::move(key), .levels = std::move(levels), .shared = shared};
}

inline void open(Policy& policy, ServiceIndex service, std::initializer_list<KindIndex> kinds,
                 Entitlement entitlement) {
  for (const auto kind : kinds)
    policy.entitlements[kind * policy.services.size() + service] = entitlement;
}

}  // namespace detail

/// Notices 60, 30, 7 and 1 days before, at least 30 days.
inline Policy university() {
  using enum Term::Kind;
  using detail::kind;
  using detail::service;
  Policy policy;
  policy.realms = {{"staff.example", {}, "test"}, {"student.example", {}, "test"}};
  policy.affiliations = {kind("undergraduate", student_realm, while_active),
                         kind("postgraduate", student_realm, while_active),
                         kind("phd-candidate", student_realm, while_active),
                         kind("faculty", staff_realm, for_life),
                         kind("emeritus", staff_realm, for_life),
                         kind("special-teaching-staff", staff_realm, while_active),
                         kind("permanent-staff", staff_realm, while_active),
                         kind("lecturer", staff_realm, while_active),
                         kind("fellow", staff_realm, while_active),
                         kind("academic-experience", staff_realm, while_active),
                         kind("postdoc", staff_realm, from_activation),
                         kind("researcher", staff_realm, from_activation),
                         kind("contractor", staff_realm, from_activation),
                         kind("collaborator", staff_realm, from_activation)};
  policy.affiliations[faculty].owns_shared = true;
  policy.services = {service("email", true), service("lists", true, {{"l", "read"}, {"l", "own"}}),
                     service("wifi", false), service("web", false),
                     service("spss", false), service("alumni", false)};
  policy.entitlements.resize(policy.affiliations.size() * policy.services.size());
  policy.notices = {.days_before = {60, 30, 7, 1}, .minimum_days = 30, .source = "test"};

  const Entitlement on{.opens = true, .on = true};
  const Entitlement off{.opens = true, .on = false};
  const Entitlement own{.opens = true, .level = owns, .on = true};
  const Entitlement for_ever_after{.opens = true, .on = true, .keep = Keep::after_any_end};
  const Entitlement once_graduated{.opens = false, .on = true, .keep = Keep::after_graduation};
  const std::initializer_list<KindIndex> all = {
      undergraduate,          postgraduate, phd_candidate,   faculty,     emeritus,
      special_teaching_staff, lecturer,     permanent_staff, fellow,      postdoc,
      academic_experience,    researcher,   contractor,      collaborator};
  const std::initializer_list<KindIndex> students = {undergraduate, postgraduate, phd_candidate};
  detail::open(policy, email, all, on);
  detail::open(policy, email, students, for_ever_after);
  detail::open(policy, email, {special_teaching_staff}, for_ever_after);
  detail::open(policy, lists, all, on);
  detail::open(policy, lists, {faculty, emeritus, special_teaching_staff, permanent_staff}, own);
  detail::open(policy, wifi, all, on);
  detail::open(policy, web, {undergraduate}, on);
  detail::open(policy, web, {postgraduate, phd_candidate, faculty, emeritus, postdoc}, off);
  detail::open(policy, spss, {postgraduate, phd_candidate, faculty, fellow, postdoc}, off);
  detail::open(policy, alumni, students, once_graduated);
  return policy;
}

inline Entitlement& row(Policy& policy, KindIndex kind, ServiceIndex service) {
  return policy.entitlements[kind * policy.services.size() + service];
}

/// Rules that come after others on that day.
inline Policy following(const Policy& before, Policy policy, Day when) {
  follow(policy, on_record(before), when);
  return policy;
}

/// Of an affiliation that began on `from`; `last` is the last day with it.
inline Affiliation as(KindIndex kind, Day from, std::optional<Day> last = {}) {
  Affiliation affiliation{.kind = kind, .from = from};
  if (last) affiliation.ends = *last + days{1};
  return affiliation;
}

inline Affiliation graduating(KindIndex kind, Day from, Day last) {
  auto affiliation = as(kind, from, last);
  affiliation.ending = Ending::graduation;
  return affiliation;
}

/// Proof and activation on the same day.
inline Dossier holder(Day activated, std::vector<Affiliation> affiliations) {
  Dossier dossier{.person = {1}, .affiliations = std::move(affiliations)};
  for (std::size_t index = 0; index < dossier.affiliations.size(); ++index)
    dossier.affiliations[index].id = {static_cast<std::int64_t>(index + 1)};
  dossier.account =
      Account{.id = {1}, .username = "holder", .proof = activated, .activated = activated};
  return dossier;
}

/// A notice about `ending`, taken by a mail server on `accepted` (or by none).
inline Notice told(Day ending, int days_before, std::optional<Day> accepted) {
  return {.ending = ending, .days_before = days_before, .accepted = accepted};
}

}  // namespace metroon::core::testing
