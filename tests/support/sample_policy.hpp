// A small institution made by hand: two realms, four capacities, four services. Not any real one.
#pragma once

#include "core/policy.hpp"

namespace metroon::support {

// Indexes of the rows below.
inline constexpr core::RealmIndex staff_realm = 0, student_realm = 1;
inline constexpr core::KindIndex faculty = 0, undergraduate = 1, contractor = 2, postdoc = 3;
inline constexpr core::ServiceIndex email = 0, lists = 1, wifi = 2, statistics = 3;

namespace sample {

inline core::Words words(const char* el, const char* en) {
  return {.el = el, .en = en};
}

inline core::AffiliationKind kind(const char* key, core::RealmIndex realm, core::Term term) {
  core::AffiliationKind made;
  made.key = key;
  made.name = words(key, key);
  made.realm = realm;
  made.eduperson = {"member"};
  made.term = std::move(term);
  made.source = "sample";
  return made;
}

inline std::vector<core::AffiliationKind> kinds() {
  using Kind = core::Term::Kind;
  const core::Term two_years{Kind::from_activation, std::chrono::months{24}, "sample"};
  auto professor = kind("faculty", staff_realm, {Kind::for_life, {}, "sample"});
  professor.supervises = professor.owns_shared = true;
  auto student = kind("undergraduate", student_realm, {Kind::while_active, {}, "sample"});
  student.student = true;
  student.joining = core::Joining::secretariat;
  auto hired = kind("contractor", staff_realm, two_years);
  hired.joining_evidence = {1, 2};
  hired.needs_period = hired.needs_supervisor = true;
  return {professor, student, hired, kind("postdoc", staff_realm, two_years)};
}

inline core::Service service(const char* key, bool shared) {
  core::Service made;
  made.key = key;
  made.name = made.about = words(key, key);
  made.shared = shared;
  made.source = "sample";
  return made;
}

inline std::vector<core::Service> services() {
  auto licensed = service("statistics", false);
  licensed.software = {core::SoftwareItem::Delivery::licence_key, "https://example.edu/statistics"};
  return {service("email", true), service("lists", true), service("wifi", false), licensed};
}

inline core::Evidence evidence(const char* key, bool identity, bool form) {
  return {.key = key,
          .name = words(key, key),
          .hint{},
          .identity = identity,
          .form = form,
          .source = "sample"};
}

// Every capacity opens e-mail and Wi-Fi; faculty open everything; students keep their e-mail.
inline std::vector<core::Entitlement> entitlements() {
  using core::Keep;
  const core::Entitlement on{true, 0, true, Keep::never};
  const core::Entitlement off{true, 0, false, Keep::never};
  const core::Entitlement kept{true, 0, true, Keep::after_graduation};
  const core::Entitlement none{};
  return {on,   on,   on, off,   // faculty
          kept, on,   on, none,  // undergraduate
          on,   none, on, none,  // contractor
          on,   on,   on, off};  // postdoc
}

}  // namespace sample

inline core::Policy sample_policy() {
  core::Policy made;
  made.institution = {.name = sample::words("Δείγμα", "Sample"),
                      .account_name = sample::words("Λογαριασμός", "Account"),
                      .time_zone = "Europe/Athens",
                      .website = "https://example.edu",
                      .support_name = sample::words("Υποστήριξη", "Support"),
                      .support_email = "help@example.edu"};
  made.realms = {{"example.edu", sample::words("Προσωπικό", "Staff"), "sample"},
                 {"students.example.edu", sample::words("Φοιτητές", "Students"), "sample"}};
  made.affiliations = sample::kinds();
  made.services = sample::services();
  made.evidence = {sample::evidence("identity", true, false),
                   sample::evidence("declaration", false, true),
                   sample::evidence("certificate", false, false)};
  made.units = {{"chemistry", sample::words("Χημεία", "Chemistry"), core::Unit::Sort::department}};
  made.office = {.name = sample::words("Γραφείο", "Office"),
                 .place = sample::words("Κτίριο Α", "Building A"),
                 .email = "office@example.edu",
                 .phone = "+30 2610 000000",
                 .hours = {{1, 2, 3, 4, 5}, 9 * 60, 15 * 60},
                 .source = "sample"};
  made.notices = {{60, 30, 7, 1}, 30, "sample"};
  made.usernames.patterns = {"{last}", "{first:1}{last}"};
  made.usernames.reserved = {"admin", "root"};
  made.entitlements = sample::entitlements();
  made.hash = "5a3b1e";
  return made;
}

}  // namespace metroon::support
