// Identification and hand-over at the counter (B4).
#pragma once

#include <expected>

#include "app/house.hpp"

namespace metroon::app {

/// Only what must be compared with the paper on the counter.
struct DeskView {
  core::Person person;
  AccountRecord account;
  std::string kind;  ///< Key of the capacity: of the application, else of the first affiliation.
  std::optional<core::Application> application;  ///< None for a member who comes for a new code.
  std::vector<core::EvidenceIndex> to_see;       ///< Identity papers to be shown.
  bool proof_today{false};
  bool handed_over{false};  ///< A code is out that was not used yet.
  bool activated{false};
};
enum class DeskProblem {
  nothing_typed,
  not_found,
  not_approved_yet,  ///< The application exists, but nothing is there to hand over.
};
/// That somebody was found is on record.
/// @param typed Tracking number (as typed or scanned), or a username.
[[nodiscard]] std::expected<DeskView, DeskProblem> find_at_desk(House&, const Call&,
                                                                std::string_view typed);

enum class ProofProblem {
  no_such_person,
  wait,  ///< Wrong too often, for this person or by this clerk: four characters can be guessed.
  document_differs,
};
/// The officer has seen the document and it is the one on record.
/// @param last_characters The last four of the document's number as the officer reads them: so
/// nobody clicks through.
[[nodiscard]] std::expected<Proof, ProofProblem> record_proof(House&, const Call&, core::StaffId,
                                                              core::PersonId,
                                                              core::IdentityDocument,
                                                              std::string_view last_characters,
                                                              std::string_view note);

enum class ReplaceProblem {
  no_such_person,
  number_malformed,
  note_missing,
  number_of_another,
  someone_was_first
};
/// The paper on the counter is a newer one than the one on record: it takes its place, and the
/// proof stands on it.
/// @param number The whole number, as typed from the paper.
/// @param note How the officer knows that it is the same person; on record.
[[nodiscard]] std::expected<Proof, ReplaceProblem> prove_by_new_document(
    House&, const Call&, core::StaffId, core::PersonId, core::IdentityDocument,
    std::string_view number, std::string_view note);

enum class HandOverProblem { no_such_account, no_proof_today, account_closed };
/// A fresh one-time code on a sheet; earlier codes of the account stop working. The code exists
/// nowhere else.
[[nodiscard]] std::expected<Bytes, HandOverProblem> hand_over(House&, const Call&, const Staff&,
                                                              core::AccountId);

}  // namespace metroon::app
