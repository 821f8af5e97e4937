// What the holder sees and does on the account page (E1 to E6, A4).
#pragma once

#include <expected>

#include "app/sign_in.hpp"
#include "core/decide.hpp"
#include "core/timeline.hpp"

namespace metroon::app {

struct ServiceView {
  core::ServiceStanding standing;
  std::vector<core::Right> rights;  ///< Longest first.
};
struct SharedAccountView {
  AccountRecord account;
  core::Standing standing;
  core::Succession succession;
  std::vector<core::Person> owners;
};
struct AccountView {
  core::Person person;
  core::Dossier dossier;
  core::Standing standing;
  std::vector<ServiceView> services;  ///< In the policy's order.
  std::vector<core::TimelineEvent> timeline;
  std::optional<Instant> password_set;
  bool may_ask_shared{false};
  std::vector<SharedAccountView> shared;
  std::vector<SharedRequest> shared_requests;
};
[[nodiscard]] AccountView view_account(House&, const Call&, const HolderSession&);

enum class ChoiceProblem { not_entitled };
[[nodiscard]] std::expected<void, ChoiceProblem> set_choice(House&, const Call&,
                                                            const HolderSession&,
                                                            core::ServiceIndex, bool on);

/// In which language we write to the holder from now on.
void choose_language(House&, const Call&, const HolderSession&, core::Language);

enum class SupportProblem { subject_missing, subject_too_long, text_missing, too_long, wait };
/// Sends the message to user support. @return the ticket number, e.g. `S-2F7K-9QXM`.
[[nodiscard]] std::expected<std::string, SupportProblem> ask_support(House&, const Call&,
                                                                     const HolderSession&,
                                                                     std::string_view subject,
                                                                     std::string_view text);

struct SoftwareView {
  core::ServiceIndex service{0};
  bool open{false};
  std::string licence_key;  ///< Once given.
};
[[nodiscard]] std::vector<SoftwareView> software(House&, const Call&, const HolderSession&);
enum class SoftwareProblem { not_open, none_left, not_such_software };
/// Gives the holder their own licence key, the same one each time.
[[nodiscard]] std::expected<std::string, SoftwareProblem> take_licence_key(House&, const Call&,
                                                                           const HolderSession&,
                                                                           core::ServiceIndex);
/// Takes in what operators bought; known keys are passed over. @return how many were read.
[[nodiscard]] std::expected<std::size_t, SoftwareProblem> add_licence_keys(
    House&, const Call&, core::ServiceIndex, std::span<const std::string> keys);
/// The text of an OpenVPN client profile for the holder.
[[nodiscard]] std::expected<std::string, SoftwareProblem> vpn_profile(House&, const Call&,
                                                                      const HolderSession&,
                                                                      core::ServiceIndex);

enum class SharedRequestProblem {
  not_entitled,
  title_missing,
  purpose_missing,
  username_malformed,
  username_taken
};
[[nodiscard]] std::expected<SharedRequest, SharedRequestProblem> request_shared(
    House&, const Call&, const HolderSession&, std::string_view username, std::string_view title,
    std::string_view purpose);

enum class SharedPasswordProblem { not_owner, password_unfit, passwords_differ, busy };
struct SharedPasswordRefused {
  SharedPasswordProblem problem{};
  std::vector<core::PasswordProblem> password;
};
/// An owner gives the non-personal account its password; the first one activates it.
[[nodiscard]] std::expected<void, SharedPasswordRefused> set_shared_password(
    House&, const Call&, const HolderSession&, core::AccountId, const base::Secret& password,
    const base::Secret& again);

}  // namespace metroon::app
