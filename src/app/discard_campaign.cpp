#include "app/acts.hpp"
#include "app/campaign.hpp"

namespace metroon::app {

std::expected<core::Campaign, CampaignProblem> discard_campaign(House& house, const Call& call,
                                                                core::CampaignId id) {
  using Result = std::expected<core::Campaign, CampaignProblem>;
  return house.store.write([&](Ports& ports) -> Result {
    auto campaign = ports.campaigns.find(id);
    if (!campaign) return std::unexpected{CampaignProblem::no_such_campaign};
    if (campaign->stage != core::CampaignStage::listed)
      return std::unexpected{CampaignProblem::not_now};
    ports.campaigns.remove(id);
    audit(ports, house, call, "campaign_discarded", core::placed_by(*campaign), campaign->name);
    return std::move(*campaign);
  });
}

}  // namespace metroon::app
