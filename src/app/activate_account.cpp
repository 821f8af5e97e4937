#include "app/acts.hpp"
#include "app/sessions.hpp"
#include "app/sign_in.hpp"

namespace metroon::app {
namespace {

using Problem = ActivateProblem;
using Refused = std::unexpected<ActivateRefused>;

Refused refuse(Problem problem) {
  return Refused{ActivateRefused{problem, {}, {}}};
}

base::Secret as_minted(const base::Secret& typed) {
  return base::Secret{base::normalise_code(typed.reveal())};
}

std::expected<Activating, ActivateRefused> look(Ports& ports, const House& house, const Call& call,
                                                const base::Secret& code) {
  const auto from = client_key(call);
  if (const auto wait =
          wait_of_client(house.policy.attempts, ports.throttle.attempts(from), call.now.instant))
    return Refused{ActivateRefused{Problem::wait, {}, *wait}};
  const auto token = ports.tokens.find(TokenPurpose::activate, code);
  if (!token) {
    ports.throttle.failed(from, call.now.instant);
    audit(ports, house, call, "activation_refused", "account");
    return refuse(Problem::no_such_code);
  }
  auto record = ports.accounts.find({token->subject});
  if (!record || !record->person || record->account.closed) return refuse(Problem::no_such_code);
  const bool dead = token->used || token->expires <= call.now.instant;
  if (dead) {
    audit(ports, house, call, token->used ? "used_code_tried" : "expired_code_tried",
          subject("account", record->account.id));
    return refuse(token->used ? Problem::code_used : Problem::code_expired);
  }
  auto person = ports.people.find(record->person);
  if (!person) return refuse(Problem::no_such_code);
  return Activating{std::move(*person), std::move(*record)};
}

void move_on(Ports& ports, House& house, const Call& call, core::AccountId account) {
  for (auto& application : ports.applications.waiting_of_account(account)) {
    if (!core::allows(application.stage, core::Step::activate)) continue;
    application.stage = core::Stage::activated;
    application.changed = call.now.instant;
    if (ports.applications.update(application))
      audit(ports, house, call, "application_finished", subject("application", application.id));
  }
}

std::expected<base::Secret, ActivateRefused> set_password(Ports& ports, House& house,
                                                          const Call& call,
                                                          const base::Secret& code,
                                                          const Activating& whose,
                                                          std::string_view phc) {
  const auto& account = whose.account.account;
  if (!ports.tokens.use(TokenPurpose::activate, code, call.now.instant))
    return refuse(Problem::code_used);
  ports.credentials.set_password(account.id, phc, call.now.instant);
  if (!account.activated) ports.accounts.set_activated(account.id, call.now.day);
  ports.sessions.remove_all(SessionOf::holder, account.id.value);
  ports.tokens.remove(TokenPurpose::holder_browser, account.id.value);
  ports.throttle.clear("account:" + account.username);
  audit(ports, house, call, account.activated ? "password_renewed_by_code" : "account_activated",
        subject("account", account.id));
  move_on(ports, house, call, account.id);
  reconsider(ports, house, call, whose.person.id);
  post(ports, house, call, {whose.person.contact.email, whose.person.contact.language},
       account.activated ? "mail.password_changed" : "mail.activated",
       {{"name", full_name(whose.person.names, whose.person.contact.language)},
        {"username", account.username},
        {"link", house.base_url + "/account"},
        {"support", house.policy.institution.support_email}});
  return open_session(ports, house, call, SessionOf::holder, account.id.value);
}

}  // namespace

std::expected<Activating, ActivateRefused> check_activation_code(House& house, const Call& call,
                                                                 const base::Secret& typed) {
  const auto code = as_minted(typed);
  return house.store.write([&](Ports& ports) { return look(ports, house, call, code); });
}

std::expected<base::Secret, ActivateRefused> activate_account(House& house, const Call& call,
                                                              const base::Secret& typed,
                                                              const base::Secret& typed_password,
                                                              const base::Secret& typed_again) {
  const auto code = as_minted(typed);
  const auto whose = check_activation_code(house, call, code);
  if (!whose) return std::unexpected{whose.error()};
  const auto password = normalised(typed_password);
  if (auto problems = unfit(house, password, &whose->person, whose->account.account.username);
      !problems.empty())
    return Refused{ActivateRefused{Problem::password_unfit, std::move(problems), {}}};
  if (password.reveal() != normalised(typed_again).reveal())
    return refuse(Problem::passwords_differ);
  const auto phc = house.passwords.hash(password);
  if (!phc) return refuse(Problem::busy);
  return house.store.write(
      [&](Ports& ports) { return set_password(ports, house, call, code, *whose, *phc); });
}

}  // namespace metroon::app
