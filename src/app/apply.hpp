// The applicant's side of an application (B3, B5): draft, submission, confirmation, following,
// supplying. Implemented one use case a file: save_draft.cpp, submit_application.cpp,
// confirm_email.cpp, track_application.cpp, …
#pragma once

#include <expected>
#include <variant>

#include "app/house.hpp"

namespace metroon::app {

/// A file as it was uploaded.
struct Upload {
  std::string evidence;  ///< Key of the policy's evidence.
  std::string file_name;
  std::string media_type;  ///< By content; empty if it is none of the allowed kinds.
  Bytes bytes;
};

/// An upload that was not taken.
struct UploadRefused {
  std::string evidence;
  core::Problem problem{};
};

struct DraftSaved {
  base::Secret token;  ///< Opens the draft again; the same as given if one was.
  core::Application draft;
  std::vector<core::FieldProblem> problems;  ///< Empty: complete enough to preview.
  std::vector<UploadRefused> refused;        ///< Each is among the problems too, as `documents`.
  std::optional<Wait> wait;                  ///< Too many from this address: nothing was saved.
};
/// Keeps what was typed and uploaded. Good documents are kept even where a field has a problem, so
/// nobody uploads twice. A draft whose fields have problems keeps the last good fields.
/// @param token Of an earlier save; empty or unknown: a new draft is begun.
[[nodiscard]] DraftSaved save_draft(House&, const Call&, const base::Secret& token,
                                    const core::ApplicationForm&, const std::vector<Upload>&);

/// The draft behind a token; empty if unknown, expired, or submitted already.
[[nodiscard]] std::optional<core::Application> find_draft(House&, const Call&,
                                                          const base::Secret& token);
void remove_draft_document(House&, const Call&, const base::Secret& token, core::DocumentId);

enum class SubmitProblem { no_such_draft, unfinished };
/// Gives the tracking number and sends the confirmation link. Submitting one draft twice gives the
/// same application.
[[nodiscard]] std::expected<core::Application, SubmitProblem> submit_application(
    House&, const Call&, const base::Secret& token);

enum class ConfirmProblem { no_such_link, link_expired };
/// Following the link twice is no problem.
[[nodiscard]] std::expected<core::Application, ConfirmProblem> confirm_email(
    House&, const Call&, const base::Secret& token);

enum class TrackProblem { not_found, wait };
struct TrackRefused {
  TrackProblem problem{};
  Wait wait;
};
/// Number and the e-mail address or the birth date; a wrong pair does not tell which half was
/// wrong.
/// @return a token that opens the application for two hours.
[[nodiscard]] std::expected<base::Secret, TrackRefused> track_application(
    House&, const Call&, std::string_view number, std::string_view email_or_birth);

/// What somebody of this capacity shows at the office to be identified.
[[nodiscard]] std::vector<core::EvidenceIndex> identity_papers(const core::Policy&,
                                                               std::string_view kind);

struct Tracked {
  core::Application application;
  std::vector<core::EvidenceIndex> missing;
  std::vector<core::EvidenceIndex> to_bring;  ///< Identity papers.
};
[[nodiscard]] std::optional<Tracked> tracked(House&, const Call&, const base::Secret& track_token);
/// Sends the confirmation link again, at most once a minute.
void resend_confirmation(House&, const Call&, const base::Secret& track_token);

enum class SupplyProblem {
  no_such_application,
  not_now,
  not_a_document,
  too_large,
  too_many,
  no_room,  ///< Too much lies here that nobody has confirmed; after confirming there is room.
  unknown_evidence
};
[[nodiscard]] std::expected<core::Application, SupplyProblem> add_document(
    House&, const Call&, const base::Secret& track_token, const Upload&);
enum class WithdrawProblem { no_such_application, not_now };
[[nodiscard]] std::expected<core::Application, WithdrawProblem> withdraw_application(
    House&, const Call&, const base::Secret& track_token);

/// Printable receipt (PDF) of a submitted application.
[[nodiscard]] std::optional<Bytes> application_receipt(House&, const Call&,
                                                       const base::Secret& track_token);
/// A track token for who has just submitted.
[[nodiscard]] base::Secret open_tracking(House&, const Call&, core::ApplicationId);

/// Drafts nobody submitted and addresses nobody confirmed, past the policy's times. @return how
/// many.
std::size_t expire_applications(House&, const Call&);

}  // namespace metroon::app
