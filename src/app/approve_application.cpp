#include <algorithm>

#include "app/acts.hpp"
#include "app/affiliation_detail.hpp"
#include "app/alike.hpp"
#include "app/deciding.hpp"
#include "app/realms.hpp"
#include "app/usernames.hpp"
#include "core/lifetime.hpp"
#include "core/restated.hpp"

namespace metroon::app {
namespace {

using core::Application;
using core::Match;
using core::Stage;
using Problem = OfficeProblem;

// A3: who may be here already is either this very person, or somebody the officer has told apart.
// Who shares the numbers and the name cannot be told apart; whose AFM or AMKA differs cannot be
// made one.
std::optional<Problem> undecided(const std::vector<Alike>& alike, const Approval& approval) {
  std::vector<const Alike*> people;
  for (const auto& one : alike)
    if (one.person) people.push_back(&one);
  if (approval.same_as) {
    const auto chosen = std::ranges::find_if(
        people, [&](const Alike* one) { return one->person->id == approval.same_as; });
    if (chosen == people.end()) return Problem::alike_unknown;
    if ((*chosen)->match == Match::conflict) return Problem::alike_conflicting;
    return {};
  }
  const bool surely =
      std::ranges::any_of(people, [](const Alike* one) { return one->match == Match::same; });
  if (surely || (!people.empty() && !approval.nobody_alike)) return Problem::alike_undecided;
  return {};
}

std::expected<std::string, Problem> username_for(Ports& ports, House& house,
                                                 const Application& application,
                                                 const Approval& approval) {
  if (approval.username.empty()) {
    auto names = free_usernames(ports, house, application.names, 1);
    if (names.empty()) return std::unexpected{Problem::username_taken};
    return std::move(names.front());
  }
  if (!core::check_username(house.policy.usernames, approval.username))
    return std::unexpected{Problem::username_malformed};
  if (is_taken(ports, approval.username)) return std::unexpected{Problem::username_taken};
  return approval.username;
}

core::PersonId take_in(Ports& ports, House& house, const Call& call,
                       const Application& application) {
  const core::Person person{.id = {house.random.next_id(call.now.instant)},
                            .names = application.names,
                            .birth = application.birth,
                            .contact = application.contact,
                            .identifiers = application.identifiers,
                            .created = call.now.instant};
  ports.people.insert(person);
  audit(ports, house, call, "person_created", subject("person", person.id),
        subject("application", application.id));
  return person.id;
}

core::AccountId give_account(Ports& ports, House& house, const Call& call, core::PersonId person,
                             core::RealmIndex realm, const std::string& username) {
  core::Account account;
  account.id = {house.random.next_id(call.now.instant)};
  account.username = username;
  account.realm = realm;
  account.made = call.now.day;
  account.addresses.push_back({username, realm});
  ports.accounts.insert({.account = account, .person = person, .title = {}});
  audit(ports, house, call, "account_created", subject("account", account.id), username);
  return account.id;
}

void tell(Ports& ports, House& house, const Call& call, const Application& application,
          const std::string& username) {
  const auto language = application.contact.language;
  const bool works_already = application.stage == Stage::activated;
  const auto kind = house.policy.kind_of(application.kind);
  post(ports, house, call, {application.contact.email, language},
       works_already ? "mail.approved_member" : "mail.approved",
       {{"name", full_name(application.names, language)},
        {"number", grouped(application.number, 5)},
        {"kind", house.policy.affiliations[*kind].name.in(language)},
        {"username", username},
        {"place", house.policy.office.place.in(language)},
        {"hours", house.texts.office_hours(language, house.policy.office.hours)},
        {"link", house.base_url}});
}

// What a registry says already of the capacity stands.
core::Affiliation give_affiliation(Ports& ports, const House& house, const Call& call,
                                   const Application& application) {
  const auto dossier = dossier_of(ports, application.person);
  auto affiliation = core::affiliation_of(house.policy, application, call.now.day);
  if (const auto known = core::on_registry(house.policy, dossier, affiliation, call.now.day))
    return *known;
  affiliation.id = {house.random.next_id(call.now.instant)};
  if (affiliation.ends)
    affiliation.ends =
        core::recorded_end(house.policy, dossier, nullptr, *affiliation.ends, call.now.day);
  ports.people.add_affiliation(application.person, affiliation);
  audit(ports, house, call, "affiliation_added", subject("person", application.person),
        detail_of(house.policy, affiliation));
  return affiliation;
}

std::expected<Application, Problem> approve(Ports& ports, House& house, const Call& call,
                                            core::ApplicationId id, const Approval& approval) {
  auto found = application_to_decide(ports, id, approval.version, core::Step::approve);
  if (!found) return std::unexpected{found.error()};
  auto application = std::move(*found);
  if (!core::missing_documents(house.policy, application).empty())
    return std::unexpected{Problem::documents_missing};
  if (const auto problem = undecided(find_alike(ports, application), approval))
    return std::unexpected{*problem};

  auto account = approval.same_as ? ports.accounts.of_person(approval.same_as) : std::nullopt;
  if (account && account->account.closed) return std::unexpected{Problem::account_closed};
  std::string username;
  if (!account) {
    auto chosen = username_for(ports, house, application, approval);
    if (!chosen) return std::unexpected{chosen.error()};
    username = std::move(*chosen);
  }

  application.person =
      approval.same_as ? approval.same_as : take_in(ports, house, call, application);
  const auto affiliation = give_affiliation(ports, house, call, application);
  const auto realm = realm_with(ports, house, call, application.person, affiliation);
  application.account = account
                            ? account->account.id
                            : give_account(ports, house, call, application.person, realm, username);
  if (account) add_address(ports, house, call, *account, realm);
  const bool works_already = account && account->account.activated;
  application.stage = works_already ? Stage::activated : Stage::approved;
  application.office_message.clear();
  if (!write_decision(ports, house, call, application, "application_approved", application.kind))
    throw std::logic_error{"application changed within its own transaction"};
  reconsider(ports, house, call, application.person);
  tell(ports, house, call, application, account ? account->account.username : username);
  return application;
}

}  // namespace

std::expected<Application, Problem> approve_application(House& house, const Call& call,
                                                        core::ApplicationId id,
                                                        const Approval& approval) {
  return house.store.write([&](Ports& ports) { return approve(ports, house, call, id, approval); });
}

}  // namespace metroon::app
