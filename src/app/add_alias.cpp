// Whoever changed their name keeps username and addresses, and may get one of the new name.
#include <algorithm>

#include "app/acts.hpp"
#include "app/office.hpp"
#include "app/usernames.hpp"
#include "base/text.hpp"
#include "core/decide.hpp"

namespace metroon::app {
namespace {

using Problem = AliasProblem;

std::expected<core::Address, Problem> add(Ports& ports, House& house, const Call& call,
                                          core::PersonId person, const std::string& local) {
  const auto dossier = dossier_of(ports, person);
  if (!dossier.account || dossier.account->closed) return std::unexpected{Problem::no_account};
  if (!core::check_username(house.policy.usernames, local))
    return std::unexpected{Problem::malformed};
  if (is_taken(ports, local)) return std::unexpected{Problem::taken};
  core::Address address{local, core::decide(house.policy, dossier, call.now.day).realm};
  ports.accounts.add_address(dossier.account->id, address);
  audit(ports, house, call, "address_added", subject("account", dossier.account->id),
        local + "@" + house.policy.realms[address.realm].name);
  return address;
}

}  // namespace

std::expected<core::Address, AliasProblem> add_alias(House& house, const Call& call,
                                                     core::PersonId asked, std::string_view typed) {
  using Result = std::expected<core::Address, Problem>;
  const auto local = base::to_lower(base::squeeze(typed));
  return house.store.write([&](Ports& ports) -> Result {
    const auto person = ports.merges.standing_for(asked);
    if (!ports.people.find(person)) return std::unexpected{Problem::no_such_person};
    return add(ports, house, call, person, local);
  });
}

}  // namespace metroon::app
