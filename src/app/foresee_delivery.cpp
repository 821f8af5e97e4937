#include "app/foresee_delivery.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace metroon::app {
namespace {

constexpr std::size_t entries_at_once = 10'000;

using Acts = std::vector<ForeseenPerson::Act>;

std::int64_t number_in(std::string_view subject) {
  const auto begin = std::min(subject.find(':') + 1, subject.size());
  std::int64_t number = 0;
  std::from_chars(subject.data() + begin, subject.data() + subject.size(), number);
  return number;
}

// Collects the acts of a run from what the audit says of it.
class Witness {
 public:
  explicit Witness(Ports& ports) : ports_{ports} {}

  std::vector<ForeseenPerson> hear(std::int64_t after) {
    for (std::size_t size = entries_at_once; size == entries_at_once;) {
      const auto page = ports_.audit.list({}, after, entries_at_once);
      size = page.size();
      if (size > 0) after = page.back().number;
      for (const auto& one : page) hear(one.entry);
    }
    for (std::size_t at = 0; at < people_.size(); at += entries_at_once)
      know(std::span{people_}.subspan(at, std::min(entries_at_once, people_.size() - at)));
    return std::move(people_);
  }

 private:
  void hear(const AuditEntry& entry) {
    ForeseenPerson::Act act{entry.action, entry.detail};
    if (entry.subject.starts_with("account:"))
      return of_accounts_[{number_in(entry.subject)}].push_back(std::move(act));
    if (!entry.subject.starts_with("person:")) return;
    const core::PersonId person{number_in(entry.subject)};
    const auto [at, is_first] = places_.try_emplace(person, people_.size());
    if (is_first)
      people_.push_back(
          {.id = person, .names = {}, .username = {}, .acts = {}, .affiliations = {}});
    people_[at->second].acts.push_back(std::move(act));
  }

  void know(std::span<ForeseenPerson> some) {
    std::vector<core::PersonId> ids;
    for (const auto& one : some) ids.push_back(one.id);
    for (auto& person : ports_.people.find_all(ids))
      people_[places_.at(person.id)].names = std::move(person.names);
    const auto dossiers = ports_.people.dossiers(ids);
    for (std::size_t at = 0; at < some.size(); ++at) {
      some[at].affiliations = dossiers[at].affiliations;
      const auto& account = dossiers[at].account;
      if (!account) continue;
      some[at].username = account->username;
      const auto acts = of_accounts_.find(account->id);
      if (acts != of_accounts_.end())
        std::ranges::move(acts->second, std::back_inserter(some[at].acts));
    }
  }

  Ports& ports_;
  std::vector<ForeseenPerson> people_;
  std::unordered_map<core::PersonId, std::size_t> places_;
  std::unordered_map<core::AccountId, Acts> of_accounts_;
};

// Whoever it will be: not the one who started it.
Call second_person(const Call& call) {
  auto second = call;
  second.actor += " (second person)";
  return second;
}

}  // namespace

ForeseenDelivery foresee_delivery(House& copy, const Call& call, const core::Registry& registry,
                                  const OpenDelivery& open) {
  const auto before = copy.store.read([](Ports& ports) { return ports.audit.count(); });
  ForeseenDelivery foreseen{
      .run = run_delivery(copy, call, registry, open), .bad = {}, .people = {}};
  if (!foreseen.run.applied && core::may_be_confirmed(foreseen.run.verdict)) {
    auto done = confirm_delivery(copy, second_person(call), registry, open, foreseen.run.id);
    if (done) {
      foreseen.run = std::move(*done);
      foreseen.confirmed = true;
    }
  }
  copy.store.read([&](Ports& ports) {
    foreseen.bad = ports.registries.bad(foreseen.run.id, 1000);
    foreseen.people = Witness{ports}.hear(before);
  });
  return foreseen;
}

}  // namespace metroon::app
