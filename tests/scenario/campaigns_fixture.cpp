// How the office ends many at once after a graduation, and what Metroon is expected to make of it.
#include <algorithm>

#include "app/campaign.hpp"
#include "app/hold.hpp"
#include "scenario/university.hpp"

namespace metroon::scenario {
namespace {

using core::CampaignStage;
using core::MemberState;

std::vector<Said*> of_kind(Papers& papers, std::string_view kind) {
  std::vector<Said*> all;
  for (auto& said : papers.said)
    if (said.kind == kind) all.push_back(&said);
  return all;
}

}  // namespace

// One goes by the list of the ceremony, before the registry knows; the other by days, after. Some
// lists come twice.
void University::plan_campaigns() {
  if (Truth::next_conferral(world_.today() - days{1}) != world_.today()) return;
  const Day conferred = world_.today();
  ahead_.emplace(conferred + days{dice_.between(1, 9)}, [=, this] { list_graduates(conferred); });
  ahead_.emplace(conferred + days{dice_.between(8, 16)},
                 [=, this] { list_by_days("postgraduate", conferred); });
  if (dice_.chance(0.4))
    ahead_.emplace(conferred + days{dice_.between(15, 70)},
                   [=, this] { list_graduates(conferred); });
}

std::ptrdiff_t University::times(const Papers& mine, const std::string& kind) {
  return std::ranges::count(world_.dossier(mine.person).affiliations, app::kind(kind),
                            &core::Affiliation::kind);
}

// A line is a username or a number; some stand for nobody.
void University::list_graduates(Day conferred) {
  Campaign campaign;
  std::string lines = "Επώνυμο;Όνομα\n";
  for (const auto& human : truth_.humans)
    for (const auto& one : human.belongs) {
      if (one.until != conferred || one.kind != "undergraduate" ||
          one.ending != core::Ending::graduation)
        continue;
      auto& mine = papers(human);
      if (!mine.doubles.empty() || mine.misborn) continue;
      const auto all = of_kind(mine, one.kind);
      const bool by_name = !mine.username.empty() && dice_.chance(0.5);
      lines += (by_name ? mine.username : one.key) + ";" + human.names.last + "\n";
      const auto number = std::ranges::find(mine.said, one.key, &Said::by);
      // Whom a registry let begin anew has the capacity twice, and a name stands for neither.
      if (by_name && all.size() == 1 && times(mine, one.kind) == 1)
        campaign.members.push_back({human.n, all.front()->by});
      else if (!by_name && number != mine.said.end() && number->kind == one.kind)
        campaign.members.push_back({human.n, one.key});
    }
  list(std::move(campaign), {.name = "Ορκωμοσία",
                             .lines = lines,
                             .kinds = {"undergraduate"},
                             .unit = {},
                             .ended_from = {},
                             .ends_by = {},
                             .last_day = {},
                             .leave_out = true});
}

// An end that would have been another's moves by days, so that one at the border may be in or out.
void University::list_by_days(const std::string& kind, Day conferred) {
  Campaign campaign;
  const Day from = conferred - days{20}, by = world_.today() + days{5};
  for (const auto& human : truth_.humans)
    for (const auto* said : of_kind(papers(human), kind))
      if (said->ends && *said->ends >= from && *said->ends <= by)
        campaign.members.push_back({human.n, said->by});
  list(std::move(campaign), {.name = "Μεταπτυχιακά",
                             .lines = {},
                             .kinds = {kind},
                             .unit = {},
                             .ended_from = base::to_iso(from),
                             .ends_by = base::to_iso(by),
                             .last_day = {}});
}

void University::list(Campaign campaign, app::CampaignWish wish) {
  const Day last = world_.today() + days{dice_.between(0, 90)};
  wish.last_day = base::to_iso(last);
  const auto listed = list_campaign(world_.house, world_.office(), wish);
  if (!listed && listed.error().problem == app::CampaignProblem::nobody) {
    if (!campaign.members.empty()) tell("a campaign's list stands for nobody");
    return;
  }
  if (!listed) return tell("a campaign cannot be listed");
  if (!wish.lines.empty() && listed->members != campaign.members.size())
    tell("a campaign's list stands for " + std::to_string(listed->members) + " and not " +
         std::to_string(campaign.members.size()));
  campaign.id = listed->campaign.id;
  campaign.ends = last + days{1};
  campaigns_.push_back(std::move(campaign));
  know_members(campaigns_.back());
}

// Whom Metroon counts in: each of them is somebody whom the office meant.
void University::know_members(Campaign& campaign) {
  const auto report = follow_campaign(world_.house, world_.office(), campaign.id);
  for (const auto& one : report.value().members) {
    const auto human = people_.find(one.member.person);
    if (human == people_.end()) {
      tell("a campaign has a member who is nobody");
      continue;
    }
    if (std::ranges::find(campaign.members, human->second, &Campaign::Member::human) ==
        campaign.members.end())
      tell(truth_.humans[human->second], "is in a campaign that is not about them");
  }
}

void University::campaigns_go_on() {
  plan_campaigns();
  for (auto& campaign : campaigns_) {
    if (campaign.stage == CampaignStage::listed && dice_.chance(0.4))
      start(campaign);
    else if (campaign.stage == CampaignStage::running && !campaign.resumed && dice_.chance(0.01))
      pause(campaign);
    else if (campaign.stage == CampaignStage::paused && dice_.chance(0.02))
      resume(campaign);
    if (campaign.stage == CampaignStage::running && dice_.chance(0.05)) hold_by_hand(campaign);
  }
}

// An end that is known and comes sooner stays.
void University::start(Campaign& campaign) {
  surviving([&](House& house) {
    if (!start_campaign(house, world_.office(), campaign.id)) tell("a campaign cannot be started");
    (void)carry_on_campaigns(house, world_.call("system"));
  });
  campaign.stage = CampaignStage::running;
  ++counts_.campaigns;
  each_said(campaign, [&](const Human&, Papers&, Said& said) {
    const Day ends = std::max({campaign.ends, world_.today(), said.from});
    said.ends = said.ends ? std::min(*said.ends, ends) : ends;
    said.ending = core::Ending::graduation;
  });
}

void University::pause(Campaign& campaign) {
  surviving([&](House& house) {
    if (!pause_campaign(house, world_.office(), campaign.id)) tell("a campaign cannot be paused");
  });
  campaign.stage = CampaignStage::paused;
  ++counts_.paused;
  each_said(campaign, [&](const Human&, Papers& mine, const Said& said) {
    mine.holds.push_back({.from = world_.today(),
                          .until = {},
                          .said = said.by,
                          .by = core::placed_by({.id = campaign.id}),
                          .surely = !said.ends || *said.ends > world_.today()});
  });
}

void University::resume(Campaign& campaign) {
  surviving([&](House& house) {
    if (!resume_campaign(house, world_.office(), campaign.id)) tell("a campaign cannot go on");
  });
  campaign.stage = CampaignStage::running;
  campaign.resumed = true;
  for (const auto& member : campaign.members)
    for (auto& hold : papers_[member.human].holds)
      if (hold.by == core::placed_by({.id = campaign.id}) && !hold.until)
        hold.until = world_.today();
}

// One of them comes to the office, which holds everything for a while, or lets it go again.
void University::hold_by_hand(Campaign& campaign) {
  const auto& member = dice_.one_of(campaign.members);
  auto& mine = papers_[member.human];
  if (!mine.person || mine.closed || !mine.doubles.empty()) return;
  const auto held = std::ranges::find_if(mine.holds, [&](const Held& hold) {
    return hold.by == "office" && *hold.until > world_.today();
  });
  if (held != mine.holds.end()) {
    if (!lift_hold(world_.house, world_.office(), mine.person, "βρέθηκε το χαρτί"))
      tell("a hold cannot be lifted");
    held->until = world_.today();
    return;
  }
  const auto said = std::ranges::find(mine.said, member.said, &Said::by);
  if (said == mine.said.end() || !said->ends || *said->ends <= world_.today()) return;
  const Day last = world_.today() + days{dice_.between(0, 150)};
  if (!place_hold(world_.house, world_.office(), mine.person, "περιμένει χαρτί",
                  base::to_iso(last)))
    return tell("nothing of somebody can be held");
  mine.holds.push_back(
      {.from = world_.today(), .until = last + days{1}, .said = {}, .by = "office"});
  ++counts_.held_by_hand;
}

// Who was erased, or is somebody else's record now, is in it no more.
void University::each_said(const Campaign& campaign,
                           const std::function<void(const Human&, Papers&, Said&)>& work) {
  for (const auto& member : campaign.members) {
    auto& mine = papers_[member.human];
    const auto said = std::ranges::find(mine.said, member.said, &Said::by);
    if (said != mine.said.end()) work(truth_.humans[member.human], mine, *said);
  }
}

// What the page of a campaign says of its members, told again where it is simple.
void University::follow(const Campaign& campaign) {
  const auto report = follow_campaign(world_.house, world_.office(), campaign.id).value();
  for (const auto& one : report.members) {
    const auto human = people_.find(one.member.person);
    if (human == people_.end()) continue;
    const auto& mine = papers_[human->second];
    const auto state = one.state;
    if ((state == MemberState::waiting) != (campaign.stage == CampaignStage::listed))
      tell(truth_.humans[human->second], "waits for the start of a campaign, or does not");
    if (state == MemberState::claimed && !mine.claim)
      tell(truth_.humans[human->second], "does not claim, though a campaign says so");
    if (state == MemberState::begun && mine.claim)
      tell(truth_.humans[human->second], "claims, and a campaign does not say so");
  }
}

}  // namespace metroon::scenario
