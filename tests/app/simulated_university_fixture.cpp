// What people do in a simulated university.
#include "app/simulated_university.hpp"

#include "app/suspension.hpp"
#include "core/names.hpp"

namespace metroon::app {
namespace {

constexpr int most_people = 200;

}  // namespace

void SimulatedUniversity::live_a_day() {
  world_.go_to(world_.today() + days{1});
  if (counts_.people < most_people && chance(0.25)) arrive();
  for (auto& human : humans_) step(human);
  (void)expire_applications(world_.house, world_.call("system"));
  for (auto& human : humans_) look_at(human);
  check_evening();
}

template <class Act>
void SimulatedUniversity::act(const Human& human, const char* name, Act&& what) {
  const auto count = [&] {
    return world_.store->read([](Ports& ports) { return ports.audit.count(); });
  };
  const auto before = count();
  what();
  if (count() == before) tell(human, std::string{name} + " left no entry in the audit");
}

void SimulatedUniversity::tell(const Human& human, const std::string& what) {
  wrong_.push_back(base::to_iso(world_.today()) + " human " + std::to_string(human.n) + ": " +
                   what);
}

void SimulatedUniversity::arrive() {
  humans_.push_back({.n = static_cast<unsigned>(++counts_.people)});
  auto& human = humans_.back();
  if (!chance(0.4)) return apply(human);
  const auto ends = world_.today() + days{between(60, 1200)};
  const auto [person, account] =
      world_.enrol("undergraduate", human.n, ends,
                   chance(0.7) ? core::Ending::graduation : core::Ending::lapsed);
  human.person = person;
  human.member = {person, account, world_.account(account).account.username, {}};
}

void SimulatedUniversity::apply(Human& human) {
  std::vector<const core::AffiliationKind*> kinds;
  for (const auto& kind : patras().affiliations)
    if (kind.joining == core::Joining::application) kinds.push_back(&kind);
  const auto& chosen =
      *kinds[static_cast<std::size_t>(between(0, static_cast<int>(kinds.size()) - 1))];
  auto form = world_.form(chosen.key, human.n);
  // A member may come back without their numbers and in the other alphabet.
  if (human.person && chance(0.3)) {
    form.first_name = core::elot743(form.first_name);
    form.last_name = core::elot743(form.last_name);
    form.father_name.clear();
    form.afm.clear();
    form.amka.clear();
  }
  if (chosen.needs_period)
    form.period_until = base::to_iso(world_.today() + days{between(30, 900)});
  act(human, "application", [&] { human.application = world_.apply(form); });
}

void SimulatedUniversity::step(Human& human) {
  if (human.application && chance(0.2)) decide_on(human);
  if (human.member.account && !human.active && !human.code && chance(0.1)) collect(human);
  if (human.code && chance(0.3)) activate(human);
  if (human.active) live(human);
  if (!human.person && !human.application && chance(0.01)) apply(human);
}

void SimulatedUniversity::decide_on(Human& human) {
  const auto seen = *human.application;
  if (chance(0.05)) {
    act(human, "rejection", [&] {
      if (!reject_application(world_.house, world_.office(), seen.id, seen.version, "Όχι."))
        tell(human, "cannot be rejected");
    });
    human.application.reset();
    return;
  }
  const Approval approval{.version = seen.version,
                          .username = {},
                          .same_as = human.person,
                          .nobody_alike = !human.person};
  act(human, "approval", [&] {
    const auto done = approve_application(world_.house, world_.office(), seen.id, approval);
    if (!done) return tell(human, "cannot be approved");
    if (human.person && done->person != human.person) tell(human, "became two people");
    if (human.member.account && done->account != human.member.account)
      tell(human, "has two accounts");
    human.person = done->person;
    human.member = {
        done->person, done->account, world_.account(done->account).account.username, {}};
  });
  if (approve_application(world_.house, world_.office(), seen.id, approval))
    tell(human, "was approved twice");
  human.application.reset();
  human.touched = true;
  ++counts_.approved;
}

void SimulatedUniversity::collect(Human& human) {
  if (hand_over(world_.house, world_.office(), world_.officer, human.member.account))
    tell(human, "was handed an account without a proof of today");
  act(human, "proof", [&] { (void)world_.prove(human.person); });
  act(human, "hand-over", [&] { human.code = world_.hand_over(human.member.account); });
  human.touched = true;
}

void SimulatedUniversity::activate(Human& human) {
  const auto code = *std::exchange(human.code, std::nullopt);
  act(human, "activation", [&] { human.member.session = world_.activate(code); });
  if (check_activation_code(world_.house, world_.call(), code))
    tell(human, "has a code that works twice");
  if (!human.active) ++counts_.activated;
  human.active = human.touched = true;
}

void SimulatedUniversity::live(Human& human) {
  if (chance(0.002)) choose(human);
  if (chance(0.0005) || (human.suspended && chance(0.2))) suspend(human);
  if (chance(0.0005)) {  // A forgotten password.
    act(human, "proof", [&] { (void)world_.prove(human.person); });
    human.code = world_.hand_over(human.member.account);
    human.touched = true;
  }
  if (!human.application && chance(0.001)) return_as_something_else(human);
  notify(human);
}

void SimulatedUniversity::choose(Human& human) {
  if (human.standing.services.empty()) return;
  const auto last = static_cast<int>(human.standing.services.size()) - 1;
  const auto& service = human.standing.services[static_cast<std::size_t>(between(0, last))];
  if (service.gate == core::Gate::ended) return;
  act(human, "choice", [&] {
    if (!set_choice(world_.house, world_.call(), world_.holder(human.member), service.service,
                    !service.on))
      tell(human, "may not choose");
  });
  human.touched = human.shut_by_hand = true;
}

void SimulatedUniversity::suspend(Human& human) {
  human.suspended = !human.suspended;
  const auto change = human.suspended ? suspend_account : resume_account;
  if (!change(world_.house, world_.office(), human.member.account, "stolen"))
    tell(human, "cannot be stopped or let go on");
  human.touched = human.shut_by_hand = true;
  ++counts_.suspended;
}

void SimulatedUniversity::return_as_something_else(Human& human) {
  apply(human);
  ++counts_.returned;
}

// Every other mail is taken.
void SimulatedUniversity::notify(Human& human) {
  if (human.standing.notices.empty()) return;
  if (world_.standing(human.person).notices.empty()) return;  // A new capacity has overtaken them.
  act(human, "notice", [&] { world_.send_notices(human.person, chance(0.5)); });
  human.touched = true;
}

}  // namespace metroon::app
