// How the university's registries reach Metroon, and what it is expected to make of them.
#include <algorithm>

#include "scenario/university.hpp"

namespace metroon::scenario {
namespace {

using core::DeliveryVerdict;

// Held for so long, and then until another notice.
constexpr days longest_claim{90 + 2 * 30};

Said said_of(const Row& row) {
  return {.by = row.key,
          .kind = app::patras().affiliations[row.says.kind].key,
          .from = row.says.from,
          .ends = row.says.ends,
          .ending = row.says.ending,
          .word = row.says.ends,
          .head = row.says.head_of_unit};
}

// Whether what a row has said before ends no sooner than that.
bool goes_on(const Papers& papers, const std::string& key, Day soon) {
  const auto said = std::ranges::find(papers.said, key, &Said::by);
  return said != papers.said.end() && (!said->ends || *said->ends > soon);
}

// A degree that somebody else has recorded for a later day is one all the same.
void end_by_silence(Said& said, Day day) {
  if (said.ends && *said.ends <= day) return;
  if (!said.ends || said.ends == said.word) said.ending = core::Ending::lapsed;
  said.ends = std::max(said.from, day);
}

// Keys of which a full file is silent, as far as it can be read: whoever may stand in a row that
// cannot be is not left out.
template <class Beliefs>
std::set<std::string> silent(const Beliefs& beliefs, const File& file) {
  std::set<std::string> told, silent;
  for (const auto& row : file.rows) {
    const bool nameless = row->bad && row->says.key.empty() && !beliefs.contains(row->key);
    if (nameless) return {};
    told.insert(row->key);
    if (row->bad) told.insert(row->says.key);
  }
  for (const auto& [key, known] : beliefs)
    if (!told.contains(key)) silent.insert(key);
  return silent;
}

}  // namespace

void University::deliver(Desk& desk) {
  world_.pass(std::chrono::minutes{1});
  const auto file = desk.registrar.file(world_.now, world_.today());
  ++counts_.deliveries;
  ++counts_.lies[file.lie];
  run(desk, file);
}

void University::run(Desk& desk, const File& file) {
  const auto& registry = desk.registrar.registry;
  const auto wanted = expected(desk, file);
  app::RegistryRun done;
  surviving([&](House& house) {
    done = run_delivery(house, world_.call("operator"), registry, Registrar::open(file));
  });
  if (done.verdict != wanted)
    tell(registry.name + ": the guard said " + std::string{core::to_word(done.verdict)} +
         " and not " + std::string{core::to_word(wanted)});
  counts_.stopped += done.applied ? 0 : 1;
  if (done.applied && file.lie == Lie::kinds_wrong && file.rows.size() > 100)
    tell(registry.name + ": a wrong map of capacities was believed");
  // The second person looks into what was stopped, and lets through what is true.
  if (!done.applied && core::may_be_confirmed(done.verdict) && file.lie == Lie::none) {
    const auto confirmed =
        confirm_delivery(world_.house, world_.office(), registry, Registrar::open(file), done.id);
    if (!confirmed) return tell(registry.name + ": a true delivery cannot be confirmed");
    ++counts_.confirmed;
    done = *confirmed;
  }
  if (!done.applied) return;
  believe(desk, file);
  desk.registrar.applied(file);
  desk.last_made = file.made;
}

// The guard, told again.
core::DeliveryVerdict University::expected(const Desk& desk, const File& file) const {
  if (!file.whole) return DeliveryVerdict::not_whole;
  if (file.made < desk.last_made) return DeliveryVerdict::late;
  const auto soon = world_.today() + days{rules_.notices.days_before.front()};
  std::map<std::string, int> times;
  for (const auto& row : file.rows) ++times[row->key];
  double bad{0}, asserted{0}, newcomers{0}, endings{0};
  for (const auto& row : file.rows) {
    const bool twice = times[row->key] > 1;
    bad += row->bad || twice ? 1 : 0;
    const auto known = desk.beliefs.find(row->key);
    const bool asserted_now = known != desk.beliefs.end() && known->second.row;
    const auto before = known == desk.beliefs.end() ? RowPointer{}
                        : asserted_now              ? known->second.row
                                                    : known->second.erased;
    const bool unchanged = before && before->fingerprint == row->fingerprint;
    if (row->bad || twice || unchanged) continue;
    const bool another = asserted_now && row->says.kind != known->second.row->says.kind;
    newcomers += asserted_now && !another ? 0 : 1;
    if (another)
      endings += goes_on(papers_[known->second.human], row->key, soon) ? 1 : 0;
    else
      endings += asserted_now && row->says.ends && *row->says.ends <= soon ? 1 : 0;
  }
  const auto left_out = silent(desk.beliefs, file);
  for (const auto& [key, known] : desk.beliefs) {
    asserted += known.row ? 1 : 0;
    if (known.row && desk.registrar.registry.full && left_out.contains(key)) ++endings;
  }
  const auto rows = static_cast<double>(file.rows.size());
  if (desk.registrar.registry.full && asserted > 0 && rows == bad) return DeliveryVerdict::emptied;
  if (bad > 0.02 * rows) return DeliveryVerdict::too_many_bad_rows;
  if (endings > 0.05 * std::max(asserted, 50.0)) return DeliveryVerdict::too_many_endings;
  if (asserted < 50) return DeliveryVerdict::fine;
  if (newcomers > 0.30 * asserted) return DeliveryVerdict::too_many_newcomers;
  return DeliveryVerdict::fine;
}

void University::believe(Desk& desk, const File& file) {
  const auto left_out = silent(desk.beliefs, file);
  for (const auto& row : file.rows) {
    const auto known = desk.beliefs.find(row->key);
    if (known == desk.beliefs.end() || known->second.row != row) believe_row(desk, file, row);
  }
  if (!desk.registrar.registry.full) return;
  for (auto one = desk.beliefs.begin(); one != desk.beliefs.end(); ++one)
    if (left_out.contains(one->first)) believe_ended(desk, one, world_.today());
}

void University::believe_ended(Desk&, Beliefs::iterator one, Day day) {
  auto& [key, known] = *one;
  if (known.row) note_end(papers_[known.human]);
  known.row = nullptr;  // Comes back: everything is said anew.
  for (auto& said : papers_[known.human].said)
    if (said.by == key) end_by_silence(said, day), said.word = said.ends;
}

void University::rename(unsigned human, Said& said, const std::string& name) {
  for (auto& hold : papers_[human].holds)
    if (hold.said == said.by) hold.said = name;
  for (auto& campaign : campaigns_)
    for (auto& member : campaign.members)
      if (member.human == human && member.said == said.by) member.said = name;
  said.by = name;
}

// What an application alone said becomes the registry's, which may end it.
bool University::take_over_paper(unsigned human, const Said& now) {
  const auto today = world_.today();
  if (now.from > today || (now.ends && *now.ends <= today)) return false;
  auto& all = papers_[human].said;
  const auto paper = std::ranges::find_if(all, [&](const Said& one) {
    return one.by == "application" && one.kind == now.kind && !one.ends && one.from <= today &&
           one.kind != "researcher" && one.kind != "contractor";
  });
  if (paper == all.end()) return false;
  rename(human, *paper, now.by);
  restate(human, *paper, now);
  return true;
}

// Somebody came back under their old number in another capacity: what the old one gave is kept or
// ended by its own rules.
void University::now_another(unsigned human, Said& said) {
  auto& mine = papers_[human];
  auto name = said.by;
  while (std::ranges::find(mine.said, name, &Said::by) != mine.said.end()) name += " before";
  rename(human, said, name);
  end_by_silence(said, world_.today());
  note_end(mine);
}

// Nothing ends before the day on which Metroon hears of it; what is over stays over, and who has
// graduated has graduated. An end that is not the registry's stays until it says something else.
void University::restate(unsigned human, Said& before, Said now) {
  const auto today = world_.today();
  auto& mine = papers_[human];
  const bool graduate =
      before.ends && *before.ends <= today && before.ending == core::Ending::graduation;
  if (before.ends && now.ends == before.word && !(now.ends && *now.ends <= *before.ends)) {
    now.ends = before.ends;
    now.ending = before.ending;
  } else if (mine.activated && graduate && !(now.ends && *now.ends <= today)) {
    now_another(human, before);
    mine.said.push_back(now);
    return;
  } else if (now.ends) {
    now.ends = std::max(*now.ends, std::min(before.ends.value_or(today), today));
    if (graduate) now.ending = core::Ending::graduation;
  }
  before = now;
}

void University::note_end(Papers& mine, std::optional<Day> given) const {
  const bool again = mine.moved.has_value();
  mine.moved = world_.today();
  const auto put_off = [&](Day until) {
    constexpr days announced{14};  // Some of the days after it were announced about something else.
    if (until > world_.today())
      mine.postponed = std::max(mine.postponed.value_or(until), until + announced);
  };
  // One that was announced, taken back and given again is recorded for the day after.
  if (again && given) put_off(std::max(*given, world_.today()) + days{1});
  for (const auto& hold : mine.holds)
    if (hold.until) put_off(*hold.until);
  if (mine.claimed) put_off(*mine.claimed + longest_claim);
  // What rules take was announced for a day of its own.
  for (const Day day : new_rules_)
    if (day <= world_.today()) put_off(day + days{92});
}

// A row is taken over, or held for a reason.
void University::believe_row(Desk& desk, const File& file, const RowPointer& row) {
  const auto& human = truth_.humans[row->human];
  const auto stored = world_.store->read([&](app::Ports& ports) {
    return ports.registries.row(desk.registrar.registry.name, row->key);
  });
  const bool twisted = file.twisted.contains(row->key);
  const bool taken =
      stored && stored->state == app::RowState::asserted && stored->fingerprint == row->fingerprint;
  // Whose it was is erased: nobody comes of it while it says the same.
  if (stored && stored->state == app::RowState::erased && stored->fingerprint == row->fingerprint)
    return;
  if (!taken) {
    ++counts_.held;
    if (!twisted && !human.has_namesake && !papers(human).misborn)
      tell(human, "row " + row->key + " is held without a reason");
    return decide_held(desk, *row);
  }
  if (file.lie == Lie::swapped && twisted) tell(human, "swapped numbers were taken for true");
  if (file.lie == Lie::key_twice && twisted) tell(human, "a row that stood twice was taken");
  if (file.lie == Lie::born_wrong && twisted) papers(human).misborn = true;
  // A reused number, too, if it was taken for its former owner's; who was erased owns none.
  belongs_to(human.n, stored->person);
  desk.beliefs[row->key] = {human.n, row};
  auto& all = papers(human).said;
  const auto before = std::ranges::find(all, row->key, &Said::by);
  auto now = said_of(*row);
  if (now.ends || (before != all.end() && (before->from != now.from || before->word != now.ends)))
    note_end(papers(human), now.ends);
  if (before == all.end()) {
    if (!take_over_paper(human.n, now)) all.push_back(now);
  } else if (before->kind == now.kind) {
    if (before->from != now.from) now.from = begun(human, *stored, before->from, now.from);
    restate(human.n, *before, now);
  } else {
    now_another(human.n, *before);
    all.push_back(now);
  }
  waiting_.insert(human.n);
}

// Of two beginnings one is believed; what must hold then does not depend on which.
Day University::begun(const Human& human, const app::RegistryRow& row, Day before, Day now) {
  for (const auto& one : world_.dossier(row.person).affiliations)
    if (one.id == row.affiliation && (one.from == before || one.from == now)) return one.from;
  tell(human, "began on a day that nobody has said");
  return now;
}

// The office knows its people: it looks at the papers.
void University::decide_held(Desk& desk, const Row& row) {
  const auto& name = desk.registrar.registry.name;
  const auto stored =
      world_.store->read([&](app::Ports& ports) { return ports.registries.row(name, row.key); });
  if (!stored || stored->state != app::RowState::held || !dice_.chance(0.5)) return;
  if (!decide_held_row(world_.house, world_.office(), name, row.key, papers_[row.human].person))
    tell("row " + row.key + " cannot be decided");
}

// One human is one person (A3), and nobody is two humans.
void University::belongs_to(unsigned n, core::PersonId person) {
  const auto [known, fresh] = people_.emplace(person, n);
  if (!fresh && known->second != n)
    return tell(truth_.humans[n], "became one with human " + std::to_string(known->second));
  auto& mine = papers_[n];
  if (!mine.person) mine.person = person;
  if (mine.person == person || !fresh) return;
  if (!mine.misborn) return tell(truth_.humans[n], "became two people");
  mine.doubles.push_back(person);
  doubled_.insert(n);
}

}  // namespace metroon::scenario
