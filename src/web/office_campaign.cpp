// One campaign: before its start what it would do, afterwards how far it has come.
#include <algorithm>
#include <charconv>
#include <map>

#include "app/campaign.hpp"
#include "web/history.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"
#include "web/plot.hpp"

namespace metroon::web {
namespace {

using app::CampaignProblem;
using core::CampaignStage;
using core::MemberState;
using std::chrono::days;

constexpr std::size_t page_size = 100;
constexpr std::size_t history_shown = 100;

core::CampaignId id_of(const Context& context) {
  return {context.number("id")};
}
std::string path_of(core::CampaignId id) {
  return fmt::format("/office/campaign/{}", id.value);
}

std::size_t offset_of(const Context& context) {
  const auto typed = context.request.query.get("from");
  std::size_t offset = 0;
  std::from_chars(typed.data(), typed.data() + typed.size(), offset);
  return std::min(offset, app::most_members);
}

std::string kinds_text(const Context& context, const std::vector<core::KindIndex>& kinds) {
  std::string names;
  for (const auto kind : kinds)
    names +=
        (names.empty() ? "" : ", ") + context.words(context.house.policy.affiliations[kind].name);
  return names.empty() ? "–" : names;
}

std::string capacity(const Context& context, core::KindIndex kind, const std::string& unit) {
  const auto& name = context.words(context.house.policy.affiliations[kind].name);
  return unit.empty() ? name : name + ", " + unit_name(context, unit);
}

void put_member(View& row, const app::CampaignMember& member) {
  row.set("HREF", fmt::format("/office/person/{}", member.person.value))
      .set("WHO", member.last + " " + member.first)
      .set("USERNAME", member.username.empty() ? "–" : member.username);
}

void put_pages(View& page, const Context& context, std::string_view state, std::size_t all) {
  const auto from = offset_of(context);
  const auto href = [&](std::size_t offset) {
    return fmt::format("{}?state={}&from={}#people", path_of(id_of(context)), state, offset);
  };
  if (from > 0)
    page.add("NEWER").set("HREF", href(from > page_size ? from - page_size : std::size_t{0}));
  if (from + page_size < all) page.add("OLDER").set("HREF", href(from + page_size));
}

struct ServiceCounts {
  std::int64_t ends{0}, kept{0}, elsewhere{0};
};

void put_services(View& section, const Context& context, const app::CampaignPreview& preview) {
  std::map<core::ServiceIndex, ServiceCounts> counts;
  for (const auto& one : preview.members) {
    for (const auto& loss : one.effect.losses) ++counts[loss.service].ends;
    for (const auto service : one.effect.kept) ++counts[service].kept;
    for (const auto& service : one.effect.elsewhere) ++counts[service.service].elsewhere;
  }
  for (const auto& [service, count] : counts)
    section.add("SERVICE")
        .set("NAME", context.words(context.house.policy.services[service].name))
        .set("ENDS", count.ends)
        .set("KEPT", count.kept)
        .set("ELSEWHERE", count.elsewhere);
}

void put_foreseen(View& section, const Context& context, const app::ForeseenMember& one) {
  auto row = section.add("ROW");
  put_member(row, one.member);
  row.set("KIND", capacity(context, one.kind, one.unit))
      .set("KEPT", services_text(context, one.effect.kept))
      .show("LOSES_NOTHING", one.effect.losses.empty())
      .show("NOTHING_ELSEWHERE", one.elsewhere.empty());
  std::map<core::Day, std::vector<core::ServiceIndex>> losses;
  for (const auto& loss : one.effect.losses) losses[loss.last].push_back(loss.service);
  for (const auto& [last, services] : losses)
    row.add("LOSES")
        .set("LOSSES", services_text(context, services))
        .set("LAST_DAY", context.texts.day(context.language(), last));
  for (const auto& other : one.elsewhere)
    row.add("ELSEWHERE")
        .set("OTHER", kinds_text(context, {other.kind}))
        .set("UNTIL", context.texts.until(context.language(), other.until))
        .set("SERVICES", services_text(context, other.services));
}

void put_preview(View& page, Context& context, const app::CampaignPreview& preview) {
  auto section = page.add("PREVIEW");
  section.set("LOSE_NOTHING",
              context.text("campaign.counts", {{"all", std::to_string(preview.members.size())},
                                               {"none", std::to_string(preview.lose_nothing)}}));
  put_services(section, context, preview);
  put_form(section, "START",
           {.action = path_of(preview.campaign.id) + "/start",
            .submit = context.text("campaign.start"),
            .danger = true},
           context.token());
  put_form(section, "DISCARD",
           {.action = path_of(preview.campaign.id) + "/discard",
            .submit = context.text("campaign.discard"),
            .secondary = true},
           context.token());
  const auto from = std::min(offset_of(context), preview.members.size());
  for (std::size_t at = from; at < std::min(from + page_size, preview.members.size()); ++at)
    put_foreseen(section, context, preview.members[at]);
  put_pages(page, context, "", preview.members.size());
}

void put_counts(View& section, const Context& context, const app::CampaignReport& report) {
  BarPlot plot{.words = {.id = "progress",
                         .title = context.text("campaign.progress"),
                         .description = context.text("campaign.progress_about")},
               .label_heading = context.text("campaign.state"),
               .value_heading = context.text("campaign.people"),
               .bars = {}};
  for (std::size_t at = 0; at < core::member_state_count; ++at)
    plot.bars.push_back({context.text(key_of(static_cast<MemberState>(at))),
                         static_cast<std::int64_t>(report.counts[at])});
  put_rows(section, "PLOT", plot);
}

void put_tabs(View& section, const Context& context, const app::CampaignReport& report,
              std::optional<MemberState> current) {
  const auto tab = [&](std::string_view word, const std::string& text, std::size_t count,
                       bool here) {
    section.add("TAB")
        .set("TAB_HREF", fmt::format("{}?state={}#people", path_of(report.campaign.id), word))
        .set("TAB_TEXT", text)
        .set("TAB_COUNT", static_cast<std::int64_t>(count))
        .show("TAB_CURRENT", here);
  };
  tab("", context.text("campaign.all"), report.members.size(), !current);
  for (std::size_t at = 0; at < core::member_state_count; ++at) {
    const auto state = static_cast<MemberState>(at);
    if (report.counts[at] > 0 || current == state)
      tab(core::to_word(state), context.text(key_of(state)), report.counts[at], current == state);
  }
}

void put_followed(View& section, const Context& context, const app::FollowedMember& one) {
  auto row = section.add("ROW");
  put_member(row, one.member);
  row.set("KIND", capacity(context, one.kind, one.unit))
      .set("STATE", context.text(key_of(one.state)))
      .set("LAST_DAY",
           one.last_day ? context.texts.day(context.language(), *one.last_day) : std::string{"–"})
      .set("OTHERS", kinds_text(context, one.others));
  row.show("GOOD", one.state == MemberState::told || one.state == MemberState::stays)
      .show("WARN", one.state == MemberState::claimed)
      .show("WRONG", one.state == MemberState::bounced);
}

void put_step(View& section, Context& context, const core::Campaign& campaign) {
  const bool paused = campaign.stage == CampaignStage::paused;
  put_form(section, paused ? "RESUME" : "PAUSE",
           {.action = path_of(campaign.id) + (paused ? "/resume" : "/pause"),
            .submit = context.text(paused ? "campaign.resume" : "campaign.pause"),
            .secondary = true},
           context.token());
}

void put_progress(View& page, Context& context, const app::CampaignReport& report) {
  auto section = page.add("PROGRESS");
  section.set(
      "AT",
      context.text("campaign.at",
                   {{"time", context.texts.time(context.language(), context.call.now.instant)}}));
  section.set("REPORT_HREF", path_of(report.campaign.id) + "/report.csv");
  put_counts(section, context, report);
  put_step(section, context, report.campaign);
  const auto current = core::from_word<MemberState>(context.request.query.get("state"));
  put_tabs(section, context, report, current);
  std::vector<const app::FollowedMember*> shown;
  for (const auto& one : report.members)
    if (!current || one.state == *current) shown.push_back(&one);
  const auto from = std::min(offset_of(context), shown.size());
  for (std::size_t at = from; at < std::min(from + page_size, shown.size()); ++at)
    put_followed(section, context, *shown[at]);
  put_pages(page, context, current ? core::to_word(*current) : std::string_view{}, shown.size());
}

void put_campaign(View& page, const Context& context, const core::Campaign& one) {
  const auto time = [&](base::Instant at) { return context.texts.time(context.language(), at); };
  page.set("STAGE", context.text(key_of(one.stage)))
      .show("RUNS", one.stage == CampaignStage::running)
      .show("PAUSED", one.stage == CampaignStage::paused);
  put_fact(page, context.text("campaign.last_day"),
           context.texts.day(context.language(), one.ends - days{1}));
  put_fact(page, context.text("campaign.ending"),
           context.text(one.ending == core::Ending::graduation ? "campaign.graduation"
                                                               : "campaign.lapsed"));
  put_fact(page, context.text("campaign.listed"), time(one.created));
  put_fact(page, context.text("campaign.by"), Actors{context}.name(one.by));
  if (one.started) put_fact(page, context.text("campaign.started"), time(*one.started));
  put_history(page, context, context.house.store.read([&](app::Ports& ports) {
    return ports.audit.about(core::placed_by(one), history_shown);
  }));
}

Response campaign(Context& context) {
  const auto report = app::follow_campaign(context.house, context.call, id_of(context));
  if (!report) return context.problem(404, "no_such_campaign");
  View page;
  put_campaign(page, context, report->campaign);
  if (report->campaign.stage != CampaignStage::listed) {
    put_progress(page, context, *report);
  } else if (const auto preview =
                 app::preview_campaign(context.house, context.call, id_of(context))) {
    put_preview(page, context, *preview);
  }
  return context.page("campaign", page, report->campaign.name);
}

using Step = std::expected<core::Campaign, CampaignProblem> (*)(app::House&, const app::Call&,
                                                                core::CampaignId);

// @param then Where it leads; empty: to the campaign.
Handler step(Step take, std::string_view done, std::string_view then = {}) {
  return [take, done, then](Context& context) {
    const auto taken = take(context.house, context.call, id_of(context));
    if (taken)
      return context.redirect(then.empty() ? path_of(id_of(context)) : std::string{then}, done);
    return taken.error() == CampaignProblem::no_such_campaign
               ? context.problem(404, "no_such_campaign")
               : context.problem(409, "someone_was_first");
  };
}

Response report(Context& context) {
  const auto followed = app::follow_campaign(context.house, context.call, id_of(context));
  if (!followed) return context.problem(404, "no_such_campaign");
  return context.file(app::report_csv(context.house, *followed), "text/csv; charset=utf-8",
                      fmt::format("campaign-{}.csv", id_of(context).value));
}

}  // namespace

void register_office_campaign(Router& router) {
  router.get("/office/campaign/{id}", Access::office, campaign);
  router.get("/office/campaign/{id}/report.csv", Access::office, report);
  router.post("/office/campaign/{id}/start", Access::office,
              step(&app::start_campaign, "campaign_started"));
  router.post("/office/campaign/{id}/discard", Access::office,
              step(&app::discard_campaign, "campaign_discarded", "/office/campaigns"));
  router.post("/office/campaign/{id}/pause", Access::office,
              step(&app::pause_campaign, "campaign_paused"));
  router.post("/office/campaign/{id}/resume", Access::office,
              step(&app::resume_campaign, "campaign_resumed"));
}

}  // namespace metroon::web
