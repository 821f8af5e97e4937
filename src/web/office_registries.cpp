// The registries, their runs, and what a second person lets through.
#include "app/registry_doors.hpp"
#include "base/spreadsheet.hpp"
#include "web/history.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"
#include "web/plot.hpp"

namespace metroon::web {
namespace {

constexpr std::size_t runs_shown = 30;
constexpr std::size_t bad_rows_shown = 100;

std::string how_text(const Context& context, const core::Registry& registry) {
  if (registry.posts) return context.text("registries.posts");
  if (!registry.daily_at) return context.text("registries.by_hand");
  return context.text(
      "registries.daily",
      {{"time", fmt::format("{:02}:{:02}", *registry.daily_at / 60, *registry.daily_at % 60)}});
}

// As put_stage does it.
void put_outcome(View& view, const Context& context, const app::RegistryRun& run) {
  const auto key = run.applied          ? "registries.applied"
                   : app::is_begun(run) ? "registries.broken_off"
                                        : "registries.stopped";
  view.set("STAGE", context.text(key));
  view.show("STAGE_GOOD", run.applied.has_value());
  view.show("STAGE_WARN", !run.applied && core::may_be_confirmed(run.verdict));
  view.show("STAGE_WRONG", !run.applied && !core::may_be_confirmed(run.verdict));
}

void put_counts(View& view, const core::DeliveryCounts& counts) {
  view.set("ROWS", counts.rows)
      .set("ADDED", counts.added)
      .set("CHANGED", counts.changed)
      .set("ENDED", counts.ended)
      .set("BAD", counts.bad);
}

Response registries(Context& context) {
  const auto lines = app::list_registries(context.house);
  const auto held =
      context.house.store.read([](app::Ports& ports) { return ports.registries.held_count(); });
  View page;
  if (held > 0)
    page.add("HELD").set("HELD_TEXT",
                         context.text("registries.held", {{"count", std::to_string(held)}}));
  page.show("EMPTY", lines.empty());
  if (!lines.empty()) {
    auto table = page.add("TABLE");
    for (const auto& line : lines) {
      auto row = table.add("ROW");
      row.set("HREF", registry_path(line.registry->name))
          .set("NAME", context.words(line.registry->title))
          .set("HOW", how_text(context, *line.registry))
          .show("FAULT", line.fetch && !line.fetch->fault.empty());
      if (!line.last) continue;
      row.set("WHEN", context.texts.time(context.language(), line.last->started));
      auto outcome = row.add("OUTCOME");
      put_outcome(outcome, context, *line.last);
      put_counts(row, line.last->counts);
    }
  }
  return context.page("registries", page, context.text("registries.title"));
}

void put_runs_plot(View& page, const Context& context, const std::vector<app::RegistryRun>& runs) {
  BarPlot plot{.words = {.id = "runs",
                         .title = context.text("registries.plot"),
                         .description = context.text("registries.plot_about")},
               .label_heading = context.text("registries.when"),
               .value_heading = context.text("registries.plot_value"),
               .bars = {}};
  for (auto at = runs.rbegin(); at != runs.rend(); ++at) {
    const auto& n = at->counts;
    const auto on = base::to_iso(context.house.civil_day(at->started));
    // Short, for thirty of them stand side by side: 23/11.
    plot.bars.push_back(
        {on.substr(8, 2) + "/" + on.substr(5, 2), at->applied ? n.added + n.changed + n.ended : 0});
  }
  put_columns(page, "PLOT", plot);
}

void put_registry_facts(View& page, const Context& context, const core::Registry& registry) {
  put_fact(page, context.text("registries.how"), how_text(context, registry));
  put_fact(page, context.text("registries.delivery"),
           context.text(registry.full ? "registries.full" : "registries.delta"));
  std::string addresses;
  for (const auto& one : registry.report_to) addresses += (addresses.empty() ? "" : ", ") + one;
  if (!addresses.empty()) put_fact(page, context.text("registries.report_to"), addresses);
}

Response registry(Context& context) {
  const auto view =
      app::open_registry(context.house, context.parameters.find("name")->second, runs_shown);
  if (!view) return context.problem(404, "no_such_registry");
  View page;
  const auto& fetch = view->line.fetch;
  if (fetch && !fetch->fault.empty())
    page.add("FAULT")
        .set("WHEN", context.texts.time(context.language(), fetch->at))
        .set("WHAT", fetch->fault);
  put_registry_facts(page, context, *view->line.registry);
  page.show("EMPTY", view->runs.empty());
  if (!view->runs.empty()) {
    put_runs_plot(page, context, view->runs);
    auto table = page.add("TABLE");
    for (const auto& run : view->runs) {
      auto row = table.add("ROW");
      row.set("HREF", run_path(run))
          .set("WHEN", context.texts.time(context.language(), run.started));
      put_outcome(row, context, run);
      put_counts(row, run.counts);
    }
  }
  return context.page("registry", page, context.words(view->line.registry->title));
}

void put_run_facts(View& page, const Context& context, const app::RegistryRun& run) {
  const auto& n = run.counts;
  const auto fact = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) put_fact(page, context.text(key), value);
  };
  const auto time = [&](app::Instant at) { return context.texts.time(context.language(), at); };
  Actors actors{context};
  fact("registries.source", run.source);
  fact("registries.made", time(run.made));
  fact("registries.started", fmt::format("{}, {}", time(run.started), actors.name(run.by)));
  if (run.applied) fact("registries.applied", time(*run.applied));
  if (!run.confirmed_by.empty()) fact("registries.confirmed_by", actors.name(run.confirmed_by));
  fact("registries.asserted", std::to_string(n.asserted));
  fact("registries.rows", std::to_string(n.rows));
  fact("registries.unchanged", std::to_string(n.unchanged));
  fact("registries.added", std::to_string(n.added));
  fact("registries.changed", std::to_string(n.changed));
  fact("registries.ended", std::to_string(n.ended));
  fact("registries.bad", std::to_string(n.bad));
  if (run.held > 0) fact("registries.waiting", std::to_string(run.held));
}

