// What campaigns need from a store.
#pragma once

#include <span>

#include "app/records.hpp"
#include "core/campaign.hpp"

namespace metroon::app {

/// One affiliation of a campaign, and whose it is.
struct CampaignMember {
  core::AffiliationId affiliation;
  core::PersonId person;
  std::string first, last;
  std::string username;      ///< Empty without an account.
  std::optional<Day> begun;  ///< When the ending was recorded.
  core::MemberFacts facts;
};

/// An affiliation that a line of a list stands for.
struct CampaignMatch {
  std::string line;
  core::AffiliationId affiliation;
  core::PersonId person;
};

/// Which affiliations are meant.
struct AffiliationsSought {
  std::vector<core::KindIndex> kinds;
  std::string unit;             ///< Empty: any.
  Day ended_from{}, ends_by{};  ///< Days without the affiliation, both inclusive.
};

class Campaigns {
 public:
  virtual ~Campaigns() = default;
  virtual void insert(const core::Campaign&) = 0;
  /// Known ones are passed over.
  virtual void add_members(core::CampaignId, std::span<const core::AffiliationId>) = 0;
  [[nodiscard]] virtual std::optional<core::Campaign> find(core::CampaignId) = 0;
  [[nodiscard]] virtual std::vector<core::Campaign> list(std::size_t limit) = 0;  ///< Newest first.
  /// From one stage to another. @return false if it is at another one.
  [[nodiscard]] virtual bool move(core::CampaignId, core::CampaignStage from,
                                  core::CampaignStage to) = 0;
  virtual void started(core::CampaignId, Instant) = 0;
  /// With its list of members.
  virtual void remove(core::CampaignId) = 0;
  /// By affiliation, those after `after`.
  [[nodiscard]] virtual std::vector<CampaignMember> members(core::CampaignId,
                                                            core::AffiliationId after,
                                                            std::size_t limit) = 0;
  /// Whose ending is not recorded yet, by affiliation. No facts.
  [[nodiscard]] virtual std::vector<CampaignMember> waiting(core::CampaignId,
                                                            std::size_t limit) = 0;
  virtual void begun(core::CampaignId, std::span<const core::AffiliationId>, Day) = 0;
  /// The same hold on each of these affiliations; `affiliation` of the hold is not looked at.
  virtual void hold(std::span<const core::AffiliationId>, const core::Hold&) = 0;
  /// All that `by` has placed and that are open, hold no longer from `until` on; whose account it
  /// is is looked at on that day.
  virtual void end_holds(std::string_view by, Day until) = 0;
  /// Affiliations of these kinds and unit (empty: any) of whom the lines name, by username or by
  /// the number that a registry knows them by.
  [[nodiscard]] virtual std::vector<CampaignMatch> match(std::span<const std::string> lines,
                                                         std::span<const core::KindIndex> kinds,
                                                         std::string_view unit) = 0;
  [[nodiscard]] virtual std::vector<core::AffiliationId> sought(const AffiliationsSought&) = 0;
};

}  // namespace metroon::app
