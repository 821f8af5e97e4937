// "I am still a member" (D4, D5): the holder's claim, its papers, and the office's decision.
// Implemented one use case a file: start_claim.cpp, supply_claim.cpp, decide_claim.cpp,
// open_claim.cpp, file_mail.cpp.
#pragma once

#include <expected>

#include "app/apply.hpp"
#include "app/sign_in.hpp"

namespace metroon::app {

/// What the holder typed, character for character.
struct ClaimForm {
  std::string kind;  ///< Key of the capacity.
  std::string unit;  ///< Key of a unit; may be empty.
  std::string
      until;  ///< Last day in that capacity; may be empty, the office sees it in the papers.
  std::string text;
};

enum class StartClaimProblem { nothing_ends, claimed_already, fields };
struct StartClaimRefused {
  StartClaimProblem problem{};
  std::vector<core::FieldProblem> fields;  ///< kind, unit, period_until, documents (the text).
};
/// Holds what is ending, and puts the claim before the office; the papers may follow.
[[nodiscard]] std::expected<core::Claim, StartClaimRefused> start_claim(House&, const Call&,
                                                                        const HolderSession&,
                                                                        const ClaimForm&);
inline constexpr std::size_t longest_claim_text = 2000;  ///< Octets.

/// What the account page has to know.
struct ClaimsOfHolder {
  std::optional<core::NextEnding> ending;  ///< A claim may be made about it now.
  std::vector<core::Claim> claims;
};
[[nodiscard]] ClaimsOfHolder claims_of(House&, const Call&, const HolderSession&);

/// A mail with what it is worth as a supervisor's certificate.
struct FiledMail {
  ArrivedMail mail;
  core::Certificate certificate{core::Certificate::nothing_said};
  std::optional<core::Person> sender;  ///< Whose institutional address it came from.
  std::optional<core::Claim> names;    ///< Of an unfiled one: the decided claim in its subject.
};

struct ClaimView {
  core::Claim claim;
  std::vector<std::vector<core::EvidenceIndex>> missing;  ///< By alternative.
  std::vector<FiledMail> mails;
  std::optional<Day> held_until;           ///< First day on which the claim holds nothing any more.
  std::optional<core::Person> person;      ///< For the office.
  std::optional<core::Standing> standing;  ///< For the office.
  std::vector<AuditEntry> history;         ///< For the office.
};
/// Empty also for the claim of somebody else.
[[nodiscard]] std::optional<ClaimView> view_claim(House&, const Call&, const HolderSession&,
                                                  core::ClaimId);
/// Reading is on record.
[[nodiscard]] std::optional<ClaimView> open_claim(House&, const Call&, core::ClaimId);
[[nodiscard]] std::optional<std::pair<core::DocumentInfo, Bytes>> read_claim_document(
    House&, const Call&, core::ClaimId, core::DocumentId);

enum class ClaimProblem {
  no_such_claim,
  someone_was_first,  ///< The claim is not as the officer saw it.
  not_now,            ///< It is decided.
  text_missing,       ///< A reason, or what is asked for.
  documents_missing,
  until_missing,  ///< The capacity lasts while active, and needs a last day.
  until_wrong,    ///< No day, or past.
  not_a_document,
  too_large,
  too_many,
  unknown_evidence,
};
[[nodiscard]] std::expected<core::Claim, ClaimProblem> add_claim_document(House&, const Call&,
                                                                          const HolderSession&,
                                                                          core::ClaimId,
                                                                          const Upload&);
[[nodiscard]] std::expected<core::Claim, ClaimProblem> withdraw_claim(House&, const Call&,
                                                                      const HolderSession&,
                                                                      core::ClaimId);

struct ClaimQueue {
  std::vector<ClaimRow> rows;
  std::vector<std::size_t> counts;  ///< By ClaimStage.
  std::vector<FiledMail> unfiled;   ///< A page of them; those worth looking at first.
  std::size_t unfiled_count{0};     ///< Of all.
  bool more{false};
};
inline constexpr std::size_t unfiled_page = 50;
[[nodiscard]] ClaimQueue claim_queue(House&, const Call&, std::span<const core::ClaimStage>,
                                     std::size_t limit, std::size_t offset,
                                     std::size_t unfiled_offset = 0);
[[nodiscard]] std::vector<core::Claim> claims_of_person(House&, const Call&, core::PersonId);

/// A paper handed in at the counter.
[[nodiscard]] std::expected<core::Claim, ClaimProblem> add_office_document(House&, const Call&,
                                                                           core::ClaimId,
                                                                           const Upload&);
[[nodiscard]] std::expected<core::Claim, ClaimProblem> ask_claim_for_more(House&, const Call&,
                                                                          core::ClaimId,
                                                                          std::int64_t version,
                                                                          std::string_view message);
/// What was held ends so many days later as the policy says, after a notice of its own.
[[nodiscard]] std::expected<core::Claim, ClaimProblem> refuse_claim(House&, const Call&,
                                                                    core::ClaimId,
                                                                    std::int64_t version,
                                                                    std::string_view reason);
/// Records the affiliation, asserted by the claim. What only the old one gave ends as after a
/// refusal. @param until Last day in the capacity, as typed; empty: as the holder said.
[[nodiscard]] std::expected<core::Claim, ClaimProblem> approve_claim(House&, const Call&,
                                                                     core::ClaimId,
                                                                     std::int64_t version,
                                                                     std::string_view until);

enum class FileMailProblem {
  no_such_mail,
  no_such_claim,
  someone_was_first,
  not_now,
  unknown_evidence,
  does_not_count,
  not_a_document,
  too_large,
  too_many
};
/// Puts a mail that nobody could place to a claim, by the claim's number.
[[nodiscard]] std::expected<core::ClaimId, FileMailProblem> assign_mail(House&, const Call&,
                                                                        core::ArrivedMailId,
                                                                        std::int64_t version,
                                                                        std::string_view number);
/// The mail belongs to no claim.
[[nodiscard]] std::expected<void, FileMailProblem> set_mail_aside(House&, const Call&,
                                                                  core::ArrivedMailId,
                                                                  std::int64_t version);
/// Takes an attachment of a filed mail for one of the claim's papers. A supervisor's certificate
/// only from a mail that counts.
[[nodiscard]] std::expected<core::ClaimId, FileMailProblem> take_attachment(
    House&, const Call&, core::ArrivedMailId, std::size_t number, std::string_view evidence);
[[nodiscard]] std::optional<std::pair<ArrivedAttachment, Bytes>> read_attachment(
    House&, const Call&, core::ArrivedMailId, std::size_t number);

/// Files what a mailbox delivered, and remembers how far it was read, in one transaction. Only to a
/// claim that is not decided yet: nobody looks at the others any more.
/// @param references Message-IDs that the mail answers, without their brackets.
/// @return the claim it went to, none if it is unfiled; empty if it was here before.
std::optional<core::ClaimId> take_in_mail(House&, const Call&, const ArrivedMail&,
                                          std::span<const Bytes> contents,
                                          std::span<const std::string> references);

}  // namespace metroon::app
