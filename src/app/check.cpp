#include "app/check.hpp"

#include <unordered_map>

#include "app/acts.hpp"
#include "core/decide.hpp"

namespace metroon::app {
namespace {

constexpr std::size_t batch = 1000;
constexpr std::size_t most_told = 100;

class Check {
 public:
  Check(const House& house, const Call& call) : house_{house}, call_{call} {}

  void person(const core::Dossier& dossier) {
    ++checked_.people;
    if (!dossier.account) return;
    account(*dossier.account);
    const auto standing = core::decide(house_.policy, dossier, call_.now.day);
    if (standing != core::decide(house_.policy, dossier, call_.now.day))
      tell(9, subject("person", dossier.person), "the same facts gave two standings");
    for (const auto& service : standing.services)
      if (service.open() &&
          (!dossier.account->proof || !dossier.account->activated || dossier.account->suspended))
        tell(5, subject("account", dossier.account->id),
             "a service is open before proof and activation, or while suspended");
  }

  void shared(const core::SharedDossier& dossier) {
    account(dossier.account);
    if (dossier.owners.empty())
      tell(6, subject("account", dossier.account.id), "a non-personal account has no owner");
    for (const auto& service : core::decide_shared(house_.policy, dossier, call_.now.day).services)
      if (!house_.policy.services[service.service].shared)
        tell(6, subject("account", dossier.account.id),
             "a non-personal account has a personal service");
  }

  void stubs(const std::vector<std::pair<core::PersonId, std::string>>& broken) {
    for (const auto& [id, what] : broken) tell(1, subject("person", id), what);
  }

  void erased(const std::vector<std::pair<core::PersonId, std::string>>& remains) {
    for (const auto& [id, what] : remains)
      tell(10, subject("person", id), "was erased, and something is still there: " + what);
  }

  void chain(std::int64_t entries, const std::optional<std::int64_t>& broken) {
    checked_.audit_entries = entries;
    if (broken)
      tell(7, "audit:" + std::to_string(*broken),
           "the entry does not follow from the one before it");
  }

  [[nodiscard]] Checked result() { return std::move(checked_); }

 private:
  void account(const core::Account& account) {
    ++checked_.accounts;
    if (account.activated && (!account.proof || *account.proof > *account.activated))
      tell(5, subject("account", account.id), "activated without an earlier proof of identity");
    for (const auto& address : account.addresses) {
      const auto text = address.local + "@" + house_.policy.realms[address.realm].name;
      const auto [known, fresh] = holders_.emplace(text, account.id);
      if (!fresh && known->second != account.id)
        tell(2, subject("account", account.id), text + " belongs to two accounts");
    }
  }

  void tell(int invariant, std::string subject, std::string what) {
    if (checked_.violations.size() < most_told)
      checked_.violations.push_back({invariant, std::move(subject), std::move(what)});
  }

  const House& house_;
  const Call& call_;
  Checked checked_;
  std::unordered_map<std::string, core::AccountId> holders_;
};

}  // namespace

Checked check_invariants(House& house, const Call& call) {
  return house.store.read([&](Ports& ports) {
    Check check{house, call};
    for (core::PersonId last{};;) {
      const auto ids = ports.people.after(last, batch);
      if (ids.empty()) break;
      for (const auto& dossier : ports.people.dossiers(ids)) check.person(dossier);
      last = ids.back();
    }
    for (const auto id : ports.accounts.all_shared())
      if (const auto dossier = ports.accounts.shared_dossier(id)) check.shared(*dossier);
    check.stubs(ports.merges.broken());
    check.erased(ports.erasures.remains());
    check.chain(ports.audit.count(), ports.audit.first_broken());
    return check.result();
  });
}

}  // namespace metroon::app
