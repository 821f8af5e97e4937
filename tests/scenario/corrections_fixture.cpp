// Names that change, by marriage or because a spelling was wrong, and deaths: what the office does,
// and what the registries hear of it late or never.
#include <algorithm>

#include "app/suspension.hpp"
#include "scenario/university.hpp"

namespace metroon::scenario {

void University::change_name(Human& human) {
  if (human.died) return;
  truth_.rename(human);
  const auto n = human.n;
  const auto in_days = [&](int most) { return world_.today() + days{dice_.between(0, most)}; };
  if (dice_.chance(0.8)) ahead_.emplace(in_days(60), [=, this] { correct(truth_.humans[n]); });
  for (const auto office : {Office::students, Office::personnel, Office::research})
    if (dice_.chance(0.7))
      ahead_.emplace(in_days(400), [=, this] { truth_.hear_name(truth_.humans[n], office); });
}

void University::prove(const Human& human) {
  auto& mine = papers(human);
  if (!document_on_record(mine).empty())
    (void)world_.prove(mine.person);
  else if (!prove_by_new_document(world_.house, world_.office(), world_.officer.id, mine.person,
                                  core::IdentityDocument::identity_card,
                                  human.identifiers.document_number, "πρώτη φορά"))
    tell(human, "cannot prove who they are");
}

// E1: at the desk, with the paper of today.
void University::correct(const Human& human) {
  auto& mine = papers(human);
  if (!mine.person || human.died || !mine.doubles.empty()) return;
  prove(human);
  auto data = form_of(human, "contractor");
  data.first_latin = human.names.first_latin;
  data.last_latin = human.names.last_latin;
  const auto version = world_.store->read(
      [&](app::Ports& ports) { return ports.people.find(mine.person)->version; });
  const auto done =
      correct_person(world_.house, world_.office(), mine.person,
                     {.version = version, .data = data, .reason = "ληξιαρχική πράξη γάμου"});
  if (!done)
    return tell(human,
                "cannot be corrected: " + std::to_string(static_cast<int>(done.error().problem)));
  mine.corrected = done->names;
  ++counts_.corrected;
  if (dice_.chance(0.5)) add_new_address(human);
}

// Of the new name, beside the one before.
void University::add_new_address(const Human& human) {
  const auto& mine = papers(human);
  const auto view = open_person(world_.house, world_.office(), mine.person);
  if (!view->dossier.account) return;
  if (view->alias_proposals.empty()) return tell(human, "gets no address proposed");
  if (!add_alias(world_.house, world_.office(), mine.person, view->alias_proposals.front()))
    tell(human, "cannot have another address");
}

// Whatever registries go on sending, what the office has seen on paper stays.
void University::look_at_names() {
  std::vector<core::PersonId> corrected;
  for (const auto& mine : papers_)
    if (mine.corrected && mine.doubles.empty()) corrected.push_back(mine.person);
  const auto people =
      world_.store->read([&](app::Ports& ports) { return ports.people.find_all(corrected); });
  for (const auto& person : people) {
    const auto& human = truth_.humans[people_.at(person.id)];
    if (person.names != *papers(human).corrected)
      tell(human, "has another name than the office has written");
    if (person.birth != human.birth) tell(human, "was born on another day");
  }
}

// The office closes the account; some of the offices that keep registries never hear of it. What
// the post can bring is out before.
void University::bury(Human& human) {
  auto& mine = papers(human);
  if (human.died || !mine.doubles.empty()) return;
  post();
  truth_.die(human, world_.today(), dice_.chance(0.5));
  ++counts_.dead;
  if (!mine.person) return;
  const auto record =
      world_.store->read([&](app::Ports& ports) { return ports.accounts.of_person(mine.person); });
  if (!record) return;
  if (!close_account(world_.house, world_.office(), record->account.id, "απεβίωσε"))
    return tell(human, "cannot be closed");
  mine.account = record->account.id;
  mine.username = record->account.username;
  mine.code.reset();
  mine.closed = world_.today();
  servers_.mourn(human.email);
}

// Nobody writes to the family.
void University::look_at_mourning() {
  for (const auto& [address, subject] : std::exchange(servers_.to_the_dead, {})) {
    const auto& human = truth_.humans[addresses_.at(address)];
    if (papers(human).closed && papers(human).doubles.empty())
      tell(human, "is dead, and was written to: " + subject);
  }
}

}  // namespace metroon::scenario
