// How many accounts there are, by state, capacity and unit.
#include <mutex>

#include "app/ahead.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"
#include "web/plot.hpp"

namespace metroon::web {
namespace {

constexpr std::chrono::minutes kept{10};
constexpr std::chrono::seconds at_least{10};

// Counting walks everybody: what was counted a moment ago is shown again, with its moment.
class Counted {
 public:
  app::Numbers get(Context& context) {
    const std::lock_guard lock{mutex_};
    const auto age = context.call.now.instant - numbers_.at;
    const bool anew = context.request.query.has("anew") && age > at_least;
    if (numbers_.at == base::Instant{} || anew || age > kept || age < std::chrono::seconds{0})
      numbers_ = app::count_everybody(context.house, context.call);
    return numbers_;
  }

 private:
  std::mutex mutex_;
  app::Numbers numbers_;
};

BarPlot plot_of(const Context& context, std::string id, const std::string& title,
                const std::string& what) {
  return {.words = {.id = std::move(id),
                    .title = title,
                    .description = context.text("numbers.plot_about")},
          .label_heading = what,
          .value_heading = context.text("numbers.count"),
          .bars = {}};
}

void put_states(View& page, const Context& context, const app::Numbers& numbers) {
  auto plot =
      plot_of(context, "states", context.text("numbers.by_state"), context.text("people.state"));
  for (const auto& [state, count] : numbers.states)
    plot.bars.push_back({context.text(key_of(state)), static_cast<std::int64_t>(count)});
  put_rows(page, "STATES", plot);
}

void put_kinds(View& page, const Context& context, const app::Numbers& numbers) {
  auto plot =
      plot_of(context, "kinds", context.text("numbers.by_kind"), context.text("queue.kind"));
  for (const auto& [kind, count] : numbers.kinds)
    plot.bars.push_back({context.words(context.house.policy.affiliations[kind].name),
                         static_cast<std::int64_t>(count)});
  put_rows(page, "KINDS", plot);
}

void put_units(View& page, const Context& context, const app::Numbers& numbers) {
  auto plot =
      plot_of(context, "units", context.text("numbers.by_unit"), context.text("queue.unit"));
  for (const auto& [unit, count] : numbers.units)
    plot.bars.push_back({unit.empty() ? context.text("numbers.no_unit") : unit_name(context, unit),
                         static_cast<std::int64_t>(count)});
  put_rows(page, "UNITS", plot);
}

Response numbers(Context& context, Counted& counted) {
  const auto all = counted.get(context);
  View page;
  page.show("AT_NUMBERS");
  page.set("LEAD", context.text("numbers.lead",
                                {{"people", std::to_string(all.people)},
                                 {"time", context.texts.time(context.language(), all.at)}}));
  page.set("SHARED", context.text("numbers.shared", {{"n", std::to_string(all.shared)}}));
  put_states(page, context, all);
  put_kinds(page, context, all);
  put_units(page, context, all);
  return context.page("numbers", page, context.text("numbers.title"));
}

}  // namespace

void register_office_numbers(Router& router) {
  auto counted = std::make_shared<Counted>();
  router.get("/office/numbers", Access::office,
             [counted](Context& context) { return numbers(context, *counted); });
}

}  // namespace metroon::web
