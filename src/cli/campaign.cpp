#include "cli/campaign.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <span>
#include <utility>

#include "cli/words.hpp"

namespace metroon::cli {
namespace {

namespace json = boost::json;
using app::CampaignProblem;

constexpr std::size_t campaigns_shown = 50;
constexpr std::size_t loose_shown = 100;

Output told(CampaignProblem problem) {
  switch (problem) {
    case CampaignProblem::no_such_campaign:
      return refusal("G11", "there is no such campaign", "see `metroon campaign list`");
    case CampaignProblem::not_now:
      return refusal("G12", "the campaign's stage does not allow it",
                     "see `metroon campaign status`");
    case CampaignProblem::name_missing:
    case CampaignProblem::name_too_long:
      return refusal("G13", "the campaign needs a name of at most 200 characters",
                     "give one with --name");
    case CampaignProblem::kind_missing:
      return refusal("G14", "no capacity is given, or one that the policy does not have",
                     "give --kind; see `metroon policy show`");
    case CampaignProblem::unknown_unit:
      return refusal("G15", "the policy has no such unit", "see `metroon policy show`");
    case CampaignProblem::last_day_wrong:
    case CampaignProblem::days_wrong:
      return refusal("G16", "a day is missing or wrong",
                     "give --last-day, today or later; without --file also --ended-from and "
                     "--ends-by");
    case CampaignProblem::not_text:
      return refusal("G19", "the list is not UTF-8", "save it as UTF-8");
    case CampaignProblem::loose_lines:
      return refusal("G20",
                     "lines of the list stand for nobody, or for several; no campaign was made",
                     "mend the lines below, or leave them out by --leave-out");
    case CampaignProblem::nobody:
      return refusal("G17", "the list stands for nobody",
                     "look at the first column of the file, --kind, --unit and the days");
    case CampaignProblem::too_many:
      return refusal("G18", "a campaign has at most 50000 members", "make several");
  }
  std::unreachable();
}

std::string_view reason_of(const app::LooseLine& one) {
  return one.several ? "has the capacity more than once; give --unit" : "nobody with this capacity";
}

Output told(const app::ListRefused& refused) {
  auto output = told(refused.problem);
  const auto shown = std::min(refused.loose.size(), loose_shown);
  for (const auto& one : std::span{refused.loose}.first(shown))
    output.text += fmt::format("  line {}: {} ({})\n", one.number, one.line, reason_of(one));
  if (refused.loose.size() > shown)
    output.text += fmt::format("  and {} more\n", refused.loose.size() - shown);
  return output;
}

json::object to_json(const core::Campaign& one) {
  return {{"campaign", one.id.value},
          {"name", one.name},
          {"stage", core::to_word(one.stage)},
          {"last_day", base::to_iso(one.ends - std::chrono::days{1})},
          {"ending", core::to_word(one.ending)},
          {"by", one.by}};
}

std::string line_of(const core::Campaign& one) {
  return fmt::format("{}  {}  last day {}  {}\n", one.id.value, core::to_word(one.stage),
                     base::to_iso(one.ends - std::chrono::days{1}), one.name);
}

Output all(app::House& house, Format format) {
  json::array array;
  std::string text;
  for (const auto& one : app::campaigns(house, campaigns_shown)) {
    array.push_back(to_json(one));
    text += line_of(one);
  }
  return {format == Format::json ? json::serialize(array) + "\n" : text, 0};
}

json::array keys(const app::House& house, const std::vector<core::KindIndex>& kinds) {
  json::array array;
  for (const auto kind : kinds) array.push_back(json::string{house.policy.affiliations[kind].key});
  return array;
}

json::array service_keys(const app::House& house, const std::vector<core::ServiceIndex>& services) {
  json::array array;
  for (const auto service : services)
    array.push_back(json::string{house.policy.services[service].key});
  return array;
}

json::object to_json(const app::House& house, const app::ForeseenMember& one) {
  json::array losses, elsewhere;
  for (const auto& loss : one.effect.losses)
    losses.push_back(json::object{{"service", house.policy.services[loss.service].key},
                                  {"last_day", base::to_iso(loss.last)}});
  for (const auto& other : one.elsewhere)
    elsewhere.push_back(json::object{{"capacity", house.policy.affiliations[other.kind].key},
                                     {"until", to_word(other.until)},
                                     {"services", service_keys(house, other.services)}});
  return {{"person", one.member.person.value},
          {"username", one.member.username},
          {"first", one.member.first},
          {"last", one.member.last},
          {"capacity", house.policy.affiliations[one.kind].key},
          {"loses", std::move(losses)},
          {"keeps_for_ever", service_keys(house, one.effect.kept)},
          {"elsewhere", std::move(elsewhere)}};
}

std::string names_of(const app::House& house, const std::vector<core::ServiceIndex>& services) {
  std::string names;
  for (const auto service : services)
    names += (names.empty() ? "" : ", ") + house.policy.services[service].key;
  return names;
}

std::string line_of(const app::House& house, const app::ForeseenMember& one) {
  std::string losses;
  for (const auto& loss : one.effect.losses)
    losses += fmt::format("{}{} {}", losses.empty() ? "" : ", ",
                          house.policy.services[loss.service].key, base::to_iso(loss.last));
  auto line = fmt::format("{}  {} {}: {}", one.member.username, one.member.first, one.member.last,
                          losses.empty() ? "loses nothing" : "loses " + losses);
  if (!one.effect.kept.empty()) line += "; keeps for ever " + names_of(house, one.effect.kept);
  for (const auto& other : one.elsewhere)
    line += fmt::format("; as {} until {}: {}", house.policy.affiliations[other.kind].key,
                        to_word(other.until), names_of(house, other.services));
  return line + "\n";
}

json::object to_json(const app::House& house, const app::FollowedMember& one) {
  return {{"person", one.member.person.value},
          {"username", one.member.username},
          {"state", core::to_word(one.state)},
          {"last_day", one.last_day ? json::value(base::to_iso(*one.last_day)) : json::value{}},
          {"kept_by", keys(house, one.others)}};
}

json::object counts_of(const app::CampaignReport& report) {
  json::object counts;
  for (std::size_t state = 0; state < core::member_state_count; ++state)
    counts[core::to_word(static_cast<core::MemberState>(state))] = report.counts[state];
  return counts;
}

using Step = std::expected<core::Campaign, CampaignProblem> (*)(app::House&, const app::Call&,
                                                                core::CampaignId);

Output taken(app::House& house, const app::Call& call, core::CampaignId id, Format format,
             Step step) {
  const auto done = step(house, call, id);
  if (!done) return told(done.error());
  app::carry_on_campaigns(house, call);
  return campaign_status(house, call, id, format);
}

}  // namespace

Output campaign_list(app::House& house, const app::Call& call, CampaignArguments arguments,
                     Format format) {
  if (arguments.wish.name.empty()) return all(house, format);
  if (arguments.lapsed) arguments.wish.ending = core::Ending::lapsed;
  const auto listed = app::list_campaign(house, call, arguments.wish);
  if (!listed) return told(listed.error());
  json::array loose;
  std::string text = fmt::format("{}{} members; nothing has happened yet\n",
                                 line_of(listed->campaign), listed->members);
  for (const auto& one : listed->loose) {
    loose.push_back(
        json::object{{"line", one.line}, {"number", one.number}, {"several", one.several}});
    text += fmt::format("  left out, line {}: {} ({})\n", one.number, one.line, reason_of(one));
  }
  if (format == Format::text) return {text, 0};
  auto object = to_json(listed->campaign);
  object["members"] = listed->members;
  object["left_out"] = std::move(loose);
  return {json::serialize(object) + "\n", 0};
}

Output campaign_preview(app::House& house, const app::Call& call, core::CampaignId id,
                        Format format) {
  const auto preview = app::preview_campaign(house, call, id);
  if (!preview) return told(preview.error());
  json::array members;
  std::string text =
      fmt::format("{}{} members, {} of them lose nothing; nothing is written\n",
                  line_of(preview->campaign), preview->members.size(), preview->lose_nothing);
  for (const auto& one : preview->members) {
    if (format == Format::json) members.push_back(to_json(house, one));
    text += line_of(house, one);
  }
  if (format == Format::text) return {text, 0};
  auto object = to_json(preview->campaign);
  object["lose_nothing"] = preview->lose_nothing;
  object["members"] = std::move(members);
  return {json::serialize(object) + "\n", 0};
}

Output campaign_discard(app::House& house, const app::Call& call, core::CampaignId id,
                        Format format) {
  return taken(house, call, id, format, &app::discard_campaign);
}

Output campaign_start(app::House& house, const app::Call& call, core::CampaignId id,
                      Format format) {
  return taken(house, call, id, format, &app::start_campaign);
}

Output campaign_pause(app::House& house, const app::Call& call, core::CampaignId id,
                      Format format) {
  return taken(house, call, id, format, &app::pause_campaign);
}

Output campaign_resume(app::House& house, const app::Call& call, core::CampaignId id,
                       Format format) {
  return taken(house, call, id, format, &app::resume_campaign);
}

Output campaign_status(app::House& house, const app::Call& call, core::CampaignId id,
                       Format format) {
  const auto report = app::follow_campaign(house, call, id);
  if (!report) return told(report.error());
  if (format == Format::json) {
    auto object = to_json(report->campaign);
    object["members"] = report->members.size();
    object["counts"] = counts_of(*report);
    return {json::serialize(object) + "\n", 0};
  }
  auto text = line_of(report->campaign);
  for (std::size_t state = 0; state < core::member_state_count; ++state)
    text += fmt::format("  {:<8} {}\n", core::to_word(static_cast<core::MemberState>(state)),
                        report->counts[state]);
  return {text, 0};
}

Output campaign_report(app::House& house, const app::Call& call, core::CampaignId id,
                       Format format) {
  const auto report = app::follow_campaign(house, call, id);
  if (!report) return told(report.error());
  if (format == Format::text) return {app::report_csv(house, *report), 0};
  json::array members;
  for (const auto& one : report->members) members.push_back(to_json(house, one));
  auto object = to_json(report->campaign);
  object["counts"] = counts_of(*report);
  object["members"] = std::move(members);
  return {json::serialize(object) + "\n", 0};
}

}  // namespace metroon::cli
