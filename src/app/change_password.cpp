// New passwords, for those who are signed in; and staff logins.
#include <algorithm>

#include "app/account.hpp"
#include "app/acts.hpp"
#include "app/sessions.hpp"
#include "base/text.hpp"

namespace metroon::app {
namespace {

using Problem = ChangePasswordProblem;
using Refused = std::unexpected<ChangePasswordRefused>;

Refused refuse(Problem problem) {
  return Refused{ChangePasswordRefused{problem, {}, {}}};
}

void note_wrong(House& house, const Call& call, const HolderSession& holder) {
  house.store.write([&](Ports& ports) {
    ports.throttle.failed("change:" + holder.username, call.now.instant);
    audit(ports, house, call, "password_change_refused", subject("account", holder.account));
  });
}

bool is_login(std::string_view login) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  };
  return login.size() >= 2 && login.size() <= 40 && std::ranges::all_of(login, fits);
}

}  // namespace

std::expected<void, ChangePasswordRefused> change_password(House& house, const Call& call,
                                                           const HolderSession& holder,
                                                           const base::Secret& session_token,
                                                           const base::Secret& old_password,
                                                           const base::Secret& typed_password,
                                                           const base::Secret& typed_again) {
  struct Known {
    std::optional<Wait> wait;
    std::string phc;
    core::Person person;
  };
  const auto known = house.store.read([&](Ports& ports) {
    return Known{wait_of(house.policy.attempts,
                         ports.throttle.attempts("change:" + holder.username), call.now.instant),
                 ports.credentials.password(holder.account).value_or(""),
                 ports.people.find(holder.person).value()};
  });
  if (known.wait) return Refused{ChangePasswordRefused{Problem::wait, {}, *known.wait}};
  const auto verified = house.passwords.verify(normalised(old_password), known.phc);
  if (!verified) return refuse(Problem::busy);
  if (!*verified) {
    note_wrong(house, call, holder);
    return refuse(Problem::wrong_password);
  }
  const auto password = normalised(typed_password);
  if (auto problems = unfit(house, password, &known.person, holder.username); !problems.empty())
    return Refused{ChangePasswordRefused{Problem::password_unfit, std::move(problems), {}}};
  if (password.reveal() != normalised(typed_again).reveal())
    return refuse(Problem::passwords_differ);
  const auto phc = house.passwords.hash(password);
  if (!phc) return refuse(Problem::busy);
  const bool changed = house.store.write([&](Ports& ports) {
    // Somebody else may have been handed a code while this was hashed.
    if (ports.credentials.password(holder.account) != known.phc) return false;
    const auto session = ports.sessions.find(session_token);
    ports.credentials.set_password(holder.account, *phc, call.now.instant);
    ports.sessions.remove_all(SessionOf::holder, holder.account.value);
    if (session) ports.sessions.insert(session_token, *session);
    ports.throttle.clear("change:" + holder.username);
    audit(ports, house, call, "password_changed", subject("account", holder.account));
    post(ports, house, call, {known.person.contact.email, known.person.contact.language},
         "mail.password_changed",
         {{"name", full_name(known.person.names, known.person.contact.language)},
          {"username", holder.username},
          {"link", house.base_url + "/account"},
          {"support", house.policy.institution.support_email}});
    return true;
  });
  if (!changed) return refuse(Problem::wrong_password);
  return {};
}

