// The auditor's page: search the record, see the state of its chain. Nothing can be changed here.
#include <algorithm>
#include <boost/url.hpp>

#include "app/acts.hpp"
#include "app/auditing.hpp"
#include "base/text.hpp"
#include "web/history.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

constexpr std::size_t entries_a_page = 50;

std::string typed(const Context& context, std::string_view name) {
  return base::squeeze(context.request.query.get(name)).substr(0, 200);
}

app::AuditSearch search_of(const Context& context) {
  app::AuditSearch search{.subject = typed(context, "subject"),
                          .actor = typed(context, "actor"),
                          .action = typed(context, "action"),
                          .from = {},
                          .before = {}};
  if (const auto from = base::parse_typed_day(typed(context, "from")))
    search.from = app::day_begins(context.house, *from);
  if (const auto to = base::parse_typed_day(typed(context, "to")))
    search.before = app::day_begins(context.house, *to + std::chrono::days{1});
  return search;
}

std::optional<std::int64_t> below_of(const Context& context) {
  const auto text = typed(context, "below");
  const bool digits = !text.empty() && text.size() < 19 &&
                      std::ranges::all_of(text, [](char one) { return one >= '0' && one <= '9'; });
  return digits ? std::optional{std::stoll(text)} : std::nullopt;
}

// What was asked for, with another place to go on from.
std::string older_href(const Context& context, std::int64_t below) {
  boost::urls::url href{"/audit?search=1"};
  for (const std::string_view name : {"subject", "actor", "action", "from", "to"})
    if (const auto value = typed(context, name); !value.empty())
      href.params().append({name, value});
  href.params().append({"below", std::to_string(below)});
  return std::string{href.buffer()};
}

void put_days_wrong(View& page, const Context& context) {
  const auto wrong = [&](std::string_view name) {
    const auto text = typed(context, name);
    return !text.empty() && !base::parse_typed_day(text);
  };
  page.show("DAYS_WRONG", wrong("from") || wrong("to"));
}

void put_entries(View& page, const Context& context, const app::AuditPage& found) {
  page.show("NOTHING", found.entries.empty());
  if (found.entries.empty()) return;
  auto table = page.add("TABLE");
  Actors actors{context};
  for (const auto& [number, entry, hash, erased] : found.entries) {
    table.add("ROW")
        .set("NUMBER", number)
        .set("WHEN", context.texts.time(context.language(), entry.at))
        .set("WHO", actors.name(entry.actor))
        .set("ACTOR", entry.actor)
        .set("ACTION", action_text(context, entry.action))
        .set("WORD", entry.action)
        .set("SUBJECT", entry.subject)
        .set("DETAIL", erased.empty() ? entry.detail : context.text("audit_page.erased"))
        .set("CLIENT", entry.client);
  }
  if (found.more) page.add("OLDER").set("HREF", older_href(context, found.entries.back().number));
}

void put_state(View& page, const Context& context) {
  const auto verdict = app::verify_audit(context.house, {});
  auto state = page.add("STATE");
  state.show("HOLDS", verdict.holds()).show("BROKEN", !verdict.holds());
  state.set("ENTRIES", verdict.entries);
  if (verdict.broken) state.add("FIRST").set("NUMBER", verdict.broken->number);
  if (verdict.last)
    state.add("LAST")
        .set("NUMBER", verdict.last->number)
        .set("WHEN", context.texts.time(context.language(), verdict.last->at))
        .set("HASH", base::to_hex(verdict.last->hash));
  state.show("NO_CHECKPOINT", !verdict.last);
}

// To walk all of a chain takes seconds when it is long: only when asked.
Response audit(Context& context) {
  View page;
  for (const auto& [field, value] :
       {std::pair{"SUBJECT", "subject"}, std::pair{"ACTOR", "actor"}, std::pair{"ACTION", "action"},
        std::pair{"FROM", "from"}, std::pair{"TO", "to"}})
    page.set(field, typed(context, value));
  put_days_wrong(page, context);
  if (context.request.query.has("state")) put_state(page, context);
  if (context.request.query.has("search"))
    put_entries(page, context,
                app::search_audit(context.house, context.call, search_of(context),
                                  below_of(context), entries_a_page));
  return context.page("audit", page, context.text("record.title"));
}

}  // namespace

void register_audit(Router& router) {
  router.get("/audit", Access::auditor, audit);
}

}  // namespace metroon::web
