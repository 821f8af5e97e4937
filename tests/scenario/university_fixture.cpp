#include "scenario/university.hpp"

#include <algorithm>

#include "app/check.hpp"
#include "app/night.hpp"
#include "core/decide.hpp"

namespace metroon::scenario {
namespace {

constexpr std::size_t page = 1000;

std::optional<std::int64_t> number_of(std::string_view subject, std::string_view kind) {
  if (!subject.starts_with(kind)) return {};
  return std::stoll(std::string{subject.substr(kind.size())});
}

}  // namespace

University::University(std::uint64_t seed, unsigned size)
    : truth_{seed, size},
      dice_{seed + 1},
      servers_{seed + 2},
      oracle_{[this](const Human& human, const std::string& what) { tell(human, what); }} {
  world_.go_to(app::day(2026, 9, 7));
  for (const auto office : {Office::students, Office::personnel, Office::research})
    desks_.push_back({.registrar = {office, seed + 3 + static_cast<unsigned>(office)}});
  truth_.begin(world_.today());
  for (const auto& [from, until] : {std::pair{900, 2000}, {2200, 3000}}) {
    auto change = world_.today() + days{dice_.between(from, until)};
    if (dice_.chance(0.7)) change = Truth::next_conferral(change) + days{dice_.between(2, 40)};
    new_rules_.push_back(change);
  }
  oracle_.rules_change(new_rules_);
}

void University::tell(const std::string& what) {
  wrong_.push_back(base::to_iso(world_.today()) + " " + what);
}
void University::tell(const Human& human, const std::string& what) {
  tell("human " + std::to_string(human.n) + ": " + what);
}

void University::live_a_day() {
  world_.go_to(world_.today() + days{1});
  servers_.begin_day(world_.today());
  truth_.live(world_.today());
  while (papers_.size() < truth_.humans.size()) {
    addresses_.emplace(truth_.humans[papers_.size()].email, static_cast<unsigned>(papers_.size()));
    papers_.emplace_back();
  }
  hear_news();
  if (rules_change_today()) change_rules();
  night();
  const auto number = world_.today().time_since_epoch().count();
  if (number % 7 == 0) deliver(desks_[0]);
  if (number % 3 == 0) deliver(desks_[1]);
  if (number % 14 == 5) deliver(desks_[2]);
  while (!ahead_.empty() && ahead_.begin()->first <= world_.today()) {
    auto due = ahead_.extract(ahead_.begin());
    due.mapped()();
  }
  campaigns_go_on();
  people_act();
  mailboxes_go_on();
  post();
  const std::chrono::year_month_day date{world_.today()};
  const bool first_of_month = date.day() == std::chrono::day{1};
  evening(first_of_month || rules_change_today());
  if (!first_of_month) return;
  look_at_names();
  std::erase_if(campaigns_,
                [&](const Campaign& it) { return it.ends + days{500} < world_.today(); });
  for (const auto& campaign : campaigns_) follow(campaign);
  if (static_cast<unsigned>(date.month()) % 6 == 0) check();  // It walks the whole audit.
}

bool University::rules_change_today() const {
  return std::ranges::find(new_rules_, world_.today()) != new_rules_.end();
}

// A registry hears of many a degree weeks after it was conferred.
void University::hear_news() {
  for (const auto& news : truth_.news) {
    const auto& one = truth_.humans[news.human].belongs[news.belonging];
    const bool slow = one.until && one.ending == core::Ending::graduation && dice_.chance(0.6);
    news_.emplace(world_.today() + days{slow ? dice_.between(5, 50) : 0}, news);
  }
  truth_.news.clear();
  while (!news_.empty() && news_.begin()->first <= world_.today()) {
    const auto news = news_.extract(news_.begin()).mapped();
    const auto office = truth_.humans[news.human].belongs[news.belonging].office;
    desks_[static_cast<std::size_t>(office)].registrar.write_down(truth_, news);
    waiting_.insert(news.human);
  }
}

void University::surviving(const std::function<void(House&)>& work) {
  support::Fuse fuse;
  support::FailingStore failing{*world_.store, fuse};
  House fragile = app::with(world_.house, failing);
  const bool dies = dice_.chance(0.1);
  fuse.set(dies ? dice_.between(0, 400) : 1'000'000'000);
  try {
    work(fragile);
  } catch (const support::Killed&) {
    ++counts_.died;
    fuse.set(1'000'000'000);
    work(fragile);
  }
}

void University::night() {
  app::NightCounts night;
  const int deaths = counts_.died;
  surviving([&](House& house) { night = app::run_night(house, world_.call("system")); });
  if (night.erased > 0 || counts_.died > deaths) forget_erased();
  if (rules_change_today() && night.looked_at < accounts_in_use())
    tell("the first night under new rules did not look at everybody");
  post();
}

// Whoever went in the night is nobody in the morning.
void University::forget_erased() {
  std::set<core::PersonId> gone;
  std::vector<core::PersonId> asked;
  for (const auto& [person, human] : people_) gone.insert(person), asked.push_back(person);
  const auto found =
      world_.store->read([&](app::Ports& ports) { return ports.people.find_all(asked); });
  for (const auto& person : found) gone.erase(person.id);
  for (const auto person : gone) erased(person);
}

// A worker that died leaves its letters to the next one, ten minutes later.
void University::post() {
  for (int deaths = 0; deaths < 100;) {
    try {
      if (mail::deliver_due(*world_.store, servers_, {"noreply@example.edu", "X"},
                            {world_.now, world_.today()}) == mail::DeliveryCounts{})
        return;
    } catch (const support::Killed&) {
      ++deaths;
      ++counts_.died;
      world_.pass(std::chrono::minutes{11});
    }
  }
}

// Whom the audit names since yesterday evening, and whom a mail server's yes concerns.
std::set<core::PersonId> University::touched_today(std::set<core::AccountId>& shared) {
  std::set<core::PersonId> touched;
  world_.store->read([&](app::Ports& ports) {
    for (;;) {
      const auto entries = ports.audit.list({}, seen_entries_, page);
      for (const auto& one : entries) {
        seen_entries_ = one.number;
        if (one.entry.action == "person_erased") {
          const auto person = number_of(one.entry.subject, "person:");
          touched.erase({*person});
          erased({*person});
          continue;
        }
        if (one.entry.action == "notice_sent") noticed({*number_of(one.entry.subject, "person:")});
        if (const auto person = number_of(one.entry.subject, "person:"))
          touched.insert({*person});
        else if (const auto campaign = number_of(one.entry.subject, "campaign:"))
          touch_members({*campaign}, touched);
        else if (const auto account = number_of(one.entry.subject, "account:"))
          if (const auto record = ports.accounts.find({*account}))
            record->person ? (void)touched.insert(record->person) : (void)shared.insert({*account});
      }
      if (entries.size() < page) return;
    }
  });
  for (const auto& address : servers_.taken_now)
    if (const auto human = addresses_.find(address); human != addresses_.end())
      touched.insert(papers_[human->second].person);
  servers_.taken_now.clear();
  return touched;
}

// A pause is on record under the campaign, not under each of its members.
void University::touch_members(core::CampaignId id, std::set<core::PersonId>& touched) const {
  for (const auto& campaign : campaigns_)
    if (campaign.id == id)
      for (const auto& member : campaign.members) touched.insert(papers_[member.human].person);
}

void University::noticed(core::PersonId person) {
  const auto human = people_.find(person);
  if (human == people_.end()) return;
  const auto& mine = papers_[human->second];
  if (Oracle::is_paused(mine, world_.today()) && !oracle_.rules_take(mine, {}, world_.today()))
    tell(truth_.humans[human->second], "was told of an ending that is held");
}

void University::erased(core::PersonId person) {
  const auto found = people_.find(person);
  if (found == people_.end()) return;  // A record that was given up before.
  const auto& human = truth_.humans[found->second];
  people_.erase(found);
  std::erase(papers(human).doubles, person);
  if (papers(human).doubles.empty()) doubled_.erase(human.n);
  if (papers(human).person != person) return;  // Another record of the same human.
  oracle_.erased(human, papers(human), world_.today());
  accounts_.erase(papers(human).account);
  for (auto* some : {&waiting_, &claiming_, &doubled_}) some->erase(human.n);
  servers_.forget(human.email);
  papers(human) = {};
  for (auto& desk : desks_)
    for (auto& [key, known] : desk.beliefs)
      if (known.human == human.n && known.row) known.erased = std::exchange(known.row, nullptr);
}

void University::evening(bool everybody) {
  follow_chain();
  look_at_mourning();
  std::set<core::AccountId> shared;
  auto touched = touched_today(shared);
  look_at_mailboxes(shared, everybody);
  touched.erase(core::PersonId{});
  std::vector<core::PersonId> people;
  for (const auto& [person, human] : people_)
    if (everybody || touched.contains(person) || oracle_.is_due(human, world_.today()))
      people.push_back(person);
  for (std::size_t at = 0; at < people.size(); at += page)
    look(std::span{people}.subspan(at, std::min(page, people.size() - at)), touched);
  for (const auto person : touched)
    if (!people_.contains(person)) tell("person " + std::to_string(person.value) + " is nobody");
}

void University::look(std::span<const core::PersonId> people,
                      const std::set<core::PersonId>& touched) {
  const auto dossiers =
      world_.store->read([&](app::Ports& ports) { return ports.people.dossiers(people); });
  for (const auto& dossier : dossiers) {
    const auto& human = truth_.humans[people_.at(dossier.person)];
    if (!papers(human).doubles.empty() || papers(human).person != dossier.person) continue;
    const auto letters = servers_.letters.find(human.email);
    oracle_.look(human, papers(human), dossier, core::decide(rules_, dossier, world_.today()),
                 letters == servers_.letters.end() ? nullptr : &letters->second,
                 touched.contains(dossier.person), world_.today());
  }
}

// Each evening the day's entries; what was followed before is not followed again.
void University::follow_chain() {
  const auto walk = world_.store->read(
      [&](app::Ports& ports) { return ports.audit.walk(chain_end_, chain_hash_, {}); });
  if (walk.broken) tell("the audit is broken at " + std::to_string(walk.broken->number));
  chain_end_ = walk.last;
  chain_hash_ = walk.hash;
}

// What `metroon check` asks on a live database.
void University::check() {
  for (const auto& one : app::check_invariants(world_.house, world_.call("operator")).violations)
    tell("invariant " + std::to_string(one.invariant) + " " + one.subject + ": " + one.what +
         story_of_owners(one.subject));
  ++counts_.checked;
}

void University::end() {
  if (wrong_.empty()) evening(true);
  check();
}

}  // namespace metroon::scenario
