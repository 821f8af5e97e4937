// Activation, passwords, sessions.
#pragma once

#include <expected>

#include "app/house.hpp"
#include "core/password.hpp"

namespace metroon::app {

enum class ActivateProblem {
  no_such_code,
  code_used,
  code_expired,
  password_unfit,
  passwords_differ,
  wait,
  busy
};
struct ActivateRefused {
  ActivateProblem problem{};
  std::vector<core::PasswordProblem> password;
  Wait wait;
};
struct Activating {
  core::Person person;
  AccountRecord account;
};
/// Whether the code works, and whose it is.
[[nodiscard]] std::expected<Activating, ActivateRefused> check_activation_code(
    House&, const Call&, const base::Secret& code);
/// Sets the password and signs in. A code given to a holder who is active already sets a new
/// password and ends all sessions.
/// @return the session's token.
[[nodiscard]] std::expected<base::Secret, ActivateRefused> activate_account(
    House&, const Call&, const base::Secret& code, const base::Secret& password,
    const base::Secret& again);

enum class SignInProblem { wrong, wait, busy, suspended };
struct SignInRefused {
  SignInProblem problem{};
  Wait wait;
};
/// `wrong` does not say which half; unknown names take as long as known ones.
/// @param browser What remember_browser gave to this browser once, or empty. Failures from a
/// browser that the holder has used are counted apart from everybody else's: whoever guesses
/// at a name from elsewhere makes only themselves wait. @source OWASP, Device Cookies.
[[nodiscard]] std::expected<base::Secret, SignInRefused> sign_in_holder(
    House&, const Call&, std::string_view username, const base::Secret& password,
    const base::Secret& browser = {});
[[nodiscard]] std::expected<base::Secret, SignInRefused> sign_in_staff(
    House&, const Call&, std::string_view login, const base::Secret& password,
    const base::Secret& browser = {});
/// For half a year, or until a new code or password is handed out.
/// @param browser What it holds already. @return what it has to keep; empty if `browser` will do.
[[nodiscard]] base::Secret remember_browser(House&, const Call&, const base::Secret& session,
                                            const base::Secret& browser);
inline constexpr std::chrono::days browser_remembered{180};

struct HolderSession {
  core::AccountId account;
  core::PersonId person;
  std::string username;
};
/// Holders: 30 minutes idle, 12 hours in all. Staff: 30 minutes idle, 10 hours in all.
[[nodiscard]] std::optional<HolderSession> holder_session(House&, const Call&,
                                                          const base::Secret& token);
[[nodiscard]] std::optional<Staff> staff_session(House&, const Call&, const base::Secret& token);
void sign_out(House&, const Call&, const base::Secret& token);

enum class ChangePasswordProblem { wrong_password, password_unfit, passwords_differ, wait, busy };
struct ChangePasswordRefused {
  ChangePasswordProblem problem{};
  std::vector<core::PasswordProblem> password;
  Wait wait;
};
/// Ends every other session of the account.
[[nodiscard]] std::expected<void, ChangePasswordRefused> change_password(
    House&, const Call&, const HolderSession&, const base::Secret& session_token,
    const base::Secret& old_password, const base::Secret& new_password, const base::Secret& again);

enum class AddStaffProblem {
  login_taken,
  login_malformed,
  password_unfit,
  units_missing,  ///< A secretary without units, or anybody else with some.
  unknown_unit
};
[[nodiscard]] std::expected<Staff, AddStaffProblem> add_staff(House&, const Call&,
                                                              std::string_view login,
                                                              std::string_view name, Role,
                                                              const base::Secret& password,
                                                              std::vector<std::string> units = {});

enum class SetUnitsProblem { no_such_login, not_a_secretary, no_units, unknown_unit };
/// From now on a secretary sees these units' new students, and no others; what they did stays on
/// record. Replaces the units before.
[[nodiscard]] std::expected<Staff, SetUnitsProblem> set_staff_units(House&, const Call&,
                                                                    std::string_view login,
                                                                    std::vector<std::string> units);

enum class ResetStaffProblem { no_such_login, password_unfit };
/// A forgotten or locked login: a new password, no waiting, and every session ended.
[[nodiscard]] std::expected<void, ResetStaffProblem> reset_staff_password(
    House&, const Call&, std::string_view login, const base::Secret& password);

}  // namespace metroon::app
