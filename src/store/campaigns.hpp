#pragma once

#include "store/context.hpp"

namespace metroon::store {

class Campaigns final : public app::Campaigns {
 public:
  explicit Campaigns(Context context) : context_{context} {}

  void insert(const core::Campaign&) override;
  void add_members(core::CampaignId, std::span<const core::AffiliationId>) override;
  std::optional<core::Campaign> find(core::CampaignId) override;
  std::vector<core::Campaign> list(std::size_t limit) override;
  bool move(core::CampaignId, core::CampaignStage from, core::CampaignStage to) override;
  void started(core::CampaignId, app::Instant) override;
  void remove(core::CampaignId) override;
  std::vector<app::CampaignMember> members(core::CampaignId, core::AffiliationId after,
                                           std::size_t limit) override;
  std::vector<app::CampaignMember> waiting(core::CampaignId, std::size_t limit) override;
  void begun(core::CampaignId, std::span<const core::AffiliationId>, app::Day) override;
  void hold(std::span<const core::AffiliationId>, const core::Hold&) override;
  void end_holds(std::string_view by, app::Day until) override;
  std::vector<app::CampaignMatch> match(std::span<const std::string> lines,
                                        std::span<const core::KindIndex> kinds,
                                        std::string_view unit) override;
  std::vector<core::AffiliationId> sought(const app::AffiliationsSought&) override;

 private:
  [[nodiscard]] std::string keys_of(std::span<const core::KindIndex>) const;

  Context context_;
};

}  // namespace metroon::store
