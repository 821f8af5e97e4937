// What the simulated university is held to.
#include <algorithm>

#include "app/check.hpp"
#include "app/simulated_university.hpp"
#include "support/failing_store.hpp"

namespace metroon::app {
namespace {

// A chain that breaks stays broken: the last evening is soon enough to follow all of it, and the
// others need not take longer with every day.
class UnreadAudit final : public support::failing::Audit {
 public:
  using Audit::Audit;
  std::optional<std::int64_t> first_broken() override { return {}; }
};

class EveningStore final : public Store {
 public:
  explicit EveningStore(Store& store) : store_{store} {}
  void run_read(const std::function<void(Ports&)>& work) override {
    store_.run_read([&](Ports& real) {
      UnreadAudit audit{real.audit, fuse_};
      Ports ports{
          real.applications,  real.documents, real.people,   real.accounts,        real.credentials,
          real.tokens,        real.sessions,  real.throttle, real.outbox,          audit,
          real.staff,         real.proofs,    real.merges,   real.shared_requests, real.claims,
          real.arrived_mails, real.licences,  real.nights,   real.campaigns,       real.registries,
          real.erasures,      real.checks};
      work(ports);
    });
  }
  void run_write(const std::function<void(Ports&)>& work) override { store_.run_write(work); }

 private:
  Store& store_;
  support::Fuse fuse_;
};

bool stays_open_for_ever(const core::ServiceStanding& service) {
  return service.open() && service.until.kind == core::Until::Kind::for_ever;
}

}  // namespace

void SimulatedUniversity::check_evening() {
  EveningStore store{*world_.store};
  House evening = with(world_.house, store);
  check(evening);
}

void SimulatedUniversity::end() {
  check(world_.house);
}

void SimulatedUniversity::check(House& house) {
  for (const auto& violation : check_invariants(house, world_.call("operator")).violations)
    wrong_.push_back(base::to_iso(world_.today()) + " invariant " +
                     std::to_string(violation.invariant) + " " + violation.subject + ": " +
                     violation.what);
}

void SimulatedUniversity::look_at(Human& human) {
  if (!human.member.account) return;
  const bool due = human.standing.next_change && *human.standing.next_change <= world_.today();
  // Some are looked at though nothing is due: then nothing may be different.
  if (!human.touched && !due && !chance(0.02)) return;
  const auto dossier = world_.dossier(human.person);
  auto after = core::decide(patras(), dossier, world_.today());
  if (!human.touched && !due && after != human.standing)
    tell(human, "has another standing though no change was announced");
  compare(human, after, dossier);
  check_addresses(human, *dossier.account);
  human.standing = std::move(after);
  human.touched = human.shut_by_hand = false;
}

void SimulatedUniversity::compare(const Human& human, const core::Standing& after,
                                  const core::Dossier& dossier) {
  for (const auto& was : human.standing.services) {
    const auto* is = after.find(was.service);
    const auto& key = patras().services[was.service].key;
    if (!is) return tell(human, key + " is forgotten");
    if (stays_open_for_ever(was) && is->until.kind != core::Until::Kind::for_ever)
      tell(human, key + " was for ever and is not");
    if (is->waits_for_notice) ++counts_.waited;
    if (!was.open() || is->open() || human.shut_by_hand) continue;
    ++counts_.ended;
    const bool told = std::ranges::any_of(dossier.notices, [&](const core::Notice& notice) {
      return notice.ending == is->until.last && notice.accepted &&
             *notice.accepted + days{patras().notices.minimum_days} <= world_.today();
    });
    if (is->gate != core::Gate::ended || !told) tell(human, key + " was taken away unheard");
  }
}

void SimulatedUniversity::check_addresses(const Human& human, const core::Account& account) {
  std::vector<std::string> names{account.username};
  for (const auto& address : account.addresses)
    names.push_back(address.local + "@" + patras().realms[address.realm].name);
  for (const auto& name : names)
    if (const auto [known, fresh] = holders_.emplace(name, human.n);
        !fresh && known->second != human.n)
      tell(human, name + " was somebody else's");
}

}  // namespace metroon::app
