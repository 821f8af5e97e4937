// A unit's secretariat and its new students (B1, B2): who waits, proof and hand-over in one step.
#pragma once

#include "app/batches.hpp"
#include "app/handing.hpp"
#include "core/secretariat.hpp"

namespace metroon::app {

/// Where somebody who waits for their account is.
enum class Waiting : std::uint8_t {
  nothing_yet,
  printed,  ///< On a sheet of a batch that nobody has handed over yet.
  handed_over
};
struct NewStudent {
  PersonRow row;
  Waiting waiting{Waiting::nothing_yet};
};
/// @param text Words of the name, username or tracking number; empty: all of them.
[[nodiscard]] std::vector<NewStudent> new_students(House&, const Call&, const Staff&,
                                                   std::string_view text, std::size_t limit);

enum class SecretariatProblem {
  not_there,  ///< Or nobody of the unit: that is on record.
  no_account,
  activated,
  office_hands_over,
  wait,              ///< As ProofProblem.
  document_differs,  ///< As ProofProblem.
  number_malformed,
  number_of_another,
  someone_was_first,
  sheet_void,  ///< A sheet of a batch that was printed again, handed over, or is too old.
};

/// Only what must be compared with the paper on the counter.
struct StudentView {
  core::Person person;
  AccountRecord account;
  std::string kind;
  std::string unit;
  Waiting waiting{Waiting::nothing_yet};
  bool number_known{false};  ///< Of the document; else the secretary types all of it.
};
/// Opening is on record; the list above is not.
[[nodiscard]] std::expected<StudentView, SecretariatProblem> open_student(House&, const Call&,
                                                                          const Staff&,
                                                                          core::PersonId);

/// Whose sheet is in the secretary's hand.
struct FoundSheet {
  core::PersonId person;
  std::string number;  ///< As stored.
};
/// @param typed The number on a sheet of a batch, or what a scanner reads from its square.
[[nodiscard]] std::optional<FoundSheet> find_sheet(House&, const Call&, std::string_view typed);

/// Proof and a fresh code on a sheet in one step; all earlier codes stop working.
[[nodiscard]] std::expected<Bytes, SecretariatProblem> hand_over_student(House&, const Call&,
                                                                         const Staff&,
                                                                         core::PersonId,
                                                                         const SeenDocument&);
/// Proof, and from now on the code on that sheet of a batch works.
[[nodiscard]] std::expected<void, SecretariatProblem> record_sheet(House&, const Call&,
                                                                   const Staff&, core::PersonId,
                                                                   std::string_view sheet_number,
                                                                   const SeenDocument&);

/// A batch has this many sheets at most; the next batch has the next ones.
inline constexpr std::size_t most_sheets = 500;
/// Draws the sheets of the students of the units who have neither a proof nor, but for
/// BatchOf::everybody, a sheet: one page each. The codes on them work for nobody before
/// record_sheet. Nothing is stored, and no earlier sheet is void, before all is drawn.
/// @param progress Told how many are drawn, of how many; @return false to give up.
/// @return empty where there is nobody, or where it was given up.
[[nodiscard]] Bytes draw_batch(House&, const Call&, const Staff&, BatchOf,
                               const std::function<bool(std::size_t, std::size_t)>& progress);

}  // namespace metroon::app
