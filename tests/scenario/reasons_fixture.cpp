#include "scenario/reasons.hpp"

#include <algorithm>
#include <array>

namespace metroon::scenario {
namespace {

using namespace std::chrono;

// Table F and lines C1 to C11 as the registrar reads them. `e-` is the e-secretariat.
struct Line {
  std::string_view kind;
  enum Lasts { for_life, while_active, one_year, two_years } lasts;
  std::string_view opens;
  std::string_view off;  // At hand-over.
  bool keeps_email;
  bool alumni;
};
constexpr std::array table{
    Line{"undergraduate", Line::while_active,
         "email lists wifi vpn eclass e-secretariat library web msdnaa federation ",
         "e-secretariat ", true, true},
    Line{"postgraduate", Line::while_active,
         "email lists wifi vpn eclass e-secretariat library web msdnaa spss federation ",
         "e-secretariat web spss ", true, true},
    Line{"phd-candidate", Line::while_active,
         "email lists wifi vpn eclass e-secretariat library web msdnaa spss federation ",
         "e-secretariat web spss ", true, true},
    Line{"faculty", Line::for_life,
         "email lists wifi vpn eclass e-secretariat library web msdnaa spss federation ",
         "web spss ", false, false},
    Line{"emeritus", Line::for_life,
         "email lists wifi vpn eclass e-secretariat library web msdnaa spss federation ",
         "web spss ", false, false},
    Line{"permanent-staff", Line::while_active,
         "email lists wifi vpn eclass library web federation ", "web ", false, false},
    Line{"researcher", Line::two_years,
         "email lists wifi vpn eclass library web msdnaa spss federation ", "web spss ", false,
         false},
    Line{"contractor", Line::two_years, "email lists wifi vpn ", "", false, false}};

bool names(std::string_view words, std::string_view key) {
  return words.find(std::string{key} + " ") != std::string_view::npos;
}

// What policies_fixture.cpp changes, as the registrar reads it.
Line line_of(std::string_view kind, bool new_rules) {
  auto line = *std::ranges::find(table, kind, &Line::kind);
  if (!new_rules) return line;
  if (kind == "researcher") line.lasts = Line::one_year;
  if (kind == "permanent-staff") line.keeps_email = true;
  if (kind == "postgraduate") line.keeps_email = false;
  return line;
}
using Row = std::pair<std::string_view, std::string_view>;
constexpr std::array only_by_old_rules{Row{"undergraduate", "wifi"}, Row{"faculty", "vpn"},
                                       Row{"contractor", "lists"}, Row{"phd-candidate", "alumni"}};
constexpr Row only_by_new_rules{"contractor", "eclass"};

// What rules take from whom they know runs out by the first step of their calendar.
constexpr days runs_out_by_new{90}, runs_out_by_old{60};

Day last_of_years(Day first, int count) {
  const year_month_day date{first};
  const auto anniversary = (date.year() + years{count}) / date.month() / date.day();
  return anniversary.ok() ? Day{anniversary} - days{1}
                          : Day{anniversary.year() / anniversary.month() / last};
}

// Whom rules give what, if those before or after do not.
struct Turn {
  bool runs_out{false};
  std::optional<Day> ends;   // First day without what runs out.
  std::optional<Day> begun;  // What had ended by then is not given,
  std::optional<Day> taken;  // but may wait for a notice since it ran out.
};

Turn turn_of(std::string_view kind, std::string_view key, const When& when) {
  const Row one{kind, key};
  const bool once = std::ranges::find(only_by_old_rules, one) != only_by_old_rules.end();
  Turn turn;
  if (when.rules == 0 || !(once || one == only_by_new_rules)) return turn;
  turn.runs_out = once == when.by_new();
  if (turn.runs_out) turn.ends = when.since() + (once ? runs_out_by_new : runs_out_by_old);
  if (!once) turn.begun = when.changes[0];
  if (once && when.rules == 2 && when.since() >= when.changes[0] + runs_out_by_new)
    turn.begun = when.since(), turn.taken = when.changes[0];
  return turn;
}

// Where the holds that certainly came in time carry an end; empty: nobody knows yet.
std::optional<Day> carried(const Papers& papers, const Said& said, Day end, Day today) {
  for (bool moved = true; moved;) {
    moved = false;
    for (const auto& hold : papers.holds) {
      if (!hold.surely || !(hold.said.empty() || hold.said == said.by) || !holds_on(hold, today) ||
          hold.from > end)
        continue;
      if (!hold.until) return {};
      if (*hold.until - days{1} <= end) continue;
      end = *hold.until - days{1};
      moved = true;
    }
  }
  return end;
}

// By a pause that came when the end on record was past: had it taken effect, nothing was held, also
// if the registry has moved the end since.
bool is_perhaps_held(const Papers& papers, const Said& said, Day today) {
  return std::ranges::any_of(papers.holds, [&](const Held& hold) {
    return !hold.surely && hold.said == said.by && holds_on(hold, today);
  });
}

// The last day, if one is known, by the rules of then: what had ended before others came is over,
// and what only these end earlier was there until they came.
std::optional<Day> last_of(const Said& said, const Papers& papers, const When& when) {
  const auto lasts = line_of(said.kind, when.by_new()).lasts;
  std::optional<Day> end;
  if (said.ends) end = *said.ends - days{1};
  if (lasts != Line::while_active && papers.activated) {
    const int years = lasts == Line::one_year ? 1 : 2;
    const auto counted = last_of_years(std::max(*papers.activated, said.from), years);
    end = end ? std::min(*end, counted) : counted;
  }
  if (when.rules == 0 || !end || *end >= when.since()) return end;
  const auto before = last_of(said, papers, when.before());
  return before && *before < when.since() ? before : when.since() - days{1};
}

bool was_held(const Papers& papers, const Said& said, Day on) {
  if (papers.claimed) return true;  // Of the last one only the day is known.
  return std::ranges::any_of(papers.holds, [&](const Held& hold) {
    return (hold.said.empty() || hold.said == said.by) && hold.from < on &&
           !(hold.until && *hold.until <= on);
  });
}

void weigh(Reason& reason, const Said& said, std::string_view key, const Papers& papers,
           const When& when) {
  const auto today = when.today;
  const auto line = line_of(said.kind, when.by_new());
  const auto turn = turn_of(said.kind, key, when);
  const bool graduated =
      said.ends && *said.ends <= today && said.ending == core::Ending::graduation;
  const bool alumnus = line.alumni && key == "alumni" && graduated;
  const bool kept = alumnus || (line.keeps_email && key == "email");
  const bool opens =
      names(line.opens, key) || (when.rules > 0 && only_by_new_rules == Row{said.kind, key});
  if (said.from > today || !(kept || opens)) return;
  if (turn.runs_out && (said.from > when.since() || (alumnus && *said.ends > when.since()))) return;
  const bool for_ever = kept || line.lasts == Line::for_life;
  std::optional<Day> end;
  if (!for_ever) end = last_of(said, papers, when);
  if (end) end = carried(papers, said, *end, today);
  reason.maybe = reason.maybe || is_perhaps_held(papers, said, today);
  if (end && turn.begun && *end < *turn.begun) {
    const bool maybe = was_held(papers, said, *turn.begun);
    reason.maybe = reason.maybe || maybe;
    if (!maybe && (!turn.taken || said.from > *turn.taken)) return;
    if (turn.taken) end = std::min(*end, *turn.taken + runs_out_by_new - days{1});
  }
  reason.any = true;
  reason.on = reason.on || !names(line.off, key);
  if (turn.runs_out)
    return reason.until(std::min(end.value_or(Day::max()), *turn.ends - days{1}), today);
  reason.for_ever = reason.for_ever || for_ever;
  end ? reason.until(*end, today) : (void)(reason.now = true);
}

}  // namespace

bool holds_on(const Held& hold, Day today) {
  return hold.from <= today && !(hold.until && *hold.until <= hold.from);
}

Reason reason_for(const Papers& papers, std::string_view key, const When& when) {
  Reason reason;
  for (const auto& said : papers.said) weigh(reason, said, key, papers, when);
  return reason;
}

// What had ended before rules gave it again runs out as those before have taken it.
bool runs_out(const Said& said, std::string_view key, const When& when) {
  const auto turn = turn_of(said.kind, key, when);
  return turn.runs_out || (turn.taken && said.ends && *said.ends <= *turn.begun);
}

}  // namespace metroon::scenario
