// What people and staff do of a day.
#include <algorithm>

#include "app/claims.hpp"
#include "app/merge.hpp"
#include "app/secretariat.hpp"
#include "core/decide.hpp"
#include "scenario/university.hpp"
#include "support/made_up_people.hpp"

namespace metroon::scenario {
namespace {

const Belonging* going_on(const Human& human, Day today, core::Joining joining) {
  for (const auto& one : human.belongs)
    if (one.from <= today && !one.until &&
        app::patras().affiliations[app::kind(one.kind)].joining == joining)
      return &one;
  return nullptr;
}

std::string last_four(const std::string& number) {
  const auto folded = base::normalise_code(number);
  return folded.substr(folded.size() - 4);
}

}  // namespace

void University::people_act() {
  std::vector<unsigned> now{waiting_.begin(), waiting_.end()};
  for (const auto n : now) {
    auto& human = truth_.humans[n];
    auto& mine = papers(human);
    if (mine.activated || human.died) {
      waiting_.erase(n);
    } else if (mine.code) {
      if (dice_.chance(0.4)) activate(human);
    } else if (mine.application) {
      if (dice_.chance(0.3)) approve(human);
    } else if (dice_.chance(0.1)) {
      if (going_on(human, world_.today(), core::Joining::application) && !mine.account)
        apply(human);
      else if (mine.person)
        come_for_account(human);
    }
  }
  for (const auto& address : servers_.taken_now)
    if (const auto human = addresses_.find(address);
        human != addresses_.end() && dice_.chance(0.08))
      claim(truth_.humans[human->second]);
  const std::vector<unsigned> claiming{claiming_.begin(), claiming_.end()};
  for (const auto n : claiming)
    if (dice_.chance(0.05)) decide_claim(truth_.humans[n]);
  const std::vector<unsigned> doubled{doubled_.begin(), doubled_.end()};
  for (const auto n : doubled)
    if (dice_.chance(0.1)) merge(n);
  const auto draws = [&](double rate) {
    const double wanted = rate * static_cast<double>(truth_.humans.size());
    return static_cast<int>(wanted) + (dice_.chance(wanted - static_cast<int>(wanted)) ? 1 : 0);
  };
  const auto somebody = [&]() -> Human& { return dice_.one_of(truth_.humans); };
  for (int n = draws(0.0005); n > 0; --n) choose(somebody());
  for (int n = draws(0.0001); n > 0; --n) suspend(somebody());
  for (int n = draws(0.00005); n > 0; --n) change_name(somebody());
  for (int n = draws(0.00002); n > 0; --n) bury(somebody_to_bury());
  for (int n = draws(0.0002); n > 0; --n) servers_.bounce(somebody().email, dice_.chance(0.3));
}

// At the secretariat of the unit; whoever also applied, or has no unit any more, at the desk.
void University::come_for_account(Human& human) {
  auto& mine = papers(human);
  const auto record =
      world_.store->read([&](app::Ports& ports) { return ports.accounts.of_person(mine.person); });
  if (!record || record->account.closed) return;
  mine.account = record->account.id;
  mine.username = record->account.username;
  const auto* student = going_on(human, world_.today(), core::Joining::secretariat);
  const auto* other = going_on(human, world_.today(), core::Joining::application);
  if (student && !other) return at_secretariat(human, student->unit);
  if (other) at_desk(human);
}

std::string University::document_on_record(const Papers& mine) {
  return world_.store->read([&](app::Ports& ports) {
    return ports.people.find(mine.person)->identifiers.document_number;
  });
}

void University::at_desk(Human& human) {
  prove(human);
  papers(human).code = world_.hand_over(papers(human).account);
}

void University::at_secretariat(Human& human, const std::string& unit) {
  auto& mine = papers(human);
  if (!secretaries_.contains(unit))
    secretaries_.emplace(unit, world_.secretary("at-" + unit, {unit}));
  const auto known = document_on_record(mine);
  const auto typed = known.empty() ? human.identifiers.document_number : last_four(known);
  const auto sheet =
      hand_over_student(world_.house, world_.call("staff:at-" + unit), secretaries_.at(unit),
                        mine.person, {core::IdentityDocument::identity_card, typed, {}});
  if (!sheet) return;  // Not in the books yet, or held: comes again.
  mine.code = world_.printer.last_sheet->code;
}

void University::activate(Human& human) {
  auto& mine = papers(human);
  const auto code = *std::exchange(mine.code, std::nullopt);
  if (!check_activation_code(world_.house, world_.call(), code)) return;  // Too old: comes again.
  (void)world_.activate(code);
  mine.activated = world_.today();
  ++counts_.activated;
}

core::ApplicationForm University::form_of(const Human& human, std::string_view kind) const {
  auto form = world_.form(kind, human.n);
  form.first_name = human.names.first;
  form.last_name = human.names.last;
  form.birth = base::to_iso(human.birth);
  form.email = human.email;
  form.document_number = human.identifiers.document_number;
  form.afm = human.identifiers.afm;
  form.amka = human.identifiers.amka;
  return form;
}

void University::apply(Human& human) {
  world_.pass(std::chrono::seconds{20});  // A network may begin so many applications an hour.
  const auto* one = going_on(human, world_.today(), core::Joining::application);
  auto form = form_of(human, one->kind);
  form.unit = one->unit;
  papers(human).application = world_.apply(form);
  ++counts_.applied;
}

void University::approve(Human& human) {
  auto& mine = papers(human);
  const auto seen = *std::exchange(mine.application, std::nullopt);
  const auto as = [&](core::PersonId person) {
    return approve_application(
        world_.house, world_.office(), seen.id,
        {.version = seen.version, .username = {}, .same_as = person, .nobody_alike = !person});
  };
  auto done = as(mine.person);
  // Where the record does not show who it is, the office looks at others, and then sees nobody.
  for (const auto other : mine.doubles)
    if (!done) done = as(other);
  if (!done && mine.misborn) done = as({});
  if (!done)
    return tell(human, "cannot be approved: " + std::to_string(static_cast<int>(done.error())));
  belongs_to(human.n, done->person);
  if (mine.doubles.empty()) mine.account = done->account;
  const auto dossier = world_.dossier(done->person);
  const auto& given = dossier.affiliations.back();
  if (given.asserted_by == "application " + seen.number)  // Else a registry says so already.
    mine.said.push_back(
        {.by = "application", .kind = seen.kind, .from = given.from, .ends = given.ends});
}

// Two records of one human are made one (A3): which account stays is the rules' proposal.
void University::merge(unsigned n) {
  auto& mine = papers_[n];
  if (mine.closed) return;
  const auto other = mine.doubles.back();
  auto seen = preview_merge(world_.house, world_.office(), mine.person, other).value();
  if (!seen.keep_should_stay) std::swap(seen.keep, seen.other);
  // The office may choose otherwise where only one of the two has an account.
  if (!seen.other.side.dossier.account && dice_.chance(0.3)) std::swap(seen.keep, seen.other);
  const auto& keep = seen.keep.side.person;
  const auto& gone = seen.other.side.person;
  const auto done = merge_people(world_.house, world_.office(),
                                 {keep.id, keep.version, gone.id, gone.version, "ίδιο πρόσωπο"});
  if (!done)
    return tell(truth_.humans[n],
                "cannot be merged: " + std::to_string(static_cast<int>(done.error())));
  mine.doubles.pop_back();
  if (mine.doubles.empty()) doubled_.erase(n);
  mine.person = keep.id;
  const auto account = world_.dossier(keep.id).account;
  if (account && account->id != mine.account) {
    mine.account = account->id;
    mine.username = account->username;
    mine.code.reset();
  }
  mine.merged = world_.today();
  mine.corrected.reset();
  ++counts_.merged;
}

// "I am still a member": some are, and some would like to be.
void University::claim(Human& human) {
  auto& mine = papers(human);
  if (!mine.activated || mine.suspended || mine.closed || mine.claim || !mine.doubles.empty())
    return;
  const auto& kind = dice_.one_of(mine.said).kind;
  auto made = start_claim(
      world_.house, world_.call("holder:" + mine.username),
      {mine.account, mine.person, mine.username},
      {.kind = kind, .unit = {}, .until = base::to_iso(world_.today() + days{200}), .text = {}});
  if (!made) {
    if (made.error().problem == app::StartClaimProblem::fields) tell(human, "cannot claim");
    return;
  }
  mine.claim = *made;
  mine.claimed = world_.today();
  mine.uncertified = false;
  ++mine.claims;
  claiming_.insert(human.n);
  ++counts_.claimed;
  hand_in_papers(human, kind);
}

void University::decide_claim(Human& human) {
  auto& mine = papers(human);
  if (mine.closed) return (void)claiming_.erase(human.n);
  const bool belongs = human.is(mine.claim->kind, world_.today());
  if (belongs && mine.uncertified) certify_on_paper(human);
  const auto made = *std::exchange(mine.claim, std::nullopt);
  claiming_.erase(human.n);
  if (!belongs) {
    if (!refuse_claim(world_.house, world_.office(), made.id, made.version, "Όχι πια."))
      tell(human, "cannot be refused");
    return;
  }
  const bool late = made.until && *made.until < world_.today();
  const auto done = approve_claim(world_.house, world_.office(), made.id, made.version,
                                  late ? base::to_iso(world_.today() + days{100}) : "");
  if (!done) return tell(human, "claim: " + std::to_string(static_cast<int>(done.error())));
  const auto given = world_.dossier(mine.person).affiliations.back();
  mine.said.push_back(
      {.by = "claim " + made.number, .kind = made.kind, .from = given.from, .ends = given.ends});
}

void University::choose(Human& human) {
  auto& mine = papers(human);
  if (!mine.activated || mine.suspended || mine.closed) return;
  const auto standing = world_.standing(mine.person);
  if (standing.services.empty()) return;
  const auto& service = dice_.one_of(standing.services);
  if (service.gate == core::Gate::ended) return;
  if (!set_choice(world_.house, world_.call("holder:" + mine.username),
                  {mine.account, mine.person, mine.username}, service.service, !service.on))
    return tell(human, "may not choose");
  mine.choices[service.service] = !service.on;
  ++counts_.chosen;
}

void University::suspend(Human& human) {
  auto& mine = papers(human);
  if (!mine.activated || mine.closed) return;
  const auto done =
      mine.suspended ? resume_account(world_.house, world_.office(), mine.account, "βρέθηκε")
                     : app::suspend_account(world_.house, world_.office(), mine.account, "εκλάπη");
  if (!done) return tell(human, "cannot be suspended or let go on");
  mine.suspended = !mine.suspended;
  ++counts_.suspended;
}

}  // namespace metroon::scenario
