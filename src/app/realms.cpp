#include "app/realms.hpp"

#include <algorithm>

#include "app/acts.hpp"
#include "core/decide.hpp"

namespace metroon::app {

core::RealmIndex realm_with(Ports& ports, const House& house, const Call& call,
                            core::PersonId person, const core::Affiliation& added) {
  return core::decide(house.policy, dossier_of(ports, person), std::max(call.now.day, added.from))
      .realm;
}

void add_address(Ports& ports, House& house, const Call& call, const AccountRecord& record,
                 core::RealmIndex realm) {
  const core::Address address{record.account.username, realm};
  const auto& known = record.account.addresses;
  if (std::ranges::find(known, address) != known.end()) return;
  ports.accounts.add_address(record.account.id, address);
  audit(ports, house, call, "address_added", subject("account", record.account.id),
        address.local + "@" + house.policy.realms[address.realm].name);
}

}  // namespace metroon::app
