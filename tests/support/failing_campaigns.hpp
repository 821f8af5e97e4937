// The port of campaigns as FailingStore gives it.
#pragma once

#include "support/failing_registries.hpp"

namespace metroon::support::failing {

using namespace app;

struct Campaigns final : app::Campaigns {
  Campaigns(app::Campaigns& port, Fuse& burning) : real{port}, fuse{burning} {}
  void insert(const core::Campaign& it) override { fuse.burn(), real.insert(it); }
  void add_members(core::CampaignId id, std::span<const core::AffiliationId> members) override {
    fuse.burn(), real.add_members(id, members);
  }
  std::optional<core::Campaign> find(core::CampaignId id) override { return real.find(id); }
  std::vector<core::Campaign> list(std::size_t limit) override { return real.list(limit); }
  bool move(core::CampaignId id, core::CampaignStage from, core::CampaignStage to) override {
    return fuse.burn(), real.move(id, from, to);
  }
  void started(core::CampaignId id, Instant at) override { fuse.burn(), real.started(id, at); }
  void remove(core::CampaignId id) override { fuse.burn(), real.remove(id); }
  std::vector<CampaignMember> members(core::CampaignId id, core::AffiliationId after,
                                      std::size_t limit) override {
    return real.members(id, after, limit);
  }
  std::vector<CampaignMember> waiting(core::CampaignId id, std::size_t limit) override {
    return real.waiting(id, limit);
  }
  void begun(core::CampaignId id, std::span<const core::AffiliationId> members, Day day) override {
    fuse.burn(), real.begun(id, members, day);
  }
  void hold(std::span<const core::AffiliationId> members, const core::Hold& it) override {
    fuse.burn(), real.hold(members, it);
  }
  void end_holds(std::string_view by, Day until) override {
    fuse.burn(), real.end_holds(by, until);
  }
  std::vector<CampaignMatch> match(std::span<const std::string> lines,
                                   std::span<const core::KindIndex> kinds,
                                   std::string_view unit) override {
    return real.match(lines, kinds, unit);
  }
  std::vector<core::AffiliationId> sought(const AffiliationsSought& it) override {
    return real.sought(it);
  }
  app::Campaigns& real;
  Fuse& fuse;
};

}  // namespace metroon::support::failing
