// The office's side: queue, one application, decisions (B3, A3, A4, E1).
#pragma once

#include <expected>

#include "app/house.hpp"
#include "core/decide.hpp"
#include "core/username.hpp"

namespace metroon::app {

struct Queue {
  std::vector<QueueRow> rows;
  std::vector<std::size_t> counts;  ///< By Stage.
  std::vector<SharedRequest> shared_requests;
  bool more{false};
};
[[nodiscard]] Queue office_queue(House&, const Call&, std::span<const core::Stage> stages,
                                 std::string_view text, std::size_t limit, std::size_t offset);

/// Somebody who may be the applicant.
struct Alike {
  core::Match match{core::Match::perhaps};
  std::optional<core::Person> person;
  std::optional<core::Application> application;  ///< Either this or `person`.
  std::string username;                          ///< The person's, if they have an account.
  std::vector<std::string> shared_items;  ///< `afm`, `amka`, `document_number`, `names`, `birth`
};

struct ApplicationView {
  core::Application application;
  std::vector<core::EvidenceIndex> missing;
  std::vector<Alike> alike;
  std::vector<AuditEntry> history;
  std::vector<std::string> usernames;  ///< Proposals that are free now.
};
/// Reading is on record.
[[nodiscard]] std::optional<ApplicationView> open_application(House&, const Call&,
                                                              core::ApplicationId);
[[nodiscard]] std::optional<std::pair<core::DocumentInfo, Bytes>> read_document(House&, const Call&,
                                                                                core::ApplicationId,
                                                                                core::DocumentId);

enum class OfficeProblem {
  no_such_application,
  someone_was_first,  ///< The application is not as the officer saw it.
  not_now,            ///< The stage does not allow it.
  text_missing,       ///< A reason, or what is asked for.
  documents_missing,
  alike_undecided,    ///< Somebody alike exists and the officer has said neither "this one" nor
                      ///< "nobody".
  alike_unknown,      ///< The person said to be the same is not among those alike.
  alike_conflicting,  ///< The person said to be the same has another AFM or AMKA: one of the two
                      ///< has to be corrected before.
  account_closed,     ///< The person's account was closed for good: nothing opens it again.
  username_malformed,
  username_taken,
};

[[nodiscard]] std::expected<core::Application, OfficeProblem> ask_for_more(
    House&, const Call&, core::ApplicationId, std::int64_t version, std::string_view message);
[[nodiscard]] std::expected<core::Application, OfficeProblem> reject_application(
    House&, const Call&, core::ApplicationId, std::int64_t version, std::string_view reason);

struct Approval {
  std::int64_t version{0};
  std::string username;      ///< Empty: the first free proposal.
  core::PersonId same_as;    ///< The applicant is this person.
  bool nobody_alike{false};  ///< The officer looked, and the applicant is none of those alike.
};
/// Creates person, affiliation and account; or, for a person who is here already, adds the
/// affiliation, and the account only if they have none (A3).
[[nodiscard]] std::expected<core::Application, OfficeProblem> approve_application(
    House&, const Call&, core::ApplicationId, const Approval&);

struct PersonView {
  core::Person person;
  core::Dossier dossier;
  std::optional<core::Standing> standing;
  std::optional<Proof> proof;
  std::vector<AuditEntry> history;
  std::vector<AccountRecord> shared;
  std::vector<std::string> alias_proposals;  ///< Usernames of the present name that are free now.
  std::vector<MergeRecord> merges;  ///< Records that were merged into this one, oldest first.
};
/// A record that was merged into another leads there, with the histories of both. Opening is on
/// record; a search is not: see docs/decisions/reading-on-record.md.
[[nodiscard]] std::optional<PersonView> open_person(House&, const Call&, core::PersonId);
[[nodiscard]] std::vector<PersonRow> find_people(House&, const Call&, std::string_view text);

/// E1: only with a proof made today. @see record_proof.
struct Correction {
  std::int64_t version{0};
  core::ApplicationForm
      data;  ///< Names, birth, contact and identifiers; the rest is not looked at.
  std::string reason;
};
enum class CorrectionProblem {
  no_such_person,
  someone_was_first,
  no_proof_today,
  text_missing,
  fields
};
struct CorrectionRefused {
  CorrectionProblem problem{};
  std::vector<core::FieldProblem> fields;
};
[[nodiscard]] std::expected<core::Person, CorrectionRefused> correct_person(House&, const Call&,
                                                                            core::PersonId,
                                                                            const Correction&);

enum class AliasProblem { no_such_person, no_account, malformed, taken };
/// One more address of the personal account, e.g. of a new name, in the realm where the person now
/// is. It is theirs for ever; username and earlier addresses stay.
/// @source domain.md section 3: name_change_keeps_alias.
[[nodiscard]] std::expected<core::Address, AliasProblem> add_alias(House&, const Call&,
                                                                   core::PersonId,
                                                                   std::string_view local);

enum class SharedDecisionProblem {
  no_such_request,
  someone_was_first,
  not_now,
  text_missing,
  username_malformed,
  username_taken,
  owner_not_entitled
};
[[nodiscard]] std::expected<SharedRequest, SharedDecisionProblem> approve_shared(
    House&, const Call&, core::SharedRequestId, std::int64_t version);
[[nodiscard]] std::expected<SharedRequest, SharedDecisionProblem> reject_shared(
    House&, const Call&, core::SharedRequestId, std::int64_t version, std::string_view reason);
struct SharedView {
  SharedRequest request;
  core::Person by;
  bool entitled{false};
};
/// Opening is on record with the person who asked.
[[nodiscard]] std::optional<SharedView> open_shared_request(House&, const Call&,
                                                            core::SharedRequestId);

}  // namespace metroon::app
