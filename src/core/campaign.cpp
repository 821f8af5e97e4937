#include "core/campaign.hpp"

#include <algorithm>
#include <utility>

#include "core/decide.hpp"
#include "core/lifetime.hpp"

namespace metroon::core {
namespace {

constexpr std::string_view by_campaign = "campaign:";

std::optional<std::uint16_t> index_of(const Dossier& dossier, AffiliationId id) {
  const auto found = std::ranges::find(dossier.affiliations, id, &Affiliation::id);
  if (found == dossier.affiliations.end()) return {};
  return static_cast<std::uint16_t>(found - dossier.affiliations.begin());
}

bool is_over(const ServiceStanding& service, Day day) {
  return service.shuts && *service.shuts <= day;
}

// What rules have withdrawn ends by them.
bool ends_by(const ServiceStanding& service, std::uint16_t affiliation) {
  return service.because == affiliation && service.until.kind == Until::Kind::day &&
         service.why != Why::withdrawn;
}

bool all_over(const Standing& standing, std::uint16_t affiliation, Day day) {
  bool any = false;
  for (const auto& service : standing.services) {
    if (!ends_by(service, affiliation)) continue;
    if (!is_over(service, day)) return false;
    any = true;
  }
  return any;
}

Dossier without_hold(Dossier dossier, const Campaign& campaign) {
  std::erase_if(dossier.holds, [by = placed_by(campaign)](const Hold& hold) {
    return hold.by == by && !hold.until;
  });
  return dossier;
}

bool is_told(const Dossier& dossier, Day last) {
  return std::ranges::any_of(dossier.notices, [last](const Notice& notice) {
    return notice.ending == last && notice.accepted;
  });
}

// The latest day of what ends by the affiliation.
template <class F>
std::optional<Day> latest_by(const Standing& standing, const Dossier& dossier, AffiliationId id,
                             F&& day_of) {
  const auto index = index_of(dossier, id);
  std::optional<Day> latest;
  for (const auto& service : standing.services)
    if (index && ends_by(service, *index))
      latest = std::max(latest, std::optional{day_of(service)});
  return latest;
}

// What notices are about.
std::optional<Day> rules_day_by(const Standing& standing, const Dossier& dossier,
                                AffiliationId id) {
  return latest_by(standing, dossier, id,
                   [](const ServiceStanding& service) { return service.until.last; });
}

}  // namespace

bool allows(CampaignStage stage, CampaignStep step) {
  switch (step) {
    case CampaignStep::start:
      return stage != CampaignStage::paused;
    case CampaignStep::pause:
      return stage == CampaignStage::running;
    case CampaignStep::resume:
      return stage == CampaignStage::paused;
  }
  std::unreachable();
}

std::string placed_by(const Campaign& campaign) {
  return std::string{by_campaign} + std::to_string(campaign.id.value);
}

bool is_of_campaign(const Hold& hold) {
  return hold.by.starts_with(by_campaign);
}

Affiliation ended_by(const Policy& policy, const Dossier& dossier, const Campaign& campaign,
                     Affiliation one, Day today) {
  const Day ends = std::max({campaign.ends, today, one.from});
  const bool graduates = one.ends && one.ending == Ending::graduation;
  if (!one.ends || *one.ends > ends) one.ends = recorded_end(policy, dossier, &one, ends, today);
  if (!graduates) one.ending = campaign.ending;
  return one;
}

CampaignEffect foresee(const Policy& policy, const Dossier& dossier, const Campaign& campaign,
                       AffiliationId id, Day today) {
  CampaignEffect effect;
  const auto index = index_of(dossier, id);
  if (!index) return effect;
  auto ended = dossier;
  auto& one = ended.affiliations[*index];
  one = ended_by(policy, dossier, campaign, one, today);
  // What another one gives is there then as well.
  const auto standing = standing_after(policy, ended, *one.ends - std::chrono::days{1}, today);
  const auto before = decide(policy, dossier, today);
  for (const auto& service : standing.services) {
    const auto until = open_until(policy.notices, service, today);
    const auto* known = before.find(service.service);
    if (until.kind == Until::Kind::day && known != nullptr && is_over(*known, today)) continue;
    if (service.because != *index) {
      if (policy.entitlement(one.kind, service.service).opens)
        effect.elsewhere.push_back({service.service, service.because, until});
    } else if (until.kind == Until::Kind::for_ever) {
      effect.kept.push_back(service.service);
    } else if (until.kind == Until::Kind::day) {
      effect.losses.push_back({service.service, until.last});
    }
  }
  return effect;
}

MemberState member_state(const Policy& policy, const Dossier& dossier, const Campaign& campaign,
                         AffiliationId id, const MemberFacts& facts, Day today) {
  if (!facts.begun) return MemberState::waiting;
  const auto index = index_of(dossier, id);
  if (!index) return MemberState::stays;
  if (all_over(decide(policy, dossier, today), *index, today)) return MemberState::ended;
  if (facts.open_claim) return MemberState::claimed;
  const auto unpaused = without_hold(dossier, campaign);
  const auto last = rules_day_by(decide(policy, unpaused, today), unpaused, id);
  if (!last) return MemberState::stays;
  if (is_told(dossier, *last)) return MemberState::told;
  return facts.bounced == last ? MemberState::bounced : MemberState::begun;
}

std::optional<Day> last_day_by(const Notices& rules, const Standing& standing,
                               const Dossier& dossier, AffiliationId id, Day today) {
  return latest_by(standing, dossier, id, [&](const ServiceStanding& service) {
    return open_until(rules, service, today).last;
  });
}

std::vector<std::uint16_t> kept_by(const Standing& standing, const Dossier& dossier,
                                   AffiliationId id) {
  const auto index = index_of(dossier, id);
  std::vector<std::uint16_t> kept;
  for (const auto& service : standing.services)
    if (service.because != index && service.gate != Gate::ended &&
        std::ranges::find(kept, service.because) == kept.end())
      kept.push_back(service.because);
  return kept;
}

}  // namespace metroon::core
