// What an institution wants, as checked data. The loader (src/policy) is the only maker; every
// index below is valid and every table has the size it says. No rule of any institution is in C++.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.hpp"

namespace metroon::core {

using base::Day;

using RealmIndex = std::uint8_t;
using KindIndex = std::uint8_t;     ///< Into Policy::affiliations.
using ServiceIndex = std::uint8_t;  ///< Into Policy::services.

enum class Language : std::uint8_t { el, en };
inline constexpr std::array all_languages{Language::el, Language::en};
[[nodiscard]] std::string_view to_code(Language language);  ///< "el", "en"
[[nodiscard]] std::optional<Language> language_of(std::string_view code);

/// A text of the institution in every language of the pages.
struct Words {
  std::string el;
  std::string en;

  [[nodiscard]] const std::string& in(Language language) const {
    return language == Language::el ? el : en;
  }
  bool operator==(const Words&) const = default;
};

/// The part after `@`. Order in Policy::realms is precedence: the first wins for a person who has
/// affiliations in several.
struct Realm {
  std::string name;  ///< Lower-case domain name, e.g. `upatras.gr`.
  Words title;
  std::string source;  ///< Which line of the institution's rules says so; staff see it.
};

/// How long an affiliation keeps what it opens.
struct Term {
  enum class Kind : std::uint8_t {
    for_life,         ///< Never ends, whatever a registry says.
    while_active,     ///< Until the affiliation's end, if one is known.
    from_activation,  ///< A number of months from activation, or from the affiliation's first day
                      ///< if that is later; a known end that comes earlier ends it earlier.
  };
  Kind kind{Kind::while_active};
  std::chrono::months length{0};  ///< from_activation only; 1 to 600.
  std::string source;
};

/// How a member of a kind gets an account.
enum class Joining : std::uint8_t {
  secretariat,  ///< Collects it from the unit's secretariat; no application is taken.
  application,  ///< Applies, is identified at the office, is handed the account.
};

/// A paper that proves something.
struct Evidence {
  std::string key;  ///< e.g. `solemn-declaration`
  Words name;
  Words hint;                 ///< What it must say; may be empty.
  bool identity{false};       ///< Shown at the office, not uploaded.
  bool by_supervisor{false};  ///< Counts by itself when a supervisor sends it by mail (D5).
  bool form{false};           ///< A blank form of it can be downloaded as PDF.
  std::string source;
};
using EvidenceIndex = std::uint8_t;

/// When a service that an affiliation opened outlives it.
enum class Keep : std::uint8_t { never, after_any_end, after_graduation };

/// What one kind of affiliation means for one service.
struct Entitlement {
  bool opens{false};      ///< Open while the affiliation lasts.
  std::uint8_t level{0};  ///< Into Service::levels; higher is more.
  bool on{false};         ///< At hand-over, before the holder chooses.
  Keep keep{Keep::never};
  [[nodiscard]] bool gives() const { return opens || keep != Keep::never; }
  bool operator==(const Entitlement&) const = default;
};

/// What an earlier policy gave and this one does not. Whoever had it then has it until the day
/// before `ends`, and is told ahead as of any other ending.
struct Withdrawal {
  KindIndex kind{0};
  ServiceIndex service{0};
  Entitlement former;
  Day given{Day::min()};  ///< As Granted::since.
  Day since{};            ///< When the rules changed: who came on a later day never had it.
  Day ends{};             ///< First day without it.
  bool operator==(const Withdrawal&) const = default;
};

/// A right that opens and that an earlier policy did not give: nothing opens by it for those for
/// whom it had ended by then.
struct Granted {
  KindIndex kind{0};
  ServiceIndex service{0};
  Day since{};  ///< When the rules changed.
  bool operator==(const Granted&) const = default;
};

/// How earlier rules let a kind of affiliation end.
struct FormerTerm {
  KindIndex kind{0};
  Term term;
  Day until{};  ///< First day of the rules that followed.
};

struct AffiliationKind {
  std::string key;  ///< e.g. `undergraduate`
  Words name;
  Words hint;  ///< Shown where an applicant chooses a capacity; may be empty.
  RealmIndex realm{0};
  std::vector<std::string> eduperson;  ///< eduPersonAffiliation values it asserts.
  Joining joining{Joining::application};
  Term term;
  std::vector<EvidenceIndex> joining_evidence;  ///< All of them.
  std::vector<std::vector<EvidenceIndex>>
      renewal_evidence;  ///< Any one alternative, all of its items.
  bool needs_supervisor{false};
  bool needs_period{false};  ///< The application must say from when until when.
  bool supervises{false};    ///< May sign a supervisor's certificate; must be faculty.
  bool owns_shared{false};   ///< May own a non-personal account.
  bool student{false};
  std::string source;
};

struct SoftwareItem {
  enum class Delivery : std::uint8_t { link, licence_key, vpn_profile };
  Delivery delivery{Delivery::link};
  std::string url;     ///< Where it is downloaded from; may be empty for vpn_profile.
  std::string server;  ///< vpn_profile only: `udp://host:port` or `tcp://host:port`.
};

struct Service {
  std::string key;  ///< e.g. `email`
  Words name;
  Words about;
  std::vector<Words> levels;  ///< Lowest first; empty if the service has no levels.
  std::string url;            ///< Where the launch pad goes; may be empty.
  bool shared{false};         ///< Also for non-personal accounts.
  std::optional<SoftwareItem> software;
  std::string source;
};

struct Unit {
  std::string key;
  Words name;
  enum class Sort : std::uint8_t { department, office, laboratory } sort{Sort::department};
};

/// Opening hours: a weekday (Monday is 1) and minutes after midnight, `to` exclusive.
struct OfficeHours {
  std::vector<unsigned> weekdays;
  unsigned from_minute{0};
  unsigned to_minute{0};
};

struct Office {
  Words name;
  Words place;
  std::string email;
  std::string phone;
  OfficeHours hours;
  std::string source;
};

struct Notices {
  std::vector<int> days_before;  ///< Strictly falling, each at least 1, e.g. 60 30 7 1.
  int minimum_days{0};           ///< Nothing ends sooner after an accepted notice; at least 1.
  std::string source;
};

/// NIST SP 800-63B-4 section 3.1.1.
struct PasswordRules {
  unsigned minimum{15};                    ///< Code points; the loader refuses less than 15.
  unsigned maximum{256};                   ///< Code points; the loader refuses less than 64.
  std::vector<std::string> context_words;  ///< Of the institution: not alone a password.
  std::string source;
};

struct UsernameRules {
  /// Tried in order, then again with a number at the end: `{first}` `{last}` `{first:1}`
  /// (initials).
  std::vector<std::string> patterns;
  unsigned minimum{3};
  unsigned maximum{20};
  std::vector<std::string> reserved;
  std::string source;
};

struct ApplicationRules {
  unsigned document_megabytes{10};
  unsigned documents_most{8};
  unsigned confirm_days{7};  ///< The e-mail link works so long.
  unsigned activation_code_days{30};
  unsigned draft_hours{24};
  std::string source;
};

/// How long somebody who says "I am still a member" is not cut off (D4).
struct ClaimRules {
  int ahead_days{60};           ///< A claim may be made this long before a last day.
  int hold_days{90};            ///< The ending is held at most so long for it.
  int days_after_decision{30};  ///< After a refusal; at least Notices::minimum_days.
  std::string source;
};

/// How long what is not needed any more is kept. @source GDPR article 5 (1) e; the institution's
/// own figures.
struct RetentionRules {
  int person_years{5};        ///< After the last thing that somebody had with us was over.
  int application_days{180};  ///< After an application came to nothing.
  int document_days{730};     ///< Papers, after the application or claim was decided.
  std::string source;
};

/// How long a new account waits for its holder. Days count from when it was made, or from a later
/// hand-over of an account that is not activated yet.
struct CollectionRules {
  std::vector<int> reminders;  ///< Strictly rising, each at least 1, e.g. 14 45 90.
  int close_after{0};          ///< The first day on which it is closed; after the last reminder.
  std::string source;
};

/// How many failures before waiting, and how waiting grows.
struct AttemptRules {
  unsigned free_failures{5};             ///< No delay up to here.
  unsigned first_delay_seconds{30};      ///< Doubles with each further failure …
  unsigned longest_delay_seconds{3600};  ///< … up to here.
  unsigned most_failures{100};           ///< Then closed until a proof (NIST: at most 100).
};

struct Institution {
  Words name;
  Words account_name;  ///< What holders call the account: `Upnet ID`.
  std::string time_zone;
  std::string website;
  Words support_name;
  std::string support_email;
  std::vector<std::string> support_aliases;  ///< Other addresses of the same mailbox.
};

struct Policy {
  Institution institution;
  std::vector<Realm> realms;
  std::vector<AffiliationKind> affiliations;
  std::vector<Service> services;
  std::vector<Evidence> evidence;
  std::vector<Unit> units;
  Office office;
  Notices notices;
  PasswordRules passwords;
  UsernameRules usernames;
  ApplicationRules applications;
  ClaimRules claims;
  AttemptRules attempts;
  std::optional<RetentionRules> retention;    ///< Without it nothing is ever erased.
  std::optional<CollectionRules> collection;  ///< Without: accounts wait for ever.
  /// entitlements[kind * services.size() + service]
  std::vector<Entitlement> entitlements;
  /// Not of the file: core/earlier_rules.hpp makes these of the rules before.
  std::vector<Withdrawal> withdrawals;
  std::vector<Granted> granted;
  std::vector<FormerTerm> former_terms;  ///< The oldest first.
  std::string hash;  ///< Hexadecimal SHA-256 of the file: under which rules something was decided.

  [[nodiscard]] const Entitlement& entitlement(KindIndex kind, ServiceIndex service) const {
    return entitlements[kind * services.size() + service];
  }
  /// Whether it may ever give the service, be it what earlier rules have left.
  [[nodiscard]] bool gives(KindIndex kind, ServiceIndex service) const;
  /// As Granted::since; of a right that was always given, the first of all days.
  [[nodiscard]] Day given_since(KindIndex kind, ServiceIndex service) const;
  [[nodiscard]] std::optional<KindIndex> kind_of(std::string_view key) const;
  [[nodiscard]] std::optional<ServiceIndex> service_of(std::string_view key) const;
  [[nodiscard]] std::optional<EvidenceIndex> evidence_of(std::string_view key) const;
  [[nodiscard]] std::optional<RealmIndex> realm_of(std::string_view name) const;
  [[nodiscard]] const Unit* unit(std::string_view key) const;  ///< Null if unknown.
};

/// decide keeps a table of this size on its stack; the loader refuses more.
inline constexpr std::size_t max_services = 32;

}  // namespace metroon::core
