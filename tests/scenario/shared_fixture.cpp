// Non-personal accounts: who asks for them, acts on them, leaves them and follows (A4, invariant
// 6).
#include <algorithm>

#include "app/succession.hpp"
#include "core/decide.hpp"
#include "scenario/university.hpp"

namespace metroon::scenario {
namespace {

using app::patras;

// The end of a capacity may be recorded for some days later than it was said.
constexpr days recorded_later{20};

bool can_sign_in(const Papers& papers) {
  return papers.activated && !papers.suspended && !papers.closed;
}

}  // namespace

// Whether they have such a capacity by what Metroon was told, and not by its dossiers; empty while
// that is not certain.
std::optional<bool> University::has_capacity(unsigned human, bool (*fits)(const Said&),
                                             Day on) const {
  const auto& mine = papers_[human];
  if (mine.closed) return false;
  bool lately = !mine.doubles.empty();
  for (const auto& said : mine.said) {
    if (!fits(said) || said.from > on) continue;
    if (!said.ends || on < *said.ends) return lately ? std::nullopt : std::optional{true};
    const auto recorded =
        std::max({*said.ends, mine.moved.value_or(Day{}), mine.postponed.value_or(Day{})});
    lately = lately || on < recorded + recorded_later;
  }
  return lately ? std::nullopt : std::optional{false};
}

std::optional<bool> University::may_own(unsigned human, Day on) const {
  return has_capacity(
      human, [](const Said& said) { return said.kind == "faculty" || said.head; }, on);
}

std::optional<bool> University::any_may_own(const std::set<unsigned>& owners) const {
  bool certain = true;
  for (const auto human : owners) {
    const auto may = may_own(human);
    if (may.value_or(false)) return true;
    certain = certain && may;
  }
  return certain ? std::optional{false} : std::nullopt;
}

app::HolderSession University::signed_in(unsigned human) const {
  const auto& mine = papers_[human];
  return {mine.account, mine.person, mine.username};
}

// As it stands in the books.
std::set<unsigned> University::owners_of(const core::SharedDossier& dossier) {
  std::set<unsigned> owners;
  for (const auto& owner : dossier.owners)
    if (const auto human = people_.find(owner.person); human != people_.end())
      owners.insert(human->second);
    else
      tell("a non-personal account belongs to nobody");
  return owners;
}

core::SharedDossier University::shared_dossier(const Mailbox& mailbox) {
  return world_.store->read(
      [&](app::Ports& ports) { return ports.accounts.shared_dossier(mailbox.id).value(); });
}

void University::mailboxes_go_on() {
  if (dice_.chance(std::min(1.0, static_cast<double>(truth_.humans.size()) * 0.000015)))
    ask_for_mailbox();
  std::vector<AskedMailbox> undecided;
  for (const auto& one : asked_)
    if (!dice_.chance(0.2) || !decide_mailbox(one)) undecided.push_back(one);
  asked_ = std::move(undecided);
  for (auto& mailbox : mailboxes_)
    if (dice_.chance(mailbox.activated ? 0.005 : 0.2)) set_password(mailbox);
  if (!mailboxes_.empty() && dice_.chance(0.01)) suspend(dice_.one_of(mailboxes_));
  if (dice_.chance(0.1)) name_successors();
}

// Mostly somebody who may; the others are refused.
void University::ask_for_mailbox() {
  const bool anybody = dice_.chance(0.2);
  std::vector<unsigned> asking;
  for (const auto& human : truth_.humans)
    if (can_sign_in(papers(human)) && !human.died && (anybody || may_own(human.n) == true))
      asking.push_back(human.n);
  if (asking.empty()) return;
  const auto n = dice_.one_of(asking);
  const auto name = dice_.chance(0.1) ? dice_.one_of(papers_).username
                                      : "office" + std::to_string(dice_.between(1, 99));
  const auto may = may_own(n);
  const auto asked =
      request_shared(world_.house, world_.call("holder:" + papers_[n].username), signed_in(n), name,
                     "Γραμματεία", "Για να γράφουν όλοι σε ένα μέρος");
  using Problem = app::SharedRequestProblem;
  const bool refused = !asked && asked.error() == Problem::not_entitled;
  if (may && *may == refused)
    tell(truth_.humans[n], "asked for a non-personal account, and the answer is wrong");
  if (asked) asked_.push_back({n, *asked});
}

// @return whether it was.
bool University::decide_mailbox(const AskedMailbox& asked) {
  using Problem = app::SharedDecisionProblem;
  const auto& request = asked.request;
  const auto may = may_own(asked.human);
  const auto done = approve_shared(world_.house, world_.office(), request.id, request.version);
  if (!done) {
    if (done.error() == Problem::owner_not_entitled && may == true)
      tell(truth_.humans[asked.human], "may own a non-personal account, and is refused");
    if (!reject_shared(world_.house, world_.office(), request.id, request.version, "Όχι τώρα."))
      tell("a non-personal account cannot be refused");
    return true;
  }
  if (may == false) tell(truth_.humans[asked.human], "may own no non-personal account, and does");
  mailboxes_.push_back({.id = done->account, .username = request.username});
  mailboxes_.back().named.insert(asked.human);
  mailboxes_.back().owners.insert(asked.human);
  ++counts_.mailboxes;
  return true;
}

// By somebody who owns it, or once did.
void University::set_password(Mailbox& mailbox) {
  const auto n = *std::next(mailbox.named.begin(),
                            static_cast<std::ptrdiff_t>(dice_.below(mailbox.named.size())));
  if (!can_sign_in(papers_[n]) || truth_.humans[n].died) return;
  const auto owners = owners_of(shared_dossier(mailbox));
  const auto may = may_own(n), any = any_may_own(owners);
  const base::Secret password{std::string{app::good_password}};
  const bool done = set_shared_password(world_.house, world_.call("holder:" + papers_[n].username),
                                        signed_in(n), mailbox.id, password, password)
                        .has_value();
  if (done && !owners.contains(n))
    tell(truth_.humans[n], "decides about " + mailbox.username + ", and does not own it");
  // While another owner may own it, whoever has left decides no more.
  if (may && any && owners.contains(n) && done != (*may || !*any))
    tell(truth_.humans[n], "decides about " + mailbox.username + ", or does not");
  mailbox.activated = mailbox.activated || done;
}

void University::suspend(Mailbox& mailbox) {
  const auto done = mailbox.suspended
                        ? resume_account(world_.house, world_.office(), mailbox.id, "βρέθηκε")
                        : suspend_account(world_.house, world_.office(), mailbox.id, "εκλάπη");
  if (!done) tell(mailbox.username + " cannot be suspended or let go on");
  mailbox.suspended = !mailbox.suspended;
}

// An owner names somebody, or the office does; some name whom they may not, and some have another
// owner beside them before anybody asks.
void University::name_successors() {
  std::vector<unsigned> fit;
  for (const auto& human : truth_.humans)
    if (may_own(human.n) == true && can_sign_in(papers(human))) fit.push_back(human.n);
  for (const auto& view : open_successions(world_.house, world_.office())) {
    if (!dice_.chance(0.2)) continue;
    const auto mailbox = std::ranges::find(mailboxes_, view.account.account.id, &Mailbox::id);
    if (mailbox == mailboxes_.end()) {
      tell("a successor is asked for of an account that nobody asked for");
      continue;
    }
    const bool anybody = fit.empty() || dice_.chance(0.2);
    name_successor(*mailbox, anybody ? dice_.one_of(truth_.humans).n : dice_.one_of(fit));
  }
  if (!mailboxes_.empty() && !fit.empty() && dice_.chance(0.05))
    name_successor(dice_.one_of(mailboxes_), dice_.one_of(fit));
}

// Now and then one who owns a non-personal account.
Human& University::somebody_to_bury() {
  if (!mailboxes_.empty() && dice_.chance(0.2))
    if (const auto& owners = dice_.one_of(mailboxes_).owners; !owners.empty())
      return truth_.humans[*owners.begin()];
  return dice_.one_of(truth_.humans);
}

void University::name_successor(Mailbox& mailbox, unsigned successor) {
  const auto owners = owners_of(shared_dossier(mailbox));
  const auto& theirs = papers_[successor];
  if (theirs.username.empty() || owners.contains(successor) || owners.empty()) return;
  const auto by = *owners.begin();
  const bool by_owner = can_sign_in(papers_[by]) && dice_.chance(0.5);
  const auto may = may_own(successor), decides = may_own(by), any = any_may_own(owners);
  const auto done =
      by_owner ? app::name_successor(world_.house, world_.call("holder:" + papers_[by].username),
                                     signed_in(by), mailbox.id, theirs.username)
               : app::name_successor(world_.house, world_.office(), mailbox.id, theirs.username);
  if (done) {
    mailbox.named.insert(successor);
    ++counts_.successors;
  }
  if (by_owner && !(decides && any && (*decides || !*any))) return;
  if (may && done.has_value() != (*may && can_sign_in(theirs)))
    tell(truth_.humans[successor], "follows on the owner of " + mailbox.username + ", or does not");
}

// Whatever was touched, and of the others some each day.
void University::look_at_mailboxes(const std::set<core::AccountId>& touched, bool all) {
  const auto turns = 1 + mailboxes_.size() / 4;
  const auto turn = static_cast<std::size_t>(world_.today().time_since_epoch().count()) % turns;
  for (std::size_t at = 0; at < mailboxes_.size(); ++at) {
    auto& mailbox = mailboxes_[at];
    if (all || at % turns == turn || touched.contains(mailbox.id)) {
      const auto dossier = shared_dossier(mailbox);
      opens_what_it_may(mailbox, dossier);
      if (!oracle_.is_name_of(mailbox.username, Oracle::first_mailbox + static_cast<unsigned>(at)))
        tell(mailbox.username + " was somebody else's");
      look_at_owners(mailbox, owners_of(dossier));
    }
    mailbox.fit.clear();
    for (const auto human : mailbox.owners)
      if (may_own(human, world_.today() + days{1}) == true) mailbox.fit.insert(human);
  }
}

// Nothing else, and that without an end.
void University::opens_what_it_may(const Mailbox& mailbox, const core::SharedDossier& dossier) {
  const auto standing = core::decide_shared(rules_, dossier, world_.today());
  const bool may = mailbox.activated && !mailbox.suspended;
  for (core::ServiceIndex service = 0; service < patras().services.size(); ++service) {
    const auto& key = patras().services[service].key;
    const bool its_own = key == "email" || key == "lists";
    if (standing.opens(service) != (its_own && may))
      tell(mailbox.username + ": " + key + (its_own ? " is shut, or opens too soon" : " is open"));
    const auto* found = standing.find(service);
    if (found && (found->shuts || found->until.kind == core::Until::Kind::day))
      tell(mailbox.username + ": " + key + " ends by time");
  }
}

// For somebody who looks for a fault; empty if it is no non-personal account.
std::string University::story_of_owners(std::string_view subject) {
  std::string told;
  for (const auto& mailbox : mailboxes_) {
    if (app::subject("account", mailbox.id) != subject) continue;
    const auto dossier = shared_dossier(mailbox);
    for (const auto& owner : dossier.owners)
      if (const auto human = people_.find(owner.person); human != people_.end())
        told += "\n owner " + std::to_string(human->second) + " " +
                story(papers_[human->second], owner, nullptr);
    for (const auto& one : world_.actions(std::string{subject})) told += "\n " + one;
  }
  return told;
}

void University::look_at_owners(Mailbox& mailbox, const std::set<unsigned>& owners) {
  const auto name = [&](unsigned human) { return " human " + std::to_string(human); };
  if (owners.empty()) return tell(mailbox.username + " has no owner");
  for (const auto human : owners)
    if (!mailbox.named.contains(human))
      tell(mailbox.username + " has an owner whom nobody named:" + name(human));
  for (const auto human : mailbox.owners)
    if (!owners.contains(human) && may_own(human) == true && mailbox.fit.contains(human))
      tell(mailbox.username + " has lost an owner who may own it:" + name(human));
  const auto any = any_may_own(owners);
  const auto asked = world_.store->read(
      [&](app::Ports& ports) { return ports.nights.successor_asked(mailbox.id); });
  // The night knows what was so the evening before.
  if (any == false && mailbox.any_may == false && !asked)
    tell(mailbox.username + ": nobody was asked who follows");
  if (any == true && mailbox.any_may == true)
    for (const auto human : owners)
      if (may_own(human) == false && mailbox.left.contains(human))
        tell(mailbox.username + " is still owned by who has left:" + name(human));
  mailbox.left.clear();
  for (const auto human : owners)
    if (may_own(human) == false) mailbox.left.insert(human);
  if (any == false && mailbox.any_may != false) ++counts_.orphaned;
  mailbox.any_may = any;
  mailbox.owners = owners;
}

}  // namespace metroon::scenario
