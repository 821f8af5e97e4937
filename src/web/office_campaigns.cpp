// The campaigns there are, and the form that lists a new one.
#include <algorithm>
#include <iterator>

#include "app/campaign.hpp"
#include "web/history.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

using app::CampaignProblem;
using std::chrono::days;

constexpr std::size_t campaigns_shown = 100;
constexpr std::size_t loose_shown = 50;
// As many usernames as a campaign may have.
constexpr std::size_t form_octets = std::size_t{2} * 1024 * 1024;

Response campaigns(Context& context) {
  const auto all = app::campaigns(context.house, campaigns_shown);
  View page;
  page.show("AT_CAMPAIGNS").show("EMPTY", all.empty());
  if (!all.empty()) {
    auto table = page.add("TABLE");
    Actors actors{context};
    for (const auto& one : all)
      table.add("ROW")
          .set("HREF", fmt::format("/office/campaign/{}", one.id.value))
          .set("NAME", one.name)
          .set("STAGE", context.text(key_of(one.stage)))
          .set("LAST_DAY", context.texts.day(context.language(), one.ends - days{1}))
          .set("LISTED", context.texts.time(context.language(), one.created))
          .set("BY", actors.name(one.by))
          .show("RUNS", one.stage == core::CampaignStage::running)
          .show("PAUSED", one.stage == core::CampaignStage::paused);
  }
  return context.page("campaigns", page, context.text("campaign.title"));
}

std::vector<Option> kind_options(const Context& context) {
  std::vector<Option> options;
  for (const auto& kind : context.house.policy.affiliations)
    options.push_back({.value = kind.key, .label = context.words(kind.name), .hint = {}});
  return options;
}

std::vector<Option> unit_options(const Context& context) {
  std::vector<Option> options;
  for (const auto& unit : context.house.policy.units)
    options.push_back({.value = unit.key, .label = context.words(unit.name), .hint = {}});
  return options;
}

// Which field a problem stands beside.
std::string_view field_of(CampaignProblem problem) {
  switch (problem) {
    case CampaignProblem::name_missing:
    case CampaignProblem::name_too_long:
      return "name";
    case CampaignProblem::kind_missing:
      return "kind";
    case CampaignProblem::unknown_unit:
      return "unit";
    case CampaignProblem::last_day_wrong:
      return "last_day";
    case CampaignProblem::days_wrong:
      return "ended_from";
    case CampaignProblem::not_text:
    case CampaignProblem::loose_lines:
    case CampaignProblem::nobody:
    case CampaignProblem::too_many:
      return "lines";
    case CampaignProblem::no_such_campaign:
    case CampaignProblem::not_now:
      break;
  }
  return "name";
}

std::string problem_text(const Context& context, CampaignProblem problem) {
  switch (problem) {
    case CampaignProblem::name_missing:
      return context.text("problem_of.missing");
    case CampaignProblem::name_too_long:
      return context.text("problem_of.too_long");
    case CampaignProblem::kind_missing:
    case CampaignProblem::unknown_unit:
      return context.text("problem_of.unknown_choice");
    case CampaignProblem::last_day_wrong:
      return context.text("campaign.last_day_wrong");
    case CampaignProblem::days_wrong:
      return context.text("campaign.days_wrong");
    case CampaignProblem::loose_lines:
      return context.text("campaign.loose_error");
    case CampaignProblem::not_text:
    case CampaignProblem::nobody:
      return context.text("campaign.nobody");
    case CampaignProblem::too_many:
      return context.text("problem_of.too_many");
    case CampaignProblem::no_such_campaign:
    case CampaignProblem::not_now:
      break;
  }
  return {};
}

FieldView field(const Context& context, std::string_view name, const std::string& label,
                Input input) {
  return {.name = std::string{name},
          .label = label,
          .input = input,
          .value = std::string{context.form(name)},
          .autocomplete = "off"};
}

