// Facts that the store keeps beside dossiers and applications.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/day.hpp"
#include "base/secret.hpp"
#include "core/application.hpp"
#include "core/certificate.hpp"
#include "core/claim.hpp"
#include "core/dossier.hpp"
#include "core/person.hpp"

namespace metroon::app {

using base::Bytes;
using base::Day;
using base::Instant;
using base::Now;

enum class Role : std::uint8_t {
  office,     ///< Applications, proofs, hand-overs, corrections, non-personal accounts.
  desk,       ///< Proofs and hand-overs only.
  auditor,    ///< Reads the audit, changes nothing.
  secretary,  ///< Proofs and hand-overs of the new students of their own units.
};

struct Staff {
  core::StaffId id;
  std::string login;  ///< Lower case, unique.
  std::string name;
  Role role{Role::office};
  bool active{true};
  std::vector<std::string> units;  ///< Of a secretary: keys of units, sorted.
};

/// Somebody was identified. @source patras.md B4, design.md glossary "proof".
struct Proof {
  core::ProofId id;
  core::PersonId person;
  core::StaffId by;
  Instant at{};
  core::IdentityDocument document{core::IdentityDocument::identity_card};
  std::string note;  ///< What the officer wrote; may be empty.
};

/// What one audit entry says. The store chains them by hash and numbers them.
struct AuditEntry {
  Instant at{};
  std::string actor;    ///< `staff:maria`, `holder:papadopoulos`, `applicant`, `system`, `operator`
  std::string action;   ///< snake_case statement, e.g. `application_approved`
  std::string subject;  ///< `application:123`, `person:77`, `account:99`, `staff:4`
  std::string detail;   ///< Words for the reader; never a credential or an identifier number.
  std::string client;   ///< Network address; empty for jobs.
  std::string policy_hash;
};

struct NumberedEntry {
  std::int64_t number{0};
  AuditEntry entry;
  Bytes hash;  ///< Of this entry and, through the hash before it, of all earlier ones.
  /// Where detail and client were erased: the public key and the signature over that. Else empty.
  Bytes erased{};
};

/// What to look for in the audit; what is empty does not matter.
struct AuditSearch {
  std::string subject, actor, action;  ///< Exactly these.
  std::optional<Instant> from;         ///< Inclusive.
  std::optional<Instant> before;       ///< Exclusive.
};

/// The key file's word for what the chain was. Who can write the database but has no key file
/// cannot make one.
struct Checkpoint {
  std::int64_t number{0};  ///< The last entry that it covers.
  Bytes hash;              ///< That entry's.
  Instant at{};
  std::int64_t before{0};  ///< Number of the checkpoint before it; 0 for the first.
  Bytes key;               ///< Ed25519 public key, 32 octets.
  Bytes signature;         ///< 64 octets.
  bool operator==(const Checkpoint&) const = default;
};

/// What is wrong with the chain of entries itself.
enum class ChainFault : std::uint8_t {
  altered,      ///< The entry's hash does not follow from its fields and the entry before it.
  missing,      ///< The number is not there, but later ones are.
  end_missing,  ///< The chain is shorter than its head says.
  added,        ///< There is an entry past the head, or one with a number below 1.
};
struct BrokenAt {
  std::int64_t number{0};
  ChainFault fault{ChainFault::altered};
  bool operator==(const BrokenAt&) const = default;
};
/// A walk along the chain.
struct ChainWalk {
  std::int64_t last{0};            ///< The last entry that follows from all before it.
  Bytes hash;                      ///< Of that entry; empty if there is none.
  std::optional<BrokenAt> broken;  ///< Where the walk ended too early.
  std::vector<Bytes> hashes;       ///< At the numbers asked for; empty past `last`.
};

/// A short-lived right that a code or link in somebody's hands stands for. Only its keyed hash is
/// stored.
enum class TokenPurpose : std::uint8_t {
  draft,
  confirm_email,
  track,
  activate,
  holder_browser,  ///< Somebody has signed in from it before: see app/sign_in.hpp.
  staff_browser,
  dormant,  ///< An activation code on a sheet of a batch: opens nothing before the hand-over.
  sheet,    ///< The number of such a sheet.
};
struct Token {
  TokenPurpose purpose{TokenPurpose::draft};
  std::int64_t subject{0};  ///< ApplicationId, AccountId or StaffId, by purpose.
  Instant expires{};
  std::optional<Instant> used;
};

enum class SessionOf : std::uint8_t { holder, staff };
struct Session {
  SessionOf whose{SessionOf::holder};
  std::int64_t subject{0};  ///< AccountId or StaffId.
  Instant created{};
  Instant last_seen{};
};

/// A message to go out. Made in the same transaction as the fact it tells.
struct Mail {
  core::MailId
      id;  ///< Its Message-ID is made of it, so a second sending is recognised as the same.
  std::string to;
  std::string reply_to;  ///< May be empty.
  std::string subject;
  std::string text;
  Instant created{};
};
enum class MailState : std::uint8_t { waiting, sending, accepted, refused };
struct QueuedMail {
  Mail mail;
  MailState state{MailState::waiting};
  unsigned tries{0};
  Instant next_try{};
  std::string last_error;
};

struct AffiliationOf {
  core::PersonId person;
  core::Affiliation affiliation;
};

struct AccountRecord {
  core::Account account;
  core::PersonId person;             ///< None for a non-personal account.
  std::string title;                 ///< Non-personal accounts: what it is for.
  std::optional<Day> next_change{};  ///< Personal ones: when a night has to look at it.
};

/// A wish for a non-personal account (A4).
enum class SharedStage : std::uint8_t { submitted, approved, rejected };
struct SharedRequest {
  core::SharedRequestId id;
  core::PersonId by;
  std::string username;
  std::string title;  ///< e.g. `Γραμματεία Τμήματος Χημείας`
  std::string purpose;
  SharedStage stage{SharedStage::submitted};
  std::string office_message;
  core::AccountId account;  ///< After approval.
  Instant created{};
  std::int64_t version{1};
};

/// An account that a night has to look at.
struct DueAccount {
  core::AccountId account;
  core::PersonId person;
  std::optional<Day> looked;       ///< Its endings up to this day were told.
  std::optional<Day> next_change;  ///< When it was to be looked at.
  bool not_collected{false};       ///< It is on record that nobody collected it.
};

/// Where a walk through those that are due stands: behind this one.
struct DueAfter {
  Day day{};
  core::AccountId account;
};

/// When an account is to be looked at next.
struct NextChange {
  core::AccountId account;
  std::optional<Day> day;  ///< Empty: never.
};

struct NightDone {
  Day day{};
  std::string policy_hash;  ///< Of the rules that it looked by.
};

/// A notice of an ending whose letter was refused for good.
struct BouncedNotice {
  core::PersonId person;
  std::string first, last;
  Day ending{};
  int days_before{0};
  std::string address;
  std::string error;  ///< The mail server's words.
};

/// A line of the office's queue.
struct QueueRow {
  core::ApplicationId id;
  std::string number;
  core::Stage stage{core::Stage::submitted};
  std::string first, last;
  std::string kind;
  std::string unit;
  Instant submitted{};
  Instant changed{};
};

/// Two records were made one, and what it takes to undo that. Which rows went from one to the other
/// is known to the store.
struct MergeRecord {
  core::MergeId id;
  core::PersonId keep, other;
  core::AccountId keep_account;   ///< None: `other_account` became the account of `keep`, as it is.
  core::AccountId other_account;  ///< None if there was none.
  std::string reason;
  std::string by;  ///< As AuditEntry::actor.
  Instant at{};
  core::Person before;  ///< `keep` as it was.
  struct Undone {
    Instant at{};
    std::string by;
    std::string reason;
  };
  std::optional<Undone> undone;
};

/// A line of the office's list of claims.
struct ClaimRow {
  core::ClaimId id;
  std::string number;
  core::ClaimStage stage{core::ClaimStage::submitted};
  std::string first, last;
  std::string kind;
  Instant created{};
  Instant changed{};
};

struct ArrivedAttachment {
  std::string file_name;
  std::string media_type;  ///< By content; `application/octet-stream` for what we do not take.
  std::int64_t size{0};
  core::SignatureCheck signature{core::SignatureCheck::none};
  std::string signer;         ///< As the certificate names them; empty without a signature.
  std::string signer_mail{};  ///< In the certificate; may be empty.
  std::string issuer{};
  std::optional<Instant> signed_at{};  ///< As the signer says.
  bool in_text{false};  ///< A picture in the mail's text, or another version of it: no paper.
};

/// A mail out of the helpdesk's mailbox.
struct ArrivedMail {
  core::ArrivedMailId id;
  std::string mailbox;  ///< With uid_validity and uid: which mail of the server it is.
  std::int64_t uid_validity{0};
  std::int64_t uid{0};
  core::ClaimId claim;    ///< None while nobody knows where it belongs.
  bool set_aside{false};  ///< The office looked: it belongs to no claim.
  std::string sender;     ///< The address alone; empty if it names none or several.
  std::string subject;
  Instant arrived{};
  core::MailAuthentication authentication{core::MailAuthentication::none};
  std::string authentication_detail;  ///< `dmarc=pass header.from=upatras.gr`, for the officer.
  core::MailManner manner{core::MailManner::written_to_us};
  std::optional<Instant> dated{};  ///< As the mail says.
  bool too_large{false};           ///< Only its head was read, or nothing.
  std::string text;
  std::vector<ArrivedAttachment> attachments;
  std::int64_t version{1};
};

/// How far a mailbox has been read. Numbers count only within one validity (RFC 3501, 2.3.1.1).
struct MailboxPosition {
  std::int64_t uid_validity{0};
  std::int64_t uid{0};
  std::int64_t failing_uid{0};  ///< The mail after it that could not be read so far; 0: none.
  std::int64_t failures{0};     ///< How often.
  bool operator==(const MailboxPosition&) const = default;
};

/// A line of a search over people.
struct PersonRow {
  core::PersonId id;
  std::string first, last;
  Day birth{};
  std::string username;  ///< Empty without an account.
};

/// Who waits for an account; see People::newcomers.
struct NewcomersSought {
  std::span<const std::string> units;
  std::span<const core::KindIndex> kinds;
  Day day{};
  std::string_view text;
};

/// Failed tries against one thing: an account, a network address, a tracking number.
struct Attempts {
  unsigned failures{0};
  Instant last{};
};

}  // namespace metroon::app
