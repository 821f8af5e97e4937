// Who follows on the owners of a non-personal account: asked for in time, named by an owner or by
// the office. @source design.md invariant 6.
#pragma once

#include <expected>

#include "app/sign_in.hpp"
#include "core/decide.hpp"

namespace metroon::app {

/// Nothing of an account ends by this: its last owners go on until they have a successor.
struct SuccessionView {
  AccountRecord account;
  std::vector<core::Person> owners;
  core::Succession succession;
  std::optional<Day> asked;         ///< When the night last asked.
  std::vector<AuditEntry> history;  ///< Where one account is opened.
};

/// Those that the night asked a successor for, by the day on which their last fit owner leaves.
[[nodiscard]] std::vector<SuccessionView> open_successions(House&, const Call&);
/// Likewise, of the units that the holder heads today: those by which somebody owns the account.
[[nodiscard]] std::vector<SuccessionView> successions_of_units(House&, const Call&,
                                                               const HolderSession&);
/// Empty if it is no non-personal account, or one that is closed.
[[nodiscard]] std::optional<SuccessionView> open_succession(House&, const Call&, core::AccountId);

enum class SuccessorProblem {
  no_such_account,  ///< Or closed, or none that the caller decides about.
  name_missing,
  not_fit,  ///< Nobody of that username may own one and has a working account.
  owner_already,
};
/// The member of that username becomes an owner. Owners who have left are owners no more, and are
/// told, as all the others are. @param typed A username, or an address that begins with it.
[[nodiscard]] std::expected<core::Person, SuccessorProblem> name_successor(House&, const Call&,
                                                                           core::AccountId,
                                                                           std::string_view typed);
/// By an owner. @see core::decides_about.
[[nodiscard]] std::expected<core::Person, SuccessorProblem> name_successor(House&, const Call&,
                                                                           const HolderSession&,
                                                                           core::AccountId,
                                                                           std::string_view typed);

/// Asks the owners, and once they have left the office too. Who has left while another may own it
/// is an owner no more. A night does so.
/// @return false if nobody has to be asked, or all were.
bool ask_for_successor(Ports&, const House&, const Call&, core::AccountId);
/// Whether that would ask.
[[nodiscard]] bool is_successor_to_ask(Ports&, const House&, const Call&, core::AccountId);

}  // namespace metroon::app