std::vector<FieldView> what_fields(const Context& context) {
  auto name = field(context, "name", context.text("campaign.name"), Input::text);
  name.hint = context.text("campaign.name_hint");
  auto kind = field(context, "kind", context.text("queue.kind"), Input::select);
  kind.options = kind_options(context);
  auto unit = field(context, "unit", context.text("queue.unit"), Input::select);
  unit.hint = context.text("campaign.unit_hint");
  unit.required = false;
  unit.options = unit_options(context);
  unit.nothing = context.text("ahead.any");
  auto ending = field(context, "ending", context.text("campaign.ending"), Input::radio);
  if (ending.value.empty()) ending.value = "graduation";
  ending.options = {
      {.value = "graduation", .label = context.text("campaign.graduation"), .hint = {}},
      {.value = "lapsed", .label = context.text("campaign.lapsed"), .hint = {}}};
  auto last_day = field(context, "last_day", context.text("campaign.last_day"), Input::date);
  last_day.hint = context.text("campaign.last_day_hint");
  return {std::move(name), std::move(kind), std::move(unit), std::move(ending),
          std::move(last_day)};
}

std::vector<FieldView> who_fields(const Context& context) {
  auto lines = field(context, "lines", context.text("campaign.lines"), Input::area);
  lines.hint = context.text("campaign.lines_hint");
  lines.heading = context.text("campaign.who");
  auto from = field(context, "ended_from", context.text("campaign.ended_from"), Input::date);
  from.hint = context.text("campaign.ended_from_hint");
  from.heading = context.text("campaign.or_by_days");
  auto until = field(context, "ends_by", context.text("campaign.ends_by"), Input::date);
  std::vector fields{std::move(lines), std::move(from), std::move(until)};
  for (auto& one : fields) one.required = false;
  return fields;
}

std::vector<FieldView> fields(const Context& context) {
  auto all = what_fields(context);
  std::ranges::move(who_fields(context), std::back_inserter(all));
  return all;
}

void put_loose(View& page, const Context& context, const std::vector<app::LooseLine>& loose) {
  if (loose.empty()) return;
  auto section = page.add("LOOSE");
  for (std::size_t at = 0; at < std::min(loose.size(), loose_shown); ++at)
    section.add("LINE").set("TEXT", loose[at].line).show("SEVERAL", loose[at].several);
  if (loose.size() > loose_shown)
    section.add("MORE").set(
        "MORE_TEXT",
        context.text("campaign.loose_more", {{"n", std::to_string(loose.size() - loose_shown)}}));
}

Response new_page(Context& context, const app::ListRefused* refused) {
  FormView form{.action = "/office/campaigns",
                .submit = context.text("campaign.list_submit"),
                .fields = fields(context)};
  View page;
  if (refused != nullptr) {
    for (auto& field : form.fields)
      if (field.name == field_of(refused->problem))
        field.error = problem_text(context, refused->problem);
      else if (field.required && field.value.empty())
        field.error = context.text("problem_of.missing");
    put_loose(page, context, refused->loose);
    if (refused->problem == CampaignProblem::loose_lines)
      form.fields.push_back({.name = "leave_out",
                             .label = context.text("campaign.leave_out"),
                             .input = Input::checkbox});
  }
  put_form(page, "FORM", form, context.token());
  return context.page("campaign_new", page, context.text("campaign.new"), refused ? 422 : 200);
}

Response list(Context& context) {
  const auto typed = [&](std::string_view name) { return std::string{context.form(name)}; };
  const auto ending = core::from_word<core::Ending>(context.form("ending"));
  if (!ending) return context.problem(400, "bad_request");  // The form has one chosen.
  const auto listed = app::list_campaign(context.house, context.call,
                                         {.name = typed("name"),
                                          .lines = typed("lines"),
                                          .kinds = {typed("kind")},
                                          .unit = typed("unit"),
                                          .ended_from = typed("ended_from"),
                                          .ends_by = typed("ends_by"),
                                          .last_day = typed("last_day"),
                                          .ending = *ending,
                                          .leave_out = context.form("leave_out") == "on"});
  if (!listed) return new_page(context, &listed.error());
  return context.redirect(fmt::format("/office/campaign/{}", listed->campaign.id.value),
                          "campaign_listed");
}

}  // namespace

void register_office_campaigns(Router& router) {
  router.get("/office/campaigns", Access::office, campaigns);
  router.get("/office/campaigns/new", Access::office,
             [](Context& context) { return new_page(context, nullptr); });
  router.post("/office/campaigns", Access::office, list, form_octets);
}

}  // namespace metroon::web
