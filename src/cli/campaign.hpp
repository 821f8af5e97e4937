// `metroon campaign …`
#pragma once

#include "app/campaign.hpp"
#include "cli/output.hpp"

namespace metroon::cli {

struct CampaignArguments {
  app::CampaignWish wish;
  bool lapsed{false};  ///< Without graduation.
  std::int64_t id{0};
};

/// Without a name: the campaigns there are.
[[nodiscard]] Output campaign_list(app::House&, const app::Call&, CampaignArguments, Format);
[[nodiscard]] Output campaign_preview(app::House&, const app::Call&, core::CampaignId, Format);
[[nodiscard]] Output campaign_discard(app::House&, const app::Call&, core::CampaignId, Format);
[[nodiscard]] Output campaign_start(app::House&, const app::Call&, core::CampaignId, Format);
[[nodiscard]] Output campaign_pause(app::House&, const app::Call&, core::CampaignId, Format);
[[nodiscard]] Output campaign_resume(app::House&, const app::Call&, core::CampaignId, Format);
[[nodiscard]] Output campaign_status(app::House&, const app::Call&, core::CampaignId, Format);
/// CSV, or JSON.
[[nodiscard]] Output campaign_report(app::House&, const app::Call&, core::CampaignId, Format);

}  // namespace metroon::cli
