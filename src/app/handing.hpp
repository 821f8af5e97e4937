// What desk and secretariat do alike, within a transaction of the caller's.
#pragma once

#include "app/desk.hpp"

namespace metroon::app {

/// A document as the clerk has it before them.
struct SeenDocument {
  core::IdentityDocument document{core::IdentityDocument::identity_card};
  std::string_view typed;  ///< The number's last four characters, or all of it where none is known.
  std::string_view note;
};

/// A proof by the last four characters. @error wait, document_differs.
[[nodiscard]] std::expected<Proof, ProofProblem> prove_by_ending(Ports&, House&, const Call&,
                                                                 core::StaffId, const core::Person&,
                                                                 const SeenDocument&);
/// A proof by the whole number, which is from now on the one on record.
/// @error number_malformed, number_of_another, someone_was_first.
[[nodiscard]] std::expected<Proof, ReplaceProblem> prove_by_number(Ports&, House&, const Call&,
                                                                   core::StaffId, core::Person,
                                                                   const SeenDocument&,
                                                                   std::string_view audited_as);

/// Whose account is handed over, and what the sheet says.
struct HandOver {
  AccountRecord record;
  core::Person person;
  core::RealmIndex realm{0};
  std::string number;  ///< On the sheet; may be empty.
};
[[nodiscard]] HandOver hand_over_to(Ports&, const House&, const Call&, AccountRecord);
/// A code as it is stored.
[[nodiscard]] std::string mint_activation_code(Random&);
/// How long a sheet that was printed ahead may wait for its student. @choice
inline constexpr std::chrono::days sheet_sleeps{365};
/// A code that works does so for as many days as the policy says, the last one whole.
[[nodiscard]] Token activation_token(const House&, const Call&, TokenPurpose, core::AccountId);
/// @param code As mint_activation_code made it.
[[nodiscard]] HandOverSheet sheet_of(const House&, const Call&, const Staff&, const HandOver&,
                                     const std::string& code);
/// No code of this account works any more, not on paper that waits either, and nobody is signed in.
void void_codes(Ports&, core::AccountId);
/// What follows on a code that works now: on record, and the applications move on.
void note_hand_over(Ports&, House&, const Call&, const AccountRecord&);

}  // namespace metroon::app
