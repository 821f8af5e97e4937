#include <algorithm>
#include <stdexcept>

#include "app/account.hpp"
#include "app/acts.hpp"
#include "app/dossier_detail.hpp"

namespace metroon::app {
namespace {

constexpr std::size_t events_shown = 12;

SharedAccountView shared_view(Ports& ports, const House& house, const Call& call,
                              core::AccountId id, const core::SharedDossier& dossier) {
  auto record = ports.accounts.find(id);
  SharedAccountView view{.account = std::move(*record),
                         .standing = core::decide_shared(house.policy, dossier, call.now.day),
                         .succession = core::succession(house.policy, dossier, call.now.day),
                         .owners = {}};
  for (const auto& owner : dossier.owners)
    if (auto person = ports.people.find(owner.person)) view.owners.push_back(std::move(*person));
  return view;
}

}  // namespace

AccountView view_account(House& house, const Call& call, const HolderSession& holder) {
  return house.store.read([&](Ports& ports) {
    AccountView view{.person = ports.people.find(holder.person).value(),
                     .dossier = dossier_of(ports, holder.person),
                     .standing = {},
                     .services = {},
                     .timeline = {},
                     .password_set = {},
                     .may_ask_shared = false,
                     .shared = {},
                     .shared_requests = {}};
    const auto day = call.now.day;
    view.standing = core::decide(house.policy, view.dossier, day);
    for (const auto& service : view.standing.services)
      view.services.push_back(
          {service, core::rights(house.policy, view.dossier, service.service, day)});
    view.timeline = core::timeline(house.policy, view.dossier, day, events_shown);
    view.password_set = ports.credentials.password_set(holder.account);
    view.may_ask_shared = core::may_own_shared(house.policy, view.dossier, day);
    for (const auto id : ports.accounts.shared_of(holder.person)) {
      const auto dossier = ports.accounts.shared_dossier(id).value();
      if (core::decides_about(house.policy, dossier, holder.person, day))
        view.shared.push_back(shared_view(ports, house, call, id, dossier));
    }
    view.shared_requests = ports.shared_requests.by(holder.person);
    return view;
  });
}

std::expected<void, ChoiceProblem> set_choice(House& house, const Call& call,
                                              const HolderSession& holder,
                                              core::ServiceIndex service, bool on) {
  using Result = std::expected<void, ChoiceProblem>;
  return house.store.write([&](Ports& ports) -> Result {
    const auto dossier = dossier_of(ports, holder.person);
    const auto standing = core::decide(house.policy, dossier, call.now.day);
    const auto* found = standing.find(service);
    if (!found || found->gate == core::Gate::ended)
      return std::unexpected{ChoiceProblem::not_entitled};
    if (found->on == on) return {};
    ports.accounts.set_choice(holder.account, service, on);
    audit(ports, house, call, on ? "service_switched_on" : "service_switched_off",
          subject("account", holder.account), switched_detail(house.policy, dossier, service, on));
    return {};
  });
}

void choose_language(House& house, const Call& call, const HolderSession& holder,
                     core::Language language) {
  house.store.write([&](Ports& ports) {
    auto person = ports.people.find(holder.person).value();
    if (person.contact.language == language) return;
    person.contact.language = language;
    if (!ports.people.update(person)) throw std::logic_error{"a person changed under the writer"};
    audit(ports, house, call, "language_chosen", subject("person", holder.person),
          std::string{core::to_code(language)});
  });
}

}  // namespace metroon::app