std::expected<void, SharedPasswordRefused> set_shared_password(House& house, const Call& call,
                                                               const HolderSession& holder,
                                                               core::AccountId id,
                                                               const base::Secret& typed_password,
                                                               const base::Secret& typed_again) {
  using Why = SharedPasswordProblem;
  const auto decides = [&](Ports& ports) {
    const auto dossier = ports.accounts.shared_dossier(id);
    return dossier && core::decides_about(house.policy, *dossier, holder.person, call.now.day);
  };
  const auto record = house.store.read([&](Ports& ports) -> std::optional<AccountRecord> {
    if (!decides(ports)) return {};
    return ports.accounts.find(id);
  });
  if (!record || record->account.closed)
    return std::unexpected{SharedPasswordRefused{Why::not_owner, {}}};
  const auto password = normalised(typed_password);
  if (auto problems = unfit(house, password, nullptr, record->account.username); !problems.empty())
    return std::unexpected{SharedPasswordRefused{Why::password_unfit, std::move(problems)}};
  if (password.reveal() != normalised(typed_again).reveal())
    return std::unexpected{SharedPasswordRefused{Why::passwords_differ, {}}};
  const auto phc = house.passwords.hash(password);
  if (!phc) return std::unexpected{SharedPasswordRefused{Why::busy, {}}};
  using Result = std::expected<void, SharedPasswordRefused>;
  return house.store.write([&](Ports& ports) -> Result {
    if (!decides(ports)) return std::unexpected{SharedPasswordRefused{Why::not_owner, {}}};
    ports.credentials.set_password(id, *phc, call.now.instant);
    if (!record->account.activated) ports.accounts.set_activated(id, call.now.day);
    audit(ports, house, call, "shared_password_set", subject("account", id));
    return {};
  });
}

std::expected<Staff, AddStaffProblem> add_staff(House& house, const Call& call,
                                                std::string_view typed, std::string_view name,
                                                Role role, const base::Secret& typed_password,
                                                std::vector<std::string> units) {
  using Why = AddStaffProblem;
  using Result = std::expected<Staff, AddStaffProblem>;
  const auto login = base::to_lower(base::squeeze(typed));
  if (!is_login(login)) return std::unexpected{Why::login_malformed};
  if ((role == Role::secretary) == units.empty()) return std::unexpected{Why::units_missing};
  for (const auto& unit : units)
    if (house.policy.unit(unit) == nullptr) return std::unexpected{Why::unknown_unit};
  std::ranges::sort(units);
  units.erase(std::ranges::unique(units).begin(), units.end());
  const auto password = normalised(typed_password);
  if (!unfit(house, password, nullptr, login).empty()) return std::unexpected{Why::password_unfit};
  const auto phc = house.passwords.hash(password);
  if (!phc) throw std::runtime_error{"no password could be hashed"};
  const Staff staff{.id = {house.random.next_id(call.now.instant)},
                    .login = login,
                    .name = base::squeeze(name),
                    .role = role,
                    .active = true,
                    .units = std::move(units)};
  return house.store.write([&](Ports& ports) -> Result {
    if (ports.staff.by_login(login)) return std::unexpected{Why::login_taken};
    ports.staff.insert(staff);
    ports.credentials.set_staff_password(staff.id, *phc, call.now.instant);
    audit(ports, house, call, "staff_added", subject("staff", staff.id), login);
    return staff;
  });
}

std::expected<void, ResetStaffProblem> reset_staff_password(House& house, const Call& call,
                                                            std::string_view typed,
                                                            const base::Secret& typed_password) {
  using Why = ResetStaffProblem;
  using Result = std::expected<void, ResetStaffProblem>;
  const auto login = base::to_lower(base::squeeze(typed));
  const auto password = normalised(typed_password);
  if (!unfit(house, password, nullptr, login).empty()) return std::unexpected{Why::password_unfit};
  const auto phc = house.passwords.hash(password);
  if (!phc) throw std::runtime_error{"no password could be hashed"};
  return house.store.write([&](Ports& ports) -> Result {
    const auto staff = ports.staff.by_login(login);
    if (!staff) return std::unexpected{Why::no_such_login};
    ports.credentials.set_staff_password(staff->id, *phc, call.now.instant);
    ports.sessions.remove_all(SessionOf::staff, staff->id.value);
    ports.tokens.remove(TokenPurpose::staff_browser, staff->id.value);
    ports.throttle.clear("staff:" + login);
    audit(ports, house, call, "staff_password_reset", subject("staff", staff->id), login);
    return {};
  });
}

}  // namespace metroon::app
