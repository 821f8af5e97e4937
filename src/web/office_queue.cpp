// The office's first page: what waits, oldest first.
#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "app/acts.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

using core::Stage;

constexpr std::size_t page_size = 50;

// What the office looks for, in the order of its day.
struct Tab {
  std::string_view key;
  std::array<Stage, 3> stages;
};
constexpr std::array tabs{
    Tab{"decide", {Stage::submitted, Stage::submitted, Stage::submitted}},
    Tab{"applicant", {Stage::incomplete, Stage::needs_more, Stage::needs_more}},
    Tab{"collect", {Stage::approved, Stage::handed_over, Stage::handed_over}},
    Tab{"done", {Stage::activated, Stage::activated, Stage::activated}},
    Tab{"refused", {Stage::rejected, Stage::withdrawn, Stage::expired}},
};

std::set<Stage> stages_of(const Tab& tab) {
  return {tab.stages.begin(), tab.stages.end()};
}

const Tab& tab_of(std::string_view key) {
  const auto found = std::ranges::find(tabs, key, &Tab::key);
  return found == tabs.end() ? tabs.front() : *found;
}

std::size_t offset_of(const Context& context) {
  const auto typed = context.request.query.get("from");
  std::size_t offset = 0;
  std::from_chars(typed.data(), typed.data() + typed.size(), offset);
  return std::min<std::size_t>(offset, 100'000);
}

void put_tabs(View& view, const Context& context, const Tab& current,
              const std::vector<std::size_t>& counts) {
  for (const auto& tab : tabs) {
    std::size_t count = 0;
    for (const auto stage : stages_of(tab)) count += counts[static_cast<std::size_t>(stage)];
    view.add("TAB")
        .set("TAB_HREF", fmt::format("/office?show={}", tab.key))
        .set("TAB_TEXT", context.text(fmt::format("queue.{}", tab.key)))
        .set("TAB_COUNT", static_cast<std::int64_t>(count))
        .show("TAB_CURRENT", tab.key == current.key);
  }
}

void put_row(View& view, const Context& context, const app::QueueRow& row) {
  auto line = view.add("ROW");
  const auto age = std::chrono::floor<std::chrono::days>(context.call.now.instant - row.submitted);
  line.set("ID", row.id.value)
      .set("NUMBER", app::grouped(row.number, 5))
      .set("WHO", fmt::format("{} {}", row.last, row.first))
      .set("KIND", kind_name(context, row.kind))
      .set("UNIT", unit_name(context, row.unit))
      .set("AGE", context.texts.plural(context.language(), "queue.age", age.count()))
      .set("SUBMITTED", context.texts.time(context.language(), row.submitted));
  put_stage(line, context, row.stage);
}

void put_paging(View& view, std::string_view tab, std::size_t offset, bool more) {
  const auto href = [&](std::size_t from) {
    return fmt::format("/office?show={}&from={}", tab, from);
  };
  if (offset > 0) view.add("NEWER").set("HREF", href(offset - std::min(offset, page_size)));
  if (more) view.add("OLDER").set("HREF", href(offset + page_size));
}

Response queue(Context& context) {
  const auto& tab = tab_of(context.request.query.get("show"));
  const auto offset = offset_of(context);
  const auto text = context.request.query.get("text");
  // A search looks everywhere: whoever has a name or a number need not know the stage. Only what
  // nobody has confirmed is not for the office yet.
  std::vector<Stage> stages;
  for (std::size_t index = 1; index < core::stage_count; ++index)
    if (const auto stage = static_cast<Stage>(index);
        stage != Stage::unconfirmed && (!text.empty() || stages_of(tab).contains(stage)))
      stages.push_back(stage);
  const auto queue =
      app::office_queue(context.house, context.call, stages, text, page_size, offset);
  View view;
  put_tabs(view, context, tab, queue.counts);
  view.set("TEXT", text).set("SHOW", tab.key);
  view.show("SEARCHED", !text.empty())
      .show("UNSEARCHED", text.empty())
      .show("EMPTY", queue.rows.empty());
  if (!queue.rows.empty()) {
    auto table = view.add("TABLE");
    for (const auto& row : queue.rows) put_row(table, context, row);
  }
  put_paging(view, tab.key, offset, queue.more);
  if (!queue.shared_requests.empty()) {
    auto shared = view.add("SHARED");
    for (const auto& request : queue.shared_requests)
      shared.add("REQUEST")
          .set("ID", request.id.value)
          .set("USERNAME", request.username)
          .set("REQUEST_TITLE", request.title)
          .set("SINCE", context.texts.time(context.language(), request.created));
  }
  return context.page("office_queue", view, context.text("queue.title"));
}

}  // namespace

void register_office_queue(Router& router) {
  router.get("/office", Access::office, queue);
}

}  // namespace metroon::web
