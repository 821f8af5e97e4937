// What every use case is given: the rules and the ports, and who calls when.
#pragma once

#include "app/ports.hpp"
#include "app/printer.hpp"

namespace metroon::app {

/// Texts that go out by mail, in the holder's language; they live in the translations.
class MailTexts {
 public:
  virtual ~MailTexts() = default;
  struct Text {
    std::string subject;
    std::string body;
  };
  using Values = std::vector<std::pair<std::string_view, std::string>>;
  /// `key` as in the catalogue, e.g. `mail.confirm`; `{name}` in the text is replaced by the value
  /// of that name.
  [[nodiscard]] virtual Text mail(core::Language, std::string_view key, const Values&) const = 0;
  /// `Δευτέρα – Παρασκευή, 09:00–15:00`
  [[nodiscard]] virtual std::string office_hours(core::Language,
                                                 const core::OfficeHours&) const = 0;
  /// `23 Νοεμβρίου 2026`
  [[nodiscard]] virtual std::string day(core::Language, Day) const = 0;
};

class Batches;
class DeclaredRegistries;

struct House {
  const core::Policy& policy;
  Store& store;
  Random& random;
  Passwords& passwords;
  Printer& printer;
  const MailTexts& texts;
  std::function<Day(Instant)>
      civil_day;                ///< The institution's day at an instant; main knows the zone.
  std::string base_url;         ///< `https://id.example.edu`, without a slash at the end.
  std::string vpn_certificate;  ///< PEM of the VPN's authority, for profiles; may be empty.
  /// Room for the papers of applications whose address nobody has confirmed: anybody may send them.
  std::int64_t unconfirmed_octets{2'000'000'000};
  Batches* batches{nullptr};              ///< Only while pages are served.
  DeclaredRegistries* declared{nullptr};  ///< Those of the settings; null: none.
  /// The database once more, for what is only tried: gone with its last user. Takes the time and
  /// the room of a copy.
  std::function<std::unique_ptr<Store>()> copy{};
};

/// Who calls, when, from where, in which language.
struct Call {
  base::Now now;
  std::string actor;   ///< As AuditEntry::actor.
  std::string client;  ///< Network address; empty for commands and jobs.
  core::Language language{core::Language::el};
};

/// Tells people to wait.
struct Wait {
  std::chrono::seconds left{0};
};

}  // namespace metroon::app