std::string advice_of(const Context& context, const app::RunView& view) {
  if (!core::may_be_confirmed(view.run.verdict)) return context.text("registries.never_applied");
  if (!view.newest) return context.text("registries.newer_run");
  return context.text(view.may_be_confirmed ? "registries.waits" : "registries.ask_second");
}

void put_bad_rows(View& page, const Context& context, const app::RunView& view) {
  page.show("NO_BAD", view.bad.empty());
  if (view.bad.empty()) return;
  auto table = page.add("BAD_ROWS");
  table.set("CSV_HREF", run_path(view.run) + "/rows");
  for (std::size_t at = 0; at < std::min(view.bad.size(), bad_rows_shown); ++at) {
    const auto& row = view.bad[at];
    table.add("ROW")
        .set("LINE", row.line > 0 ? std::to_string(row.line) : "")
        .set("KEY", row.key)
        .set("COLUMN", row.column)
        .set("REASON", bad_row_text(context, row.reason))
        .set("FOUND", row.found);
  }
  table.show("MORE", view.bad.size() > bad_rows_shown);
}

Response run_page(Context& context, const std::string& problem = {}) {
  const auto view = app::open_run(context.house, context.call,
                                  context.parameters.find("name")->second, {context.number("id")});
  if (!view) return context.problem(404, "no_such_run");
  View page;
  page.set("REGISTRY_HREF", registry_path(view->run.registry))
      .set("REGISTRY", context.words(view->registry->title));
  put_outcome(page, context, view->run);
  if (!app::is_let_through(view->run)) {
    auto stopped = page.add("STOPPED");
    stopped.set("VERDICT", context.text(key_of(view->run.verdict)))
        .set("ADVICE", advice_of(context, *view));
    if (view->newest && core::may_be_confirmed(view->run.verdict))
      stopped.add("FORESEE").set("HREF", run_path(view->run) + "/people");
  }
  put_run_facts(page, context, view->run);
  if (view->may_be_confirmed)
    put_form(page, "FORM",
             {.action = run_path(view->run) + "/confirm",
              .submit = context.text("registries.confirm_submit"),
              .problem = problem,
              .danger = true},
             context.token());
  put_bad_rows(page, context, *view);
  return context.page(
      "registry_run", page,
      context.text("registries.run_title",
                   {{"time", context.texts.time(context.language(), view->run.started)}}),
      problem.empty() ? 200 : 422);
}

Response confirm(Context& context) {
  const auto& name = context.parameters.find("name")->second;
  const core::RegistryRunId id{context.number("id")};
  const auto done = app::confirm_run(context.house, context.call, name, id);
  if (!done) {
    switch (done.error().problem) {
      case app::DoorProblem::no_such_registry:
        return context.problem(404, "no_such_registry");
      case app::DoorProblem::busy:
        return run_page(context, context.text("registries.busy"));
      case app::DoorProblem::unreadable:
        return run_page(context, context.text("registries.unreadable") + ": " + done.error().what);
    }
  }
  if (*done)
    return context.redirect(run_path(**done),
                            (*done)->applied ? "registry_confirmed" : "registry_other_now");
  switch (done->error()) {
    case app::RunProblem::no_such_run:
      return context.problem(404, "no_such_run");
    case app::RunProblem::applied_already:
      return context.problem(409, "someone_was_first");
    case app::RunProblem::never:
      return run_page(context, context.text("registries.never_applied"));
    case app::RunProblem::same_person:
      return context.problem(403, "second_person");
  }
  return run_page(context);
}

Response rows(Context& context) {
  const auto view = app::open_run(context.house, context.call,
                                  context.parameters.find("name")->second, {context.number("id")});
  if (!view) return context.problem(404, "no_such_run");
  // The mark tells spreadsheets that it is UTF-8.
  std::string csv = "\xEF\xBB\xBFline,key,column,reason,found\r\n";
  for (const auto& row : view->bad)
    csv += base::spreadsheet_row(
        {std::to_string(row.line), row.key, row.column, row.reason, row.found});
  return context.file(std::move(csv), "text/csv; charset=utf-8",
                      fmt::format("{}-{}.csv", view->run.registry, view->run.id.value));
}

}  // namespace

std::string registry_path(std::string_view name) {
  return fmt::format("/office/registry/{}", name);
}

std::string run_path(const app::RegistryRun& run) {
  return fmt::format("/office/registry/{}/run/{}", run.registry, run.id.value);
}

std::string bad_row_text(const Context& context, const std::string& reason) {
  const auto key = "bad_row." + reason;
  return context.texts.has(context.language(), key) ? context.text(key) : reason;
}

void register_office_registries(Router& router) {
  router.get("/office/registries", Access::office, registries);
  router.get("/office/registry/{name}", Access::office, registry);
  router.get("/office/registry/{name}/run/{id}", Access::office,
             [](Context& context) { return run_page(context); });
  router.post("/office/registry/{name}/run/{id}/confirm", Access::office, confirm);
  router.get("/office/registry/{name}/run/{id}/rows", Access::office, rows);
}

}  // namespace metroon::web
