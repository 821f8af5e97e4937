// A request for an account, from the first keystroke to the hand-over.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <vector>

#include "core/dossier.hpp"
#include "core/person.hpp"

namespace metroon::core {

/// Where an application stands. Order is the order of the way, the ends last.
enum class Stage : std::uint8_t {
  draft,        ///< Being filled in; nobody but the applicant sees it.
  unconfirmed,  ///< Submitted; the link in the mail has not been followed.
  incomplete,   ///< A document of the capacity is missing.
  submitted,    ///< Waits for the office.
  needs_more,   ///< The office asked for something.
  approved,     ///< The account exists and waits at the office.
  handed_over,  ///< The holder has the activation code.
  activated,
  rejected,
  withdrawn,
  expired,  ///< A draft nobody submitted, or an address nobody confirmed.
};
inline constexpr std::size_t stage_count = 11;

/// What may be done to an application.
enum class Step : std::uint8_t {
  submit,
  confirm,
  supply,
  ask_for_more,
  approve,
  reject,
  withdraw,
  hand_over,
  activate,
  expire
};
/// Whether `step` may be taken at `stage`. One table; pages and use cases ask it alike.
[[nodiscard]] bool allows(Stage stage, Step step);

struct Period {
  Day from{};
  Day until{};  ///< Last day, inclusive.
  bool operator==(const Period&) const = default;
};

struct Supervisor {
  std::string name;
  std::string email;
  bool operator==(const Supervisor&) const = default;
};

/// A document without its contents.
struct DocumentInfo {
  DocumentId id;
  std::string evidence;  ///< Key of the policy's evidence.
  std::string file_name;
  std::string media_type;  ///< application/pdf, image/jpeg, image/png: by content.
  std::int64_t size{0};    ///< Octets.
  base::Instant received{};
  bool operator==(const DocumentInfo&) const = default;
};

struct Application {
  ApplicationId id;
  std::string number;  ///< Tracking number, normalised; empty while a draft.
  Stage stage{Stage::draft};
  std::string kind;  ///< Key of the policy's affiliation kind.
  Names names;
  Day birth{};
  Contact contact;
  Identifiers identifiers;
  std::string unit;
  std::optional<Period> period;
  std::optional<Supervisor> supervisor;
  std::vector<DocumentInfo> documents;
  std::string office_message;  ///< What the office asked for, or why it rejected.
  PersonId person;             ///< After approval.
  AccountId account;           ///< After approval.
  base::Instant created{};
  base::Instant submitted{};  ///< The epoch while a draft.
  base::Instant changed{};
  std::int64_t version{1};  ///< Grows with each change; an update names the one it saw.
  bool operator==(const Application&) const = default;
};

/// What an applicant typed, character for character.
struct ApplicationForm {
  std::string kind;
  std::string first_name, last_name, father_name, first_latin, last_latin;
  std::string birth;
  std::string email, phone;
  std::string document, document_number, afm, amka;  ///< document: "identity-card" or "passport"
  std::string unit;
  std::string period_from, period_until;
  std::string supervisor_name, supervisor_email;
  Language language{Language::el};
};

enum class Field : std::uint8_t {
  kind,
  first_name,
  last_name,
  father_name,
  first_latin,
  last_latin,
  birth,
  email,
  phone,
  document,
  document_number,
  afm,
  amka,
  unit,
  period_from,
  period_until,
  supervisor_name,
  supervisor_email,
  documents
};

enum class Problem : std::uint8_t {
  missing,
  too_long,
  not_a_name,
  not_latin,
  not_a_date,
  not_past,
  too_young,
  unlikely,
  not_an_address,
  not_a_phone,
  unknown_choice,
  wrong_length,
  not_digits,
  wrong_check_digit,
  wrong_shape,
  not_the_birth_date,
  ends_before_it_begins,
  already_over,
  not_a_document,
  too_large,
  too_many,
  no_room,
  of_another,  ///< Another member has this number.
};

struct FieldProblem {
  Field field{};
  Problem problem{};
  bool operator==(const FieldProblem&) const = default;
};

/// Checks every field at once, in the order of the page.
/// A Latin name left empty is filled in by ELOT 743. The capacity must be one that applies (B3).
/// @return an Application of stage draft, without id, documents and times.
[[nodiscard]] std::expected<Application, std::vector<FieldProblem>> check_form(
    const Policy& policy, const ApplicationForm& form, Day today);

/// Checks only what is about the person: names, birth, contact, identifiers (E1). @return an
/// application with nothing else in it.
[[nodiscard]] std::expected<Application, std::vector<FieldProblem>> check_person(
    const Policy& policy, const ApplicationForm& form, Day today);

/// The form that would give this application: to edit a draft.
[[nodiscard]] ApplicationForm to_form(const Application& application);

/// The papers the capacity asks for and that are not among the documents, identity papers left out.
[[nodiscard]] std::vector<EvidenceIndex> missing_documents(const Policy& policy,
                                                           const Application& application);

/// The affiliation that approval gives. A period ends it only where the lifetime is `while_active`:
/// elsewhere the rules count from activation. @source patras.md C6, C8 to C11.
[[nodiscard]] Affiliation affiliation_of(const Policy& policy, const Application& application,
                                         Day today);

}  // namespace metroon::core
