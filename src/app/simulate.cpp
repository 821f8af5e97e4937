#include "app/simulate.hpp"

#include "app/everybody.hpp"
#include "core/earlier_rules.hpp"

namespace metroon::app {
namespace {

constexpr std::size_t batch = 1000;
constexpr std::size_t most_events = 200;  // Of one person.

void count(Affected& affected, const core::Account& account, std::size_t most) {
  ++affected.count;
  if (affected.usernames.size() < most) affected.usernames.push_back(account.username);
}

class Simulator {
 public:
  Simulator(const core::Policy& policy, Day today, const SimulationWish& wish)
      : policy_{policy}, today_{today}, wish_{wish} {
    if (wish.other == nullptr) return;
    other_ = *wish.other;
    core::follow(*other_, core::on_record(policy), today);
    map_.emplace(policy, *other_);
  }

  void person(const core::Dossier& dossier) {
    ++result_.people;
    if (!dossier.account) return;
    ++result_.accounts;
    if (!map_) return foresee(policy_, dossier, core::decide(policy_, dossier, today_));
    const auto other = (*map_)(dossier);
    const auto after = core::decide(*other_, other, today_);
    foresee(*other_, other, after);
    compare(dossier, other, after);
  }

  [[nodiscard]] Simulation result() { return std::move(result_); }

 private:
  void foresee(const core::Policy& rules, const core::Dossier& dossier,
               const core::Standing& first) {
    const bool quiet = first.notices.empty() && !first.reminder &&
                       (!first.next_change || *first.next_change > wish_.until);
    if (quiet) return;
    for (const auto& event : core::timeline(rules, dossier, today_, most_events)) {
      if (event.day > wish_.until) break;
      if (event.what == core::TimelineEvent::What::kept_for_ever) continue;
      if (event.services.empty())
        count(result_.events[{event.day, event.what, ""}], *dossier.account, wish_.usernames);
      for (const auto service : event.services)
        count(result_.events[{event.day, event.what, rules.services[service].key}],
              *dossier.account, wish_.usernames);
    }
  }

  void compare(const core::Dossier& dossier, const core::Dossier& other,
               const core::Standing& after) {
    const auto before = core::decide(policy_, dossier, today_);
    for (const auto& one : core::compare({policy_, dossier, before}, {*other_, other, after}))
      count(result_.changes[{one.effect, one.kind, one.service}], *dossier.account,
            policy_examples);
  }

  const core::Policy& policy_;
  Day today_;
  const SimulationWish& wish_;
  std::optional<core::Policy> other_;
  std::optional<core::PolicyMap> map_;
  Simulation result_;
};

}  // namespace

Simulation simulate(Ports& ports, const core::Policy& policy, Day today,
                    const SimulationWish& wish) {
  Simulator simulator{policy, today, wish};
  each_page_of_everybody(ports, batch, [&](const auto& page) {
    for (const auto& dossier : page) simulator.person(dossier);
  });
  return simulator.result();
}

Simulation simulate(House& house, const Call& call, const SimulationWish& wish) {
  return house.store.read(
      [&](Ports& ports) { return simulate(ports, house.policy, call.now.day, wish); });
}

}  // namespace metroon::app
