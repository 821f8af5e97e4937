#include "scenario/truth.hpp"

#include <algorithm>
#include <array>

#include "core/names.hpp"
#include "support/made_up_people.hpp"

namespace metroon::scenario {
namespace {

using namespace std::chrono;

constexpr std::array units{"chemistry", "physics",    "mathematics", "biology",
                           "medicine",  "philosophy", "economics",   "pharmacy"};
constexpr std::array firsts{"Γεώργιος", "Μαρία",  "Ευάγγελος", "Ελένη",    "Νικόλαος",   "Αγγελική",
                            "Χρήστος",  "Σοφία",  "Θεόδωρος",  "Ουρανία",  "Ιωάννα",     "Πέτρος",
                            "Άννα",     "Μιχαήλ", "Βασιλική",  "Στέφανος", "Αικατερίνη", "Ηλίας"};
constexpr std::array heads{"Παπα", "Χατζη", "Καρα", "Μπαλ", "Γκικ", "Τζαβ", "Ξανθ", "Φωτ",
                           "Ψαρ",  "Αυγ",   "Ντιν", "Ευθ",  "Μαυρ", "Ζερβ", "Λαζ",  "Δημ"};
constexpr std::array middles{"αν", "ελ", "ιν", "ον", "ερ", "αρ", "ολ", "ιδ",
                             "ατ", "εμ", "ορ", "ικ", "αδ", "ιρ", "εν", "αμ"};
constexpr std::array tails{"όπουλος", "ίδης", "άκης", "έας", "άτος", "ίου", "άδης", "ούσης"};

Day on(year_month_day date) {
  return Day{date};
}
int year_of(Day day) {
  return static_cast<int>(year_month_day{day}.year());
}

}  // namespace

bool Human::is(std::string_view kind, Day day) const {
  return std::ranges::any_of(belongs, [&](const Belonging& one) {
    return one.kind == kind && one.from <= day && (!one.until || day < *one.until);
  });
}

Day Truth::next_conferral(Day day) {
  for (int year = year_of(day);; ++year)
    for (const auto date : {March / 25, July / 15, November / 20})
      if (const auto found = on(std::chrono::year{year} / date); found > day) return found;
}

void Truth::plan(Day day, std::function<void(Day)> what) {
  ahead_.emplace(day, std::move(what));
}

Human& Truth::somebody(int born_from, int born_until) {
  const auto n = static_cast<unsigned>(humans.size());
  Human human{.n = n};
  human.names.first = dice_.one_of(firsts);
  human.names.last = std::string{dice_.one_of(heads)} + dice_.one_of(middles) + dice_.one_of(tails);
  human.birth =
      on(year{dice_.between(born_from, born_until)} / 1 / 1) + days{dice_.between(0, 364)};
  if (n > 50 && dice_.chance(0.003)) {
    const auto& other = humans[n - 1 - dice_.below(50)];
    human.names = other.names;
    human.birth = other.birth;
  }
  human.names.first_latin = core::elot743(human.names.first);
  human.names.last_latin = core::elot743(human.names.last);
  human.written.fill(human.names);
  note_namesakes(human);
  human.identifiers = {.document = core::IdentityDocument::identity_card,
                       .document_number = support::identity_card(n),
                       .afm = support::afm(n),
                       .amka = unused_amka(human)};
  human.email = "person" + std::to_string(n) + "@example.org";
  humans.push_back(std::move(human));
  return humans.back();
}

// Its last digits repeat after ten thousand people.
std::string Truth::unused_amka(const Human& human) {
  for (unsigned number = human.n;; ++number)
    if (auto amka = support::amka(human.birth, number); amkas_.insert(amka).second) return amka;
}

// In either alphabet, as a clerk would take one name for the other.
void Truth::note_namesakes(Human& human) {
  const auto& names = human.names;
  for (const auto& key : {core::full_match_key(names.first, names.last),
                          core::full_match_key(names.first_latin, names.last_latin)}) {
    const auto [other, fresh] = born_.emplace(key + base::to_iso(human.birth), human.n);
    if (!fresh && other->second != human.n)
      humans[other->second].has_namesake = human.has_namesake = true;
  }
}

std::size_t Truth::join(Human& human, Office office, std::string_view kind, Day from) {
  static constexpr std::array prefixes{"10", "M", "R"};
  human.belongs.push_back(
      {.office = office,
       .kind = std::string{kind},
       .unit = dice_.one_of(units),
       .key = prefixes[static_cast<std::size_t>(office)] + std::to_string(100'000 + ++last_key_),
       .from = from});
  news.push_back({human.n, human.belongs.size() - 1});
  return human.belongs.size() - 1;
}

void Truth::leave(unsigned human, std::size_t belonging, Day day, core::Ending ending) {
  auto& one = humans[human].belongs[belonging];
  if (one.until) return;  // Died.
  one.until = day;
  one.ending = ending;
  news.push_back({human, belonging});
}

// One in ten leaves without a degree. Who has one often goes on.
void Truth::study(Human& human, std::string_view kind, Day from, Day not_before) {
  if (human.died) return;
  const auto n = human.n;
  const auto at = join(human, Office::students, kind, from);
  const int least = kind == "postgraduate" ? 450 : 1300;
  if (dice_.chance(0.1)) {
    const auto day = std::max(from + days{dice_.between(90, 1000)}, not_before);
    return plan(day, [=, this](Day today) { leave(n, at, today, core::Ending::lapsed); });
  }
  const auto day =
      next_conferral(std::max(from + days{least + dice_.between(0, 1000)}, not_before));
  const std::string was{kind};
  plan(day, [=, this](Day today) {
    leave(n, at, today, core::Ending::graduation);
    go_on(n, was, today);
  });
}

void Truth::go_on(unsigned n, std::string_view kind, Day today) {
  const auto later = on(year{year_of(today)} / 10 / 5) + days{dice_.between(0, 20)};
  const auto start = later > today ? later : later + days{365};
  if (kind == "undergraduate" && dice_.chance(0.3))
    plan(start, [=, this](Day day) { study(humans[n], "postgraduate", day, day); });
  else if (kind == "postgraduate" && dice_.chance(0.3))
    plan(start, [=, this](Day day) { study(humans[n], "phd-candidate", day, day); });
  else if (dice_.chance(0.05))
    plan(start, [=, this](Day day) { contract(humans[n], "researcher", day, day); });
}

// A professor who retires becomes emeritus the same day.
void Truth::serve(Human& human, std::string_view kind, Day from, Day not_before) {
  const auto n = human.n;
  const bool was_here = !human.belongs.empty();
  const auto at = join(human, Office::personnel, kind, from);
  const auto day = not_before + days{dice_.between(200, was_here ? 2500 : 9000)};
  const bool faculty = kind == "faculty";
  plan(day, [=, this](Day today) {
    leave(n, at, today, core::Ending::lapsed);
    if (faculty && !humans[n].died) join(humans[n], Office::personnel, "emeritus", today);
    const std::string kind_after = faculty ? "faculty" : "permanent-staff";
    serve(successor(year_of(today) - 35), kind_after, today, today);
  });
}

// Who took a degree here may come back; they have an account, and need not apply for one.
Human& Truth::successor(int born) {
  if (dice_.chance(0.6))
    for (int tries = 0; tries < 20; ++tries) {
      auto& one = dice_.one_of(humans);
      const bool free = std::ranges::all_of(one.belongs, [](const Belonging& it) {
        return it.until && it.ending == core::Ending::graduation && it.kind != "undergraduate";
      });
      if (free && !one.died && !one.belongs.empty()) return one;
    }
  return somebody(born - 8, born + 5);
}

// Many contracts are followed by another, some without a gap.
void Truth::contract(Human& human, std::string_view kind, Day from, Day not_before) {
  if (human.died) return;
  const auto n = human.n;
  const auto at = join(human, Office::research, kind, from);
  const auto day = not_before + days{dice_.between(120, 1000)};
  const std::string same{kind};
  plan(day, [=, this](Day today) {
    leave(n, at, today, core::Ending::lapsed);
    const auto gap = days{dice_.chance(0.5) ? 0 : dice_.between(1, 300)};
    if (dice_.chance(0.6))
      return plan(today + gap, [=, this](Day start) { contract(humans[n], same, start, start); });
    const int born = year_of(today) - 30;
    contract(somebody(born - 8, born + 5), same, today, today);
  });
}

// Staff who study, candidates who work in projects: two capacities, and three.
void Truth::take_on_side(Day today) {
  auto& human = humans[dice_.below(humans.size())];
  if (human.died) return;
  if (std::ranges::none_of(human.belongs, [](const Belonging& one) { return !one.until; })) return;
  if (!human.is("contractor", today) && !human.is("researcher", today))
    return contract(human, dice_.chance(0.5) ? "contractor" : "researcher", today, today);
  if (!human.is("postgraduate", today) && !human.is("phd-candidate", today))
    study(human, "postgraduate", today, today);
}

// Whoever is not head any more serves on; one in sixteen, each month.
void Truth::change_heads() {
  const auto of = [&](const News& head) -> Belonging& {
    return humans[head.human].belongs[head.belonging];
  };
  std::erase_if(heads_, [&](const News& head) {
    if (of(head).until) return true;
    if (!dice_.chance(0.06)) return false;
    of(head).head = false;
    news.push_back(head);
    return true;
  });
  std::vector<News> serving;
  for (const auto& human : humans)
    for (std::size_t at = 0; at < human.belongs.size(); ++at) {
      const auto& one = human.belongs[at];
      if (one.office == Office::personnel && one.kind != "emeritus" && !one.until && !one.head)
        serving.push_back({human.n, at});
    }
  while (heads_.size() < 3 + size_ / 40 && !serving.empty()) {
    const auto chosen = dice_.below(serving.size());
    heads_.push_back(serving[chosen]);
    serving.erase(serving.begin() + static_cast<std::ptrdiff_t>(chosen));
    of(heads_.back()).head = true;
    news.push_back(heads_.back());
  }
}

void Truth::die(Human& human, Day today, bool heard) {
  human.died = today;
  if (!heard) return;
  for (std::size_t at = 0; at < human.belongs.size(); ++at)
    leave(human.n, at, today, core::Ending::lapsed);
}

void Truth::rename(Human& human) {
  auto& names = human.names;
  const auto at = names.last.find("λ");
  if (dice_.chance(0.3)) {  // As the passport has it.
    names.last_latin.insert(1, 1, names.last_latin[1]);
  } else {
    if (at != std::string::npos && dice_.chance(0.5))
      names.last.insert(at, "λ");
    else
      names.last = std::string{dice_.one_of(heads)} + dice_.one_of(middles) + dice_.one_of(tails);
    names.last_latin = core::elot743(names.last);
  }
  note_namesakes(human);
}

void Truth::hear_name(Human& human, Office office) {
  human.written[static_cast<std::size_t>(office)] = human.names;
  for (std::size_t at = 0; at < human.belongs.size(); ++at)
    if (const auto& one = human.belongs[at]; one.office == office && !one.until)
      news.push_back({human.n, at});
}

void Truth::begin(Day today) {
  const int year = year_of(today);
  const auto share = [&](double part) { return static_cast<unsigned>(size_ * part); };
  for (unsigned one = 0; one < share(0.78); ++one) {
    const int age = dice_.between(0, 4);
    const bool undergraduate = dice_.chance(0.85);
    auto& human = somebody(year - 19 - age - (undergraduate ? 0 : 5),
                           year - 18 - age - (undergraduate ? 0 : 5));
    const auto from = on(std::chrono::year{year - 1 - age} / 9 / 10);
    study(human, undergraduate ? "undergraduate" : "postgraduate", from, today);
  }
  for (unsigned one = 0; one < share(0.14); ++one)
    serve(somebody(year - 62, year - 30), one % 2 == 0 ? "faculty" : "permanent-staff",
          today - days{dice_.between(100, 6000)}, today);
  for (unsigned one = 0; one < share(0.08); ++one)
    contract(somebody(year - 50, year - 24), one % 2 == 0 ? "contractor" : "researcher",
             today - days{dice_.between(1, 300)}, today);
}

void Truth::live(Day today) {
  while (!ahead_.empty() && ahead_.begin()->first <= today) {
    auto due = ahead_.extract(ahead_.begin());
    due.mapped()(today);
  }
  const year_month_day date{today};
  if (date.month() == September && date.day() == 10d)
    for (unsigned one = 0; one < size_ * 14 / 100; ++one)
      study(somebody(year_of(today) - 19, year_of(today) - 18), "undergraduate", today, today);
  if (date.day() == 1d) change_heads();
  if (dice_.chance(std::min(1.0, size_ / 20'000.0))) take_on_side(today);
}

}  // namespace metroon::scenario
