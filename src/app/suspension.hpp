// The office stops an account at once, lets it go on, or closes it for good; and ends a login of
// staff.
#pragma once

#include <expected>

#include "app/house.hpp"

namespace metroon::app {

enum class StopProblem {
  no_such_account,
  closed,  ///< For good: nothing can be done with it any more.
  text_missing,
  suspended_already,
  not_suspended,
};

/// For security: sessions and codes that are out end at once, and the holder is told (for a
/// non-personal account its owners are). @source design.md section 4, invariant 3.
[[nodiscard]] std::expected<void, StopProblem> suspend_account(House&, const Call&, core::AccountId,
                                                               std::string_view reason);
/// Everything is as it was before, the password too.
[[nodiscard]] std::expected<void, StopProblem> resume_account(House&, const Call&, core::AccountId,
                                                              std::string_view reason);
/// For good, e.g. after a death: nobody is written to, then or later. The name stays reserved.
[[nodiscard]] std::expected<void, StopProblem> close_account(House&, const Call&, core::AccountId,
                                                             std::string_view reason);

enum class StaffLoginProblem { no_such_login, already_so };
/// A member of staff who has left: sessions end, and signing in is refused as for a wrong password.
/// What they did stays under their name.
[[nodiscard]] std::expected<void, StaffLoginProblem> close_login(House&, const Call&,
                                                                 std::string_view login);
[[nodiscard]] std::expected<void, StaffLoginProblem> reopen_login(House&, const Call&,
                                                                  std::string_view login);

}  // namespace metroon::app
