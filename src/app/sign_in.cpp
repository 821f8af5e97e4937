// Signing in: look up, verify outside any transaction, then record what came of it.
#include "app/sign_in.hpp"

#include "app/acts.hpp"
#include "app/sessions.hpp"
#include "base/text.hpp"

namespace metroon::app {
namespace {

// What is tried: a holder's username or a member of staff's login.
struct Candidate {
  std::int64_t subject{0};  ///< 0: there is none of that name.
  std::string phc;
  bool suspended{false};
};

struct Door {
  SessionOf whose;
  std::string key;      ///< For the throttle.
  std::string subject;  ///< For the audit; the id comes behind it.
  const base::Secret& browser;
};

TokenPurpose browser_of(SessionOf whose) {
  return whose == SessionOf::holder ? TokenPurpose::holder_browser : TokenPurpose::staff_browser;
}

bool is_known(Ports& ports, const Call& call, SessionOf whose, std::int64_t subject,
              const base::Secret& browser) {
  if (browser.empty() || subject == 0) return false;
  const auto token = ports.tokens.find(browser_of(whose), browser);
  return token && token->subject == subject && token->expires > call.now.instant;
}

// Under which failures are counted.
std::string throttle_key(Ports& ports, const Call& call, const Door& door,
                         const Candidate& candidate) {
  if (!is_known(ports, call, door.whose, candidate.subject, door.browser)) return door.key;
  return "browser:" + std::string{door.browser.reveal()};
}

std::string subject_of(const Door& door, const Candidate& candidate) {
  return candidate.subject == 0 ? door.subject
                                : door.subject + ":" + std::to_string(candidate.subject);
}

std::optional<Wait> wait_at(Ports& ports, const House& house, const Call& call,
                            const std::string& key) {
  const auto& rules = house.policy.attempts;
  auto wait = wait_of(rules, ports.throttle.attempts(key), call.now.instant);
  if (!wait)
    wait = wait_of_client(rules, ports.throttle.attempts(client_key(call)), call.now.instant);
  return wait;
}

using Result = std::expected<base::Secret, SignInRefused>;

Result record(Ports& ports, House& house, const Call& call, const Door& door,
              const Candidate& candidate, const std::string& key, bool right) {
  const auto whose = subject_of(door, candidate);
  if (!right) {
    ports.throttle.failed(key, call.now.instant);
    ports.throttle.failed(client_key(call), call.now.instant);
    audit(ports, house, call, "sign_in_refused", whose);
    return std::unexpected{SignInRefused{SignInProblem::wrong, {}}};
  }
  if (candidate.suspended) {
    audit(ports, house, call, "sign_in_while_suspended", whose);
    return std::unexpected{SignInRefused{SignInProblem::suspended, {}}};
  }
  ports.throttle.clear(key);
  audit(ports, house, call, "signed_in", whose);
  return open_session(ports, house, call, door.whose, candidate.subject);
}

template <class Find>
Result sign_in(House& house, const Call& call, const Door& door, const base::Secret& password,
               Find find) {
  std::optional<Wait> wait;
  const auto candidate = house.store.read([&](Ports& ports) {
    auto found = find(ports);
    wait = wait_at(ports, house, call, throttle_key(ports, call, door, found));
    return found;
  });
  if (wait) return std::unexpected{SignInRefused{SignInProblem::wait, *wait}};
  const auto verified = house.passwords.verify(normalised(password), candidate.phc);
  if (!verified) return std::unexpected{SignInRefused{SignInProblem::busy, {}}};
  return house.store.write([&](Ports& ports) {
    // Hashing takes a while: a password that was replaced meanwhile opens nothing any more, and
    // many guesses at once are no more than one.
    const auto fresh = find(ports);
    const auto key = throttle_key(ports, call, door, fresh);
    if (const auto now_wait = wait_at(ports, house, call, key))
      return Result{std::unexpected{SignInRefused{SignInProblem::wait, *now_wait}}};
    const bool right = *verified && fresh.subject != 0 && fresh.phc == candidate.phc;
    return record(ports, house, call, door, fresh, key, right);
  });
}

}  // namespace

Result sign_in_holder(House& house, const Call& call, std::string_view typed,
                      const base::Secret& password, const base::Secret& browser) {
  auto username = base::to_lower(base::squeeze(typed));
  username = username.substr(0, username.find('@'));
  // A username that lives on as an alias opens the same account: guesses at both are counted as
  // one.
  const auto known =
      house.store.read([&](Ports& ports) { return ports.accounts.by_username(username); });
  if (known) username = known->account.username;
  const Door door{SessionOf::holder, "account:" + username, "account", browser};
  return sign_in(house, call, door, password, [&](Ports& ports) -> Candidate {
    const auto account = ports.accounts.by_username(username);
    if (!account || !account->person || account->account.closed) return {};
    return {.subject = account->account.id.value,
            .phc = ports.credentials.password(account->account.id).value_or(""),
            .suspended = account->account.suspended.has_value()};
  });
}

Result sign_in_staff(House& house, const Call& call, std::string_view typed,
                     const base::Secret& password, const base::Secret& browser) {
  const auto login = base::to_lower(base::squeeze(typed));
  const Door door{SessionOf::staff, "staff:" + login, "staff", browser};
  return sign_in(house, call, door, password, [&](Ports& ports) -> Candidate {
    const auto staff = ports.staff.by_login(login);
    if (!staff || !staff->active) return {};
    return {.subject = staff->id.value,
            .phc = ports.credentials.staff_password(staff->id).value_or(""),
            .suspended = false};
  });
}

base::Secret remember_browser(House& house, const Call& call, const base::Secret& session,
                              const base::Secret& browser) {
  const auto minted = mint_token(house.random);
  const bool kept = house.store.write([&](Ports& ports) {
    const auto found = ports.sessions.find(session);
    if (!found || is_known(ports, call, found->whose, found->subject, browser)) return false;
    ports.tokens.insert(minted, {.purpose = browser_of(found->whose),
                                 .subject = found->subject,
                                 .expires = call.now.instant + browser_remembered,
                                 .used = {}});
    return true;
  });
  return kept ? minted : base::Secret{};
}

}  // namespace metroon::app
