// What ends in the next half year, week by week; who could not be told; lists of the people.
#include <algorithm>
#include <charconv>
#include <set>

#include "app/ahead.hpp"
#include "app/night.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"
#include "web/plot.hpp"

namespace metroon::web {
namespace {

using app::EndingAhead;
using app::EndingsSought;
using core::Day;
using std::chrono::days;

constexpr days ahead{26 * 7 - 1};
constexpr std::size_t page_size = 100;
constexpr std::size_t bounced_read = 500;

std::string_view asked(const Context& context, std::string_view name) {
  return context.request.query.get(name);
}

EndingsSought sought(const Context& context) {
  const auto& policy = context.house.policy;
  return {.kind = policy.kind_of(asked(context, "kind")),
          .service = policy.service_of(asked(context, "service")),
          .from = base::parse_day(asked(context, "from")),
          .until = base::parse_day(asked(context, "until")),
          .waiting = asked(context, "waiting") == "1"};
}

// Monday to Sunday of the last week that is shown.
Day horizon(const Context& context) {
  return app::week_of(context.call.now.day) + ahead;
}

// Keys of the policy are letters, digits and hyphens: nothing of them has to be escaped.
std::string list_href(const Context& context, const EndingsSought& one) {
  const auto& policy = context.house.policy;
  std::string href = "/office/endings/list?";
  if (one.from) href += "&from=" + base::to_iso(*one.from);
  if (one.until) href += "&until=" + base::to_iso(*one.until);
  if (one.kind) href += "&kind=" + policy.affiliations[*one.kind].key;
  if (one.service) href += "&service=" + policy.services[*one.service].key;
  if (one.waiting) href += "&waiting=1";
  return href;
}

const std::string& kind_text(const Context& context, core::KindIndex kind) {
  return context.words(context.house.policy.affiliations[kind].name);
}

void put_filter(View& page, const Context& context, const EndingsSought& wish) {
  const auto& policy = context.house.policy;
  for (core::KindIndex kind = 0; kind < policy.affiliations.size(); ++kind)
    page.add("KIND")
        .set("VALUE", policy.affiliations[kind].key)
        .set("LABEL", kind_text(context, kind))
        .show("SELECTED", wish.kind == kind);
  for (core::ServiceIndex service = 0; service < policy.services.size(); ++service)
    page.add("SERVICE")
        .set("VALUE", policy.services[service].key)
        .set("LABEL", context.words(policy.services[service].name))
        .show("SELECTED", wish.service == service);
}

struct Week {
  std::int64_t count{0};
  std::map<core::KindIndex, std::int64_t> kinds;
};

struct Sums {
  std::map<Day, Week> weeks;  // By their Mondays; every one, also the empty ones.
  std::map<core::KindIndex, std::int64_t> kinds;
  std::map<core::ServiceIndex, std::int64_t> services;
  std::int64_t all{0};
};

Sums sum(const Context& context, const std::vector<EndingAhead>& endings,
         const EndingsSought& wish) {
  Sums sums;
  const Day first = app::week_of(context.call.now.day);
  for (Day monday = first; monday <= horizon(context); monday += days{7}) sums.weeks[monday];
  for (const auto& one : endings) {
    if (!app::is_sought(wish, one)) continue;
    auto& week = sums.weeks[app::week_of(one.last)];
    ++sums.all;
    ++week.count;
    ++week.kinds[one.kind];
    ++sums.kinds[one.kind];
    for (const auto service : one.services) ++sums.services[service];
  }
  return sums;
}

std::string short_day(Day day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{}/{}", static_cast<unsigned>(date.day()),
                     static_cast<unsigned>(date.month()));
}

void put_plot(View& page, const Context& context, const Sums& sums) {
  BarPlot plot{.words = {.id = "endings",
                         .title = context.text("ahead.plot"),
                         .description = context.text("ahead.plot_about")},
               .label_heading = context.text("ahead.week"),
               .value_heading = context.text("ahead.endings"),
               .bars = {}};
  for (const auto& [monday, week] : sums.weeks)
    plot.bars.push_back({short_day(monday), week.count});
  put_columns(page, "PLOT", plot);
}

std::string counts_text(const Context& context, const Week& week) {
  std::string text;
  for (const auto& [kind, count] : week.kinds)
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", kind_text(context, kind), count);
  return text;
}

void put_weeks(View& page, const Context& context, const Sums& sums, const EndingsSought& wish) {
  auto section = page.add("WEEKS");
  for (const auto& [monday, week] : sums.weeks) {
    if (week.count == 0) continue;
    auto one = wish;
    one.from = monday;
    one.until = monday + days{6};
    section.add("ROW")
        .set("HREF", list_href(context, one))
        .set("LABEL", context.text("ahead.week_of",
                                   {{"day", context.texts.day(context.language(), monday)}}))
        .set("COUNT", week.count)
        .set("KINDS", counts_text(context, week));
  }
  for (const auto& [kind, count] : sums.kinds) {
    auto one = wish;
    one.kind = kind;
    section.add("BY_KIND")
        .set("HREF", list_href(context, one))
        .set("LABEL", kind_text(context, kind))
        .set("COUNT", count);
  }
  for (const auto& [service, count] : sums.services) {
    auto one = wish;
    one.service = service;
    section.add("BY_SERVICE")
        .set("HREF", list_href(context, one))
        .set("LABEL", context.words(context.house.policy.services[service].name))
        .set("COUNT", count);
  }
}

// The latest ending of each person: sending again concerns all of them.
void put_bounced(View& page, Context& context) {
  const auto all = app::bounced_notices(context.house, bounced_read);
  page.show("NONE_BOUNCED", all.empty());
  if (all.empty()) return;
  auto table = page.add("BOUNCED");
  table.set("TOKEN", context.token());
  std::set<core::PersonId> shown;
  for (const auto& one : all)
    if (shown.insert(one.person).second)
      table.add("ROW")
          .set("HREF", fmt::format("/office/person/{}", one.person.value))
          .set("WHO", one.last + " " + one.first)
          .set("ADDRESS", one.address)
          .set("REASON", one.error)
          .set("LAST_DAY", context.texts.day(context.language(), one.ending))
          .set("PERSON", one.person.value);
}

Response endings(Context& context) {
  auto wish = sought(context);
  wish.from = wish.until = std::nullopt;
  wish.waiting = false;
  const auto all = app::endings_ahead(context.house, context.call, horizon(context));
  const auto sums = sum(context, all, wish);
  View page;
  page.show("AT_ENDINGS");
  page.set("LEAD", context.texts.plural(
                       context.language(), "ahead.lead", sums.all,
                       {{"day", context.texts.day(context.language(), horizon(context))}}));
  put_filter(page, context, wish);
  page.show("EMPTY", sums.all == 0);
  if (sums.all > 0) {
    put_plot(page, context, sums);
    put_weeks(page, context, sums, wish);
  }
  const auto waiting = std::ranges::count_if(all, &EndingAhead::waits);
  page.show("NONE_WAITING", waiting == 0);
  if (waiting > 0)
    page.add("WAITING").set(
        "TEXT", context.texts.plural(context.language(), "ahead.waiting_count", waiting));
  put_bounced(page, context);
  return context.page("endings", page, context.text("ahead.title"));
}

std::string lead_of(const Context& context, const EndingsSought& wish, std::int64_t count) {
  std::string about;
  const auto add = [&](const std::string& text) { about += (about.empty() ? "" : " · ") + text; };
  if (wish.kind) add(kind_text(context, *wish.kind));
  if (wish.service) add(context.words(context.house.policy.services[*wish.service].name));
  if (wish.from)
    add(context.text("ahead.from", {{"day", context.texts.day(context.language(), *wish.from)}}));
  if (wish.until)
    add(context.text("ahead.until", {{"day", context.texts.day(context.language(), *wish.until)}}));
  if (wish.waiting) add(context.text("ahead.waiting"));
  const auto counted = context.texts.plural(context.language(), "ahead.count", count);
  return about.empty() ? counted : about + ": " + counted;
}

void put_people(View& page, const Context& context, std::span<const EndingAhead> shown) {
  page.show("EMPTY", shown.empty());
  if (shown.empty()) return;
  std::vector<core::PersonId> ids;
  for (const auto& one : shown) ids.push_back(one.person);
  const auto people = app::people_of(context.house, ids);
  auto table = page.add("TABLE");
  for (const auto& one : shown) {
    const auto person = std::ranges::find(people, one.person, &core::Person::id);
    if (person == people.end()) continue;
    table.add("ROW")
        .set("HREF", fmt::format("/office/person/{}", one.person.value))
        .set("WHO", person->names.last + " " + person->names.first)
        .set("USERNAME", one.username)
        .set("LAST_DAY", context.texts.day(context.language(), one.last))
        .set("KIND", kind_text(context, one.kind))
        .set("SERVICES", services_text(context, one.services));
  }
}

Response list(Context& context) {
  const auto wish = sought(context);
  auto all = app::endings_ahead(context.house, context.call,
                                std::min(wish.until.value_or(horizon(context)), horizon(context)));
  std::erase_if(all, [&](const EndingAhead& one) { return !app::is_sought(wish, one); });
  const auto typed = asked(context, "offset");
  std::size_t offset = 0;
  std::from_chars(typed.data(), typed.data() + typed.size(), offset);
  offset = std::min(offset, all.size());
  View page;
  page.set("LEAD", lead_of(context, wish, static_cast<std::int64_t>(all.size())));
  put_people(page, context,
             std::span{all}.subspan(offset, std::min(page_size, all.size() - offset)));
  if (offset + page_size < all.size())
    page.add("OLDER").set(
        "HREF", fmt::format("{}&offset={}", list_href(context, wish), offset + page_size));
  return context.page("endings_list", page, context.text("ahead.list_title"));
}

Response again(Context& context) {
  const bool given =
      app::give_notice_again(context.house, context.call, {context.form_number("person")});
  if (!given) return context.problem(409, "someone_was_first");
  return context.redirect("/office/endings", "notice_given_again");
}

}  // namespace

void register_office_endings(Router& router) {
  router.get("/office/endings", Access::office, endings);
  router.get("/office/endings/list", Access::office, list);
  router.post("/office/endings/again", Access::office, again);
}

}  // namespace metroon::web
