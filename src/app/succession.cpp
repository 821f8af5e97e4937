#include "app/succession.hpp"

#include <algorithm>
#include <set>

#include "app/acts.hpp"
#include "base/text.hpp"
#include "core/account_state.hpp"

namespace metroon::app {
namespace {

using Problem = SuccessorProblem;
using Named = std::expected<core::Person, Problem>;

constexpr std::size_t most_history = 200;

// Once before the last fit owner leaves, and once more when that has happened.
bool to_ask(const core::Succession& it, const std::optional<Day>& asked) {
  return !asked || (it.needed && it.from && *asked < *it.from);
}

std::vector<core::Person> people_of(Ports& ports, std::span<const core::Dossier> dossiers) {
  std::vector<core::Person> people;
  for (const auto& one : dossiers) people.push_back(ports.people.find(one.person).value());
  return people;
}

SuccessionView view_of(Ports& ports, const House& house, const Call& call, AccountRecord record,
                       const core::SharedDossier& dossier) {
  return {.account = std::move(record),
          .owners = people_of(ports, dossier.owners),
          .succession = core::succession(house.policy, dossier, call.now.day),
          .asked = ports.nights.successor_asked(dossier.account.id),
          .history = {}};
}

// Units by which somebody owns an account.
std::set<std::string> owning_units(const core::Policy& policy, const core::SharedDossier& dossier) {
  std::set<std::string> units;
  for (const auto& owner : dossier.owners)
    for (const auto& one : owner.affiliations)
      if (core::lets_own(policy, one) && !one.unit.empty()) units.insert(one.unit);
  return units;
}

std::vector<SuccessionView> open_ones(
    Ports& ports, const House& house, const Call& call,
    const std::function<bool(const core::SharedDossier&)>& chosen) {
  std::vector<SuccessionView> all;
  for (const auto id : ports.nights.successors_asked()) {
    auto dossier = ports.accounts.shared_dossier(id);
    if (!dossier || dossier->account.closed || !chosen(*dossier)) continue;
    auto view = view_of(ports, house, call, ports.accounts.find(id).value(), *dossier);
    if (view.succession.due(house.policy.notices, call.now.day)) all.push_back(std::move(view));
  }
  std::ranges::stable_sort(
      all, {}, [](const SuccessionView& one) { return one.succession.from.value_or(Day::min()); });
  return all;
}

std::vector<core::Person> to_tell(Ports& ports, const core::SharedDossier& dossier) {
  auto owners = dossier.owners;
  std::erase_if(owners,
                [](const core::Dossier& it) { return !core::may_be_written_to(it.account); });
  return people_of(ports, owners);
}

void tell(Ports& ports, const House& house, const Call& call, std::span<const core::Person> people,
          std::string_view key, const AccountRecord& record, const core::Names& successor) {
  for (const auto& one : people)
    post(ports, house, call, {one.contact.email, one.contact.language}, key,
         {{"name", full_name(one.names, one.contact.language)},
          {"username", record.account.username},
          {"title", record.title},
          {"successor", full_name(successor, one.contact.language)},
          {"link", house.base_url + "/account/shared"}},
         house.policy.office.email);
}

std::expected<AccountRecord, Problem> fit_member(Ports& ports, const House& house, const Call& call,
                                                 std::string_view typed) {
  auto name = base::to_lower(base::squeeze(typed));
  name = name.substr(0, name.find('@'));
  if (name.empty()) return std::unexpected{Problem::name_missing};
  auto record = ports.accounts.by_username(name);
  if (!record || !record->person ||
      !core::may_succeed(house.policy, dossier_of(ports, record->person), call.now.day))
    return std::unexpected{Problem::not_fit};
  return std::move(*record);
}

// Who has left stays an owner only as long as nobody else is one.
void leave(Ports& ports, const House& house, const Call& call, core::SharedDossier& dossier) {
  std::erase_if(dossier.owners, [&](const core::Dossier& owner) {
    if (core::may_own_shared(house.policy, owner, call.now.day)) return false;
    ports.accounts.remove_owner(dossier.account.id, owner.person);
    audit(ports, house, call, "shared_owner_left", subject("account", dossier.account.id),
          subject("person", owner.person));
    return true;
  });
}

Named name(Ports& ports, const House& house, const Call& call, const core::SharedDossier& dossier,
           std::string_view typed) {
  if (dossier.account.closed) return std::unexpected{Problem::no_such_account};
  const auto found = fit_member(ports, house, call, typed);
  if (!found) return std::unexpected{found.error()};
  if (std::ranges::find(dossier.owners, found->person, &core::Dossier::person) !=
      dossier.owners.end())
    return std::unexpected{Problem::owner_already};
  const auto id = dossier.account.id;
  const auto record = ports.accounts.find(id).value();
  auto person = ports.people.find(found->person).value();
  auto stay = dossier;
  leave(ports, house, call, stay);
  ports.accounts.add_owner(id, person.id);
  audit(ports, house, call, "shared_owner_named", subject("account", id),
        subject("person", person.id));
  const auto now = ports.accounts.shared_dossier(id).value();
  if (!core::succession(house.policy, now, call.now.day).due(house.policy.notices, call.now.day))
    ports.nights.successor_found(id);
  tell(ports, house, call, std::span{&person, 1}, "mail.successor_named", record, person.names);
  tell(ports, house, call, to_tell(ports, dossier), "mail.successor_follows", record, person.names);
  return person;
}

}  // namespace

std::vector<SuccessionView> open_successions(House& house, const Call& call) {
  return house.store.read([&](Ports& ports) {
    return open_ones(ports, house, call, [](const core::SharedDossier&) { return true; });
  });
}

std::vector<SuccessionView> successions_of_units(House& house, const Call& call,
                                                 const HolderSession& holder) {
  return house.store.read([&](Ports& ports) -> std::vector<SuccessionView> {
    std::set<std::string> headed;
    const auto head = dossier_of(ports, holder.person);
    for (const auto& one : head.affiliations)
      if (one.head_of_unit && !one.unit.empty() &&
          core::acts(house.policy, head, one, call.now.day))
        headed.insert(one.unit);
    if (headed.empty()) return {};
    return open_ones(ports, house, call, [&](const core::SharedDossier& dossier) {
      return std::ranges::any_of(owning_units(house.policy, dossier),
                                 [&](const auto& unit) { return headed.contains(unit); });
    });
  });
}

std::optional<SuccessionView> open_succession(House& house, const Call& call, core::AccountId id) {
  return house.store.read([&](Ports& ports) -> std::optional<SuccessionView> {
    const auto dossier = ports.accounts.shared_dossier(id);
    if (!dossier || dossier->account.closed) return {};
    auto view = view_of(ports, house, call, ports.accounts.find(id).value(), *dossier);
    view.history = ports.audit.about(subject("account", id), most_history);
    return view;
  });
}

Named name_successor(House& house, const Call& call, core::AccountId id, std::string_view typed) {
  return house.store.write([&](Ports& ports) -> Named {
    const auto dossier = ports.accounts.shared_dossier(id);
    if (!dossier) return std::unexpected{Problem::no_such_account};
    return name(ports, house, call, *dossier, typed);
  });
}

Named name_successor(House& house, const Call& call, const HolderSession& holder,
                     core::AccountId id, std::string_view typed) {
  return house.store.write([&](Ports& ports) -> Named {
    const auto dossier = ports.accounts.shared_dossier(id);
    if (!dossier || !core::decides_about(house.policy, *dossier, holder.person, call.now.day))
      return std::unexpected{Problem::no_such_account};
    return name(ports, house, call, *dossier, typed);
  });
}

bool is_successor_to_ask(Ports& ports, const House& house, const Call& call, core::AccountId id) {
  const auto dossier = ports.accounts.shared_dossier(id).value();
  if (dossier.account.closed) return false;
  const auto succession = core::succession(house.policy, dossier, call.now.day);
  return succession.due(house.policy.notices, call.now.day) &&
         to_ask(succession, ports.nights.successor_asked(id));
}

bool ask_for_successor(Ports& ports, const House& house, const Call& call, core::AccountId id) {
  auto dossier = ports.accounts.shared_dossier(id).value();
  if (dossier.account.closed) return false;
  const auto succession = core::succession(house.policy, dossier, call.now.day);
  if (!succession.needed) leave(ports, house, call, dossier);
  const auto asked = ports.nights.successor_asked(id);
  if (!succession.due(house.policy.notices, call.now.day)) {
    if (asked) ports.nights.successor_found(id);
    return false;
  }
  if (!to_ask(succession, asked) || !ports.nights.ask_successor(id, call.now.day)) return false;
  audit(ports, house, call, "successor_asked", subject("account", id));
  const auto record = ports.accounts.find(id).value();
  tell(ports, house, call, to_tell(ports, dossier),
       succession.needed ? "mail.successor" : "mail.successor_soon", record, {});
  if (succession.needed)
    post(ports, house, call, {house.policy.office.email, core::Language::el},
         "mail.successor_office",
         {{"username", record.account.username},
          {"title", record.title},
          {"link", house.base_url + "/office/successors"}});
  return true;
}

}  // namespace metroon::app
