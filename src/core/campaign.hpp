// Many endings at once, as after a graduation (D2): what each would do, and how far it has come.
#pragma once

#include <span>

#include "core/standing.hpp"

namespace metroon::core {

enum class CampaignStage : std::uint8_t {
  listed,   ///< Nothing has happened.
  running,  ///< Endings are recorded; notices follow by the policy's calendar.
  paused,   ///< Nobody of it is told, and nothing of it ends.
};
enum class CampaignStep : std::uint8_t { start, pause, resume };
/// Whether `step` may be taken at `stage`. Starting what runs is allowed and changes nothing: a
/// start that died goes on.
[[nodiscard]] bool allows(CampaignStage stage, CampaignStep step);

struct Campaign {
  CampaignId id;
  std::string name;  ///< As the office calls it.
  CampaignStage stage{CampaignStage::listed};
  Day ends{};  ///< First day without the affiliations.
  Ending ending{Ending::graduation};
  std::string by;  ///< Who listed it, as an audit entry's actor.
  base::Instant created{};
  std::optional<base::Instant> started;
  bool operator==(const Campaign&) const = default;
};

/// What the holds of a paused campaign are placed by.
[[nodiscard]] std::string placed_by(const Campaign&);
/// Such a hold is open until the day on which its campaign goes on.
[[nodiscard]] bool is_of_campaign(const Hold&);

/// The affiliation as the campaign ends it, on `today` at the earliest. An end that is known and
/// comes sooner stays, and a degree on record stays one, also where its day lies ahead: a hold may
/// have carried it there. Where a notice announced the campaign's day before, it ends the day
/// after: holders are told anew.
/// @param one Of the dossier.
[[nodiscard]] Affiliation ended_by(const Policy&, const Dossier&, const Campaign&, Affiliation one,
                                   Day today);

/// What becomes of one person's services once an affiliation has ended.
struct CampaignEffect {
  struct Loss {
    ServiceIndex service{0};
    Day last{};  ///< As `open_until` has it.
    bool operator==(const Loss&) const = default;
  };
  struct Elsewhere {
    ServiceIndex service{0};
    std::uint16_t because{0};  ///< Index of that affiliation.
    Until until;               ///< As `open_until` has it.
    bool operator==(const Elsewhere&) const = default;
  };
  std::vector<Loss> losses;          ///< They end because of it; empty: nothing is lost.
  std::vector<ServiceIndex> kept;    ///< Stay for ever, by this affiliation.
  std::vector<Elsewhere> elsewhere;  ///< Another affiliation gives them for longer.
};
/// By decide, on a dossier whose affiliation has ended. An unknown affiliation has no effect.
[[nodiscard]] CampaignEffect foresee(const Policy&, const Dossier&, const Campaign&, AffiliationId,
                                     Day today);

/// How far one member of a campaign has come.
enum class MemberState : std::uint8_t {
  waiting,  ///< The ending is not recorded yet.
  stays,    ///< Nothing is lost: see `kept_by`.
  begun,    ///< Recorded, and nobody has been told yet.
  told,     ///< A mail server took a notice of the ending.
  bounced,  ///< A notice was refused for good, and none was taken.
  claimed,  ///< "I am still a member": the office has to decide.
  ended,    ///< Everything that the affiliation alone gave is shut.
};
inline constexpr std::size_t member_state_count = 7;

/// What the dossier does not say about a member.
struct MemberFacts {
  bool begun{false};
  bool open_claim{false};
  std::optional<Day> bounced;  ///< The last day that a refused notice announced.
};
/// The campaign's own hold does not count, but for what has ended: a pause changes no state.
[[nodiscard]] MemberState member_state(const Policy&, const Dossier&, const Campaign&,
                                       AffiliationId, const MemberFacts&, Day today);
/// The last day of what ends by the affiliation, as `open_until` has it; empty if nothing does.
[[nodiscard]] std::optional<Day> last_day_by(const Notices&, const Standing&, const Dossier&,
                                             AffiliationId, Day today);
/// The other affiliations that keep something open, by the policy's words; indices into the
/// dossier.
[[nodiscard]] std::vector<std::uint16_t> kept_by(const Standing&, const Dossier&, AffiliationId);

}  // namespace metroon::core
