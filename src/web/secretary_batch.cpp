// The whole year's sheets: asked for, watched, taken once.
#include "app/batches.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

using State = app::BatchProgress::State;

Response show(Context& context) {
  View page;
  // The storybook has nobody who draws.
  auto* batches = context.house.batches;
  std::optional<app::BatchProgress> known;
  if (batches != nullptr) known = batches->progress(context.staff()->id, context.call.now.instant);
  const auto progress = known.value_or(app::BatchProgress{});
  const auto is = [&](State state) { return known.has_value() && progress.state == state; };
  page.set("TOKEN", context.token());
  const bool drawing = is(State::drawing);
  page.show("START", !drawing)
      .show("READY", is(State::ready))
      .show("NOBODY", is(State::nobody))
      .show("FAILED", is(State::failed));
  if (drawing) {
    auto section = page.add("DRAWING");
    if (progress.of > 0)
      section.add("COUNTED")
          .set("DRAWN", static_cast<std::int64_t>(progress.drawn))
          .set("OF", static_cast<std::int64_t>(progress.of));
  }
  auto response = context.page("secretary_batch", page, context.text("secretary.batch_title"));
  if (drawing) response.headers.emplace_back("Refresh", "2");
  return response;
}

Response start(Context& context) {
  if (context.house.batches == nullptr) return context.problem(404, "no_batch");
  const auto of =
      context.form("again") == "on" ? app::BatchOf::everybody : app::BatchOf::without_sheet;
  (void)context.house.batches->start(context.call, *context.staff(), of);
  return context.redirect("/secretary/batch");
}

Response take(Context& context) {
  if (context.house.batches == nullptr) return context.problem(404, "no_batch");
  auto pdf = context.house.batches->take(context.staff()->id, context.call.now.instant);
  if (!pdf) return context.problem(404, "no_batch");
  return context.file({pdf->begin(), pdf->end()}, "application/pdf", "sheets.pdf");
}

}  // namespace

void register_secretary_batch(Router& router) {
  router.get("/secretary/batch", Access::secretary, show);
  router.post("/secretary/batch", Access::secretary, start);
  router.post("/secretary/batch/sheets", Access::secretary, take);
}

}  // namespace metroon::web
