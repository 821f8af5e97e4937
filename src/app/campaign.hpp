// The office ends many affiliations at once, under control (D1 to D4): list, preview, start,
// follow, pause, resume, report. What comes of an ending is decided by core::decide alone.
#pragma once

#include <array>
#include <expected>

#include "app/house.hpp"

namespace metroon::app {

enum class CampaignProblem {
  no_such_campaign,
  not_now,  ///< Its stage does not allow it.
  name_missing,
  name_too_long,
  kind_missing,  ///< No capacity is given, or one that the policy does not have.
  unknown_unit,
  last_day_wrong,  ///< Missing, none, or past.
  days_wrong,      ///< The other two days are missing, none, or the wrong way round.
  not_text,        ///< The list is no UTF-8.
  loose_lines,     ///< Some lines stand for nobody, or for several affiliations.
  nobody,          ///< The list stands for nobody.
  too_many,        ///< More than `most_members`.
};
inline constexpr std::size_t most_members = 50'000;
inline constexpr std::size_t longest_campaign_name = 200;

/// What the office types. With `lines` those are meant; without, all affiliations that ended or
/// will have ended within the two days.
struct CampaignWish {
  std::string name;
  std::string lines;  ///< Usernames or students' numbers, one a line; what follows , ; or a tab is
                      ///< not looked at.
  std::vector<std::string> kinds;   ///< Keys.
  std::string unit;                 ///< Key; empty: any.
  std::string ended_from, ends_by;  ///< Without lines: first days without, inclusive, as typed.
  std::string last_day;             ///< The last day with it, as typed.
  core::Ending ending{core::Ending::graduation};
  bool leave_out{false};  ///< Lines that stand for nobody are left out; else nothing is listed.
};

/// What stands in the first column of a line.
struct ListedName {
  std::string name;
  std::size_t number{0};  ///< Of the line, from 1; of the first one, where several have it.
};
/// Each once, in the order of the lines. @param lines Clean UTF-8.
[[nodiscard]] std::vector<ListedName> names_in(std::string_view lines);

/// A line of a list that stands for nothing.
struct LooseLine {
  std::string line;       ///< Its first column.
  std::size_t number{0};  ///< From 1.
  bool several{false};    ///< Stands for several affiliations: the unit would tell.
};
struct ListedCampaign {
  core::Campaign campaign;
  std::size_t members{0};
  std::vector<LooseLine> loose;  ///< In their order; so below.
};
struct ListRefused {
  CampaignProblem problem{};
  std::vector<LooseLine> loose;  ///< Of `loose_lines` and `nobody`.
};
/// Ends nothing: remembers whom a campaign would be about.
[[nodiscard]] std::expected<ListedCampaign, ListRefused> list_campaign(House&, const Call&,
                                                                       const CampaignWish&);

/// What another capacity keeps open, and until when.
struct KeptElsewhere {
  core::KindIndex kind{0};
  core::Until until;
  std::vector<core::ServiceIndex> services;
  bool operator==(const KeptElsewhere&) const = default;
};
/// What would become of one member.
struct ForeseenMember {
  CampaignMember member;
  core::KindIndex kind{0};
  std::string unit;
  core::CampaignEffect effect;
  std::vector<KeptElsewhere> elsewhere;  ///< The effect's, by capacity and last day.
};
struct CampaignPreview {
  core::Campaign campaign;
  std::vector<ForeseenMember> members;
  std::size_t lose_nothing{0};
};
/// Writes nothing.
[[nodiscard]] std::expected<CampaignPreview, CampaignProblem> preview_campaign(House&, const Call&,
                                                                               core::CampaignId);

/// Takes away one that was listed and never started. @error not_now: it was started.
[[nodiscard]] std::expected<core::Campaign, CampaignProblem> discard_campaign(House&, const Call&,
                                                                              core::CampaignId);

/// Puts the campaign to work. The endings are recorded by `carry_on_campaigns`. Starting twice does
/// nothing twice.
[[nodiscard]] std::expected<core::Campaign, CampaignProblem> start_campaign(House&, const Call&,
                                                                            core::CampaignId);
/// Records the endings that running campaigns still wait for, in transactions of some hundred
/// members; killed anywhere and called again, or by two processes at once, it records none twice.
/// @return how many it recorded.
std::size_t carry_on_campaigns(House&, const Call&);

/// A hold on every member's affiliation whose ending has not taken effect, in one transaction:
/// decide knows it, so that no notice goes out and nothing ends; claims go on.
[[nodiscard]] std::expected<core::Campaign, CampaignProblem> pause_campaign(House&, const Call&,
                                                                            core::CampaignId);
/// The holds end today. What would have ended meanwhile ends anew, with a notice of its own.
[[nodiscard]] std::expected<core::Campaign, CampaignProblem> resume_campaign(House&, const Call&,
                                                                             core::CampaignId);

/// How far one member has come.
struct FollowedMember {
  CampaignMember member;
  core::KindIndex kind{0};
  std::string unit;
  core::MemberState state{core::MemberState::waiting};
  std::optional<Day> last_day;          ///< Of what ends, as it is known now.
  std::vector<core::KindIndex> others;  ///< Capacities that keep something open: why they stay.
};
struct CampaignReport {
  core::Campaign campaign;
  std::vector<FollowedMember> members;
  std::array<std::size_t, core::member_state_count> counts{};  ///< By MemberState.
  [[nodiscard]] std::size_t count(core::MemberState state) const {
    return counts[static_cast<std::size_t>(state)];
  }
};
/// As it is at the moment of the call.
[[nodiscard]] std::expected<CampaignReport, CampaignProblem> follow_campaign(House&, const Call&,
                                                                             core::CampaignId);
/// One line a member, by RFC 4180: who ended, who stays and why.
[[nodiscard]] std::string report_csv(const House&, const CampaignReport&);

[[nodiscard]] std::vector<core::Campaign> campaigns(House&, std::size_t limit);  ///< Newest first.

}  // namespace metroon::app
