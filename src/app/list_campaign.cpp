// Whom a campaign is about.
#include <algorithm>
#include <unordered_map>

#include "app/acts.hpp"
#include "app/campaign.hpp"
#include "base/text.hpp"

namespace metroon::app {
namespace {

using Problem = CampaignProblem;

struct Read {
  core::Campaign campaign;
  std::vector<ListedName> lines;
  AffiliationsSought sought;
};

std::expected<void, Problem> read_kinds(const core::Policy& policy, const CampaignWish& wish,
                                        AffiliationsSought& sought) {
  for (const auto& key : wish.kinds) {
    const auto kind = policy.kind_of(key);
    if (!kind) return std::unexpected{Problem::kind_missing};
    sought.kinds.push_back(*kind);
  }
  if (sought.kinds.empty()) return std::unexpected{Problem::kind_missing};
  sought.unit = base::squeeze(wish.unit);
  if (!sought.unit.empty() && policy.unit(sought.unit) == nullptr)
    return std::unexpected{Problem::unknown_unit};
  return {};
}

std::expected<void, Problem> read_days(const CampaignWish& wish, Day today, Read& read) {
  const auto last = base::parse_typed_day(base::squeeze(wish.last_day));
  if (!last || *last < today) return std::unexpected{Problem::last_day_wrong};
  read.campaign.ends = *last + std::chrono::days{1};
  if (!read.lines.empty()) return {};
  const auto from = base::parse_typed_day(base::squeeze(wish.ended_from));
  const auto until = base::parse_typed_day(base::squeeze(wish.ends_by));
  if (!from || !until || *until < *from) return std::unexpected{Problem::days_wrong};
  read.sought.ended_from = *from;
  read.sought.ends_by = *until;
  return {};
}

std::expected<Read, Problem> read(const House& house, const Call& call, const CampaignWish& wish) {
  Read read;
  read.campaign.name = base::squeeze(wish.name);
  if (read.campaign.name.empty()) return std::unexpected{Problem::name_missing};
  if (base::code_points(read.campaign.name) > longest_campaign_name)
    return std::unexpected{Problem::name_too_long};
  if (const auto kinds = read_kinds(house.policy, wish, read.sought); !kinds)
    return std::unexpected{kinds.error()};
  if (!base::is_clean_utf8(wish.lines)) return std::unexpected{Problem::not_text};
  read.lines = names_in(wish.lines);
  if (read.lines.size() > most_members) return std::unexpected{Problem::too_many};
  if (const auto days = read_days(wish, call.now.day, read); !days)
    return std::unexpected{days.error()};
  read.campaign.ending = wish.ending;
  read.campaign.by = call.actor;
  read.campaign.created = call.now.instant;
  return read;
}

// Those that stand for exactly one affiliation.
std::vector<core::AffiliationId> matched(Ports& ports, const Read& read,
                                         std::vector<LooseLine>& loose) {
  std::vector<std::string> names;
  for (const auto& line : read.lines) names.push_back(line.name);
  std::unordered_map<std::string, std::vector<core::AffiliationId>> found;
  for (const auto& match : ports.campaigns.match(names, read.sought.kinds, read.sought.unit))
    found[match.line].push_back(match.affiliation);
  std::vector<core::AffiliationId> members;
  for (const auto& [name, number] : read.lines) {
    const auto& affiliations = found[name];
    if (affiliations.size() == 1)
      members.push_back(affiliations.front());
    else
      loose.push_back({name, number, affiliations.size() > 1});
  }
  return members;
}

}  // namespace

std::expected<ListedCampaign, ListRefused> list_campaign(House& house, const Call& call,
                                                         const CampaignWish& wish) {
  using Result = std::expected<ListedCampaign, ListRefused>;
  const auto refuse = [](Problem problem, std::vector<LooseLine> loose = {}) {
    return std::unexpected{ListRefused{problem, std::move(loose)}};
  };
  auto wanted = read(house, call, wish);
  if (!wanted) return refuse(wanted.error());
  wanted->campaign.id = {house.random.next_id(call.now.instant)};
  return house.store.write([&](Ports& ports) -> Result {
    ListedCampaign listed{.campaign = wanted->campaign, .members = 0, .loose = {}};
    auto members = wanted->lines.empty() ? ports.campaigns.sought(wanted->sought)
                                         : matched(ports, *wanted, listed.loose);
    std::ranges::sort(members);
    members.erase(std::ranges::unique(members).begin(), members.end());
    if (members.empty()) return refuse(Problem::nobody, std::move(listed.loose));
    if (members.size() > most_members) return refuse(Problem::too_many);
    if (!listed.loose.empty() && !wish.leave_out)
      return refuse(Problem::loose_lines, std::move(listed.loose));
    listed.members = members.size();
    ports.campaigns.insert(listed.campaign);
    ports.campaigns.add_members(listed.campaign.id, members);
    audit(ports, house, call, "campaign_listed", core::placed_by(listed.campaign),
          listed.campaign.name + ", " + std::to_string(members.size()));
    return listed;
  });
}

}  // namespace metroon::app
