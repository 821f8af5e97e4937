#include "app/campaign.hpp"

#include <algorithm>
#include <functional>

#include "app/acts.hpp"
#include "app/affiliation_detail.hpp"
#include "core/decide.hpp"

namespace metroon::app {
namespace {

using core::Campaign;
using core::CampaignStage;
using core::CampaignStep;
using Problem = CampaignProblem;
using Result = std::expected<Campaign, Problem>;

constexpr std::size_t at_once = 500;
constexpr std::size_t campaigns_looked_at = 1000;

using EachMember = std::function<void(const CampaignMember&, const core::Dossier&)>;

void each_member(Ports& ports, core::CampaignId id, const EachMember& work) {
  for (core::AffiliationId last{};;) {
    const auto members = ports.campaigns.members(id, last, at_once);
    if (members.empty()) return;
    std::vector<core::PersonId> people;
    for (const auto& one : members) people.push_back(one.person);
    const auto dossiers = ports.people.dossiers(people);
    for (std::size_t at = 0; at < members.size(); ++at) work(members[at], dossiers[at]);
    last = members.back().affiliation;
  }
}

const core::Affiliation& own(const core::Dossier& dossier, core::AffiliationId id) {
  return *std::ranges::find(dossier.affiliations, id, &core::Affiliation::id);
}

std::vector<core::KindIndex> kinds_of(const core::Dossier& dossier,
                                      const std::vector<std::uint16_t>& affiliations) {
  std::vector<core::KindIndex> kinds;
  for (const auto index : affiliations) {
    const auto kind = dossier.affiliations[index].kind;
    if (std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
  }
  return kinds;
}

std::vector<KeptElsewhere> by_capacity(
    const core::Dossier& dossier, const std::vector<core::CampaignEffect::Elsewhere>& services) {
  std::vector<KeptElsewhere> all;
  for (const auto& one : services) {
    const auto kind = dossier.affiliations[one.because].kind;
    auto same = std::ranges::find_if(
        all, [&](const KeptElsewhere& it) { return it.kind == kind && it.until == one.until; });
    if (same == all.end()) same = all.insert(all.end(), {kind, one.until, {}});
    same->services.push_back(one.service);
  }
  return all;
}

Result campaign_for(Ports& ports, core::CampaignId id, CampaignStep step) {
  auto campaign = ports.campaigns.find(id);
  if (!campaign) return std::unexpected{Problem::no_such_campaign};
  if (!core::allows(campaign->stage, step)) return std::unexpected{Problem::not_now};
  return std::move(*campaign);
}

void go_to_stage(Ports& ports, const House& house, const Call& call, Campaign& campaign,
                 CampaignStage stage, std::string_view action) {
  if (!ports.campaigns.move(campaign.id, campaign.stage, stage))
    throw std::logic_error{"a campaign changed under the writer"};
  campaign.stage = stage;
  audit(ports, house, call, action, core::placed_by(campaign), campaign.name);
}

void record_ending(Ports& ports, const House& house, const Call& call, const Campaign& campaign,
                   const CampaignMember& member, const core::Dossier& dossier) {
  const auto& before = own(dossier, member.affiliation);
  const auto after = core::ended_by(house.policy, dossier, campaign, before, call.now.day);
  if (after == before) return;
  ports.people.update_affiliation(after);
  audit(ports, house, call, "affiliation_ended", subject("person", member.person),
        detail_of(house.policy, before, after, core::placed_by(campaign)));
  reconsider(ports, house, call, member.person);
}

// One transaction. @return how many were recorded; none where it is not running, or done.
std::size_t record_some(Ports& ports, const House& house, const Call& call, core::CampaignId id) {
  const auto campaign = ports.campaigns.find(id);
  if (!campaign || campaign->stage != CampaignStage::running) return 0;
  const auto waiting = ports.campaigns.waiting(id, at_once);
  std::vector<core::PersonId> people;
  std::vector<core::AffiliationId> affiliations;
  for (const auto& one : waiting) {
    people.push_back(one.person);
    affiliations.push_back(one.affiliation);
  }
  const auto dossiers = ports.people.dossiers(people);
  for (std::size_t at = 0; at < waiting.size(); ++at)
    record_ending(ports, house, call, *campaign, waiting[at], dossiers[at]);
  if (!waiting.empty()) ports.campaigns.begun(id, affiliations, call.now.day);
  return waiting.size();
}

// Whose ending can still be held: what is over stays so.
std::vector<core::AffiliationId> to_be_held(Ports& ports, const House& house, const Call& call,
                                            const Campaign& campaign) {
  std::vector<core::AffiliationId> held;
  each_member(ports, campaign.id, [&](const auto& member, const auto& dossier) {
    const auto state = core::member_state(house.policy, dossier, campaign, member.affiliation,
                                          member.facts, call.now.day);
    if (state != core::MemberState::ended) held.push_back(member.affiliation);
  });
  return held;
}

FollowedMember followed(const House& house, const Call& call, const Campaign& campaign,
                        const CampaignMember& member, const core::Dossier& dossier) {
  const auto& affiliation = own(dossier, member.affiliation);
  const auto standing = core::decide(house.policy, dossier, call.now.day);
  return {.member = member,
          .kind = affiliation.kind,
          .unit = affiliation.unit,
          .state = core::member_state(house.policy, dossier, campaign, member.affiliation,
                                      member.facts, call.now.day),
          .last_day = core::last_day_by(house.policy.notices, standing, dossier, member.affiliation,
                                        call.now.day),
          .others = kinds_of(dossier, core::kept_by(standing, dossier, member.affiliation))};
}

}  // namespace

std::expected<CampaignPreview, CampaignProblem> preview_campaign(House& house, const Call& call,
                                                                 core::CampaignId id) {
  using Preview = std::expected<CampaignPreview, Problem>;
  return house.store.read([&](Ports& ports) -> Preview {
    const auto campaign = ports.campaigns.find(id);
    if (!campaign) return std::unexpected{Problem::no_such_campaign};
    CampaignPreview preview{.campaign = *campaign, .members = {}, .lose_nothing = 0};
    each_member(ports, id, [&](const CampaignMember& member, const core::Dossier& dossier) {
      const auto& affiliation = own(dossier, member.affiliation);
      ForeseenMember one{.member = member,
                         .kind = affiliation.kind,
                         .unit = affiliation.unit,
                         .effect = core::foresee(house.policy, dossier, *campaign,
                                                 member.affiliation, call.now.day),
                         .elsewhere = {}};
      one.elsewhere = by_capacity(dossier, one.effect.elsewhere);
      if (one.effect.losses.empty()) ++preview.lose_nothing;
      preview.members.push_back(std::move(one));
    });
    return preview;
  });
}

Result start_campaign(House& house, const Call& call, core::CampaignId id) {
  return house.store.write([&](Ports& ports) -> Result {
    auto campaign = campaign_for(ports, id, CampaignStep::start);
    if (!campaign || campaign->stage == CampaignStage::running) return campaign;
    campaign->started = call.now.instant;
    ports.campaigns.started(id, call.now.instant);
    go_to_stage(ports, house, call, *campaign, CampaignStage::running, "campaign_started");
    return campaign;
  });
}

std::size_t carry_on_campaigns(House& house, const Call& call) {
  std::size_t recorded = 0;
  for (const auto& campaign : campaigns(house, campaigns_looked_at)) {
    if (campaign.stage != CampaignStage::running) continue;
    for (bool more = true; more;) {
      const bool any = house.store.read(
          [&](Ports& ports) { return !ports.campaigns.waiting(campaign.id, 1).empty(); });
      if (!any) break;
      const auto some = house.store.write(
          [&](Ports& ports) { return record_some(ports, house, call, campaign.id); });
      recorded += some;
      more = some == at_once;
    }
  }
  return recorded;
}

Result pause_campaign(House& house, const Call& call, core::CampaignId id) {
  return house.store.write([&](Ports& ports) -> Result {
    auto campaign = campaign_for(ports, id, CampaignStep::pause);
    if (!campaign) return campaign;
    const auto held = to_be_held(ports, house, call, *campaign);
    ports.campaigns.hold(held, {.from = call.now.day,
                                .until = {},
                                .affiliation = {},
                                .reason = campaign->name,
                                .by = core::placed_by(*campaign)});
    go_to_stage(ports, house, call, *campaign, CampaignStage::paused, "campaign_paused");
    return campaign;
  });
}

Result resume_campaign(House& house, const Call& call, core::CampaignId id) {
  return house.store.write([&](Ports& ports) -> Result {
    auto campaign = campaign_for(ports, id, CampaignStep::resume);
    if (!campaign) return campaign;
    ports.campaigns.end_holds(core::placed_by(*campaign), call.now.day);
    go_to_stage(ports, house, call, *campaign, CampaignStage::running, "campaign_resumed");
    return campaign;
  });
}

std::expected<CampaignReport, CampaignProblem> follow_campaign(House& house, const Call& call,
                                                               core::CampaignId id) {
  using Report = std::expected<CampaignReport, Problem>;
  return house.store.read([&](Ports& ports) -> Report {
    const auto campaign = ports.campaigns.find(id);
    if (!campaign) return std::unexpected{Problem::no_such_campaign};
    CampaignReport report{.campaign = *campaign, .members = {}};
    each_member(ports, id, [&](const CampaignMember& member, const core::Dossier& dossier) {
      report.members.push_back(followed(house, call, *campaign, member, dossier));
      ++report.counts[static_cast<std::size_t>(report.members.back().state)];
    });
    return report;
  });
}

std::vector<Campaign> campaigns(House& house, std::size_t limit) {
  return house.store.read([&](Ports& ports) { return ports.campaigns.list(limit); });
}

}  // namespace metroon::app
