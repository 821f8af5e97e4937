#include "web/person_plot.hpp"

#include <algorithm>

#include "web/words.hpp"

namespace metroon::web {
namespace {

IntervalRow affiliation_row(const Context& context, const core::Affiliation& one) {
  const auto& kind = context.house.policy.affiliations[one.kind];
  Interval interval{.from = one.from, .until = {}, .until_text = context.text("people.no_end")};
  if (one.ends) {
    interval.until = *one.ends - core::Day::duration{1};
    interval.until_text = context.texts.day(context.language(), *interval.until);
  }
  return {context.words(kind.name) + (one.unit.empty() ? "" : ", " + unit_name(context, one.unit)),
          {interval}};
}

IntervalRow service_row(const Context& context, const core::Dossier& dossier,
                        const core::ServiceStanding& service, core::Day activated) {
  const auto begun = dossier.affiliations[service.because].from;
  Interval interval{
      .from = std::max(begun, activated), .until = {}, .until_text = until_text(context, service)};
  const auto until = core::open_until(context.house.policy.notices, service, context.call.now.day);
  if (until.kind == core::Until::Kind::day && !service.waits_for_notice)
    interval.until = until.last;
  return {context.words(context.house.policy.services[service.service].name), {interval}};
}

}  // namespace

void put_person_plot(View& page, const Context& context, const app::PersonView& view) {
  if (view.dossier.affiliations.empty()) return;
  IntervalPlot plot{.words = {.id = "life",
                              .title = context.text("plot.person"),
                              .description = context.text("plot.person_about")},
                    .label_heading = context.text("plot.what"),
                    .today = context.call.now.day,
                    .rows = {}};
  for (const auto& one : view.dossier.affiliations)
    plot.rows.push_back(affiliation_row(context, one));
  if (view.standing && view.dossier.account->activated)
    for (const auto& one : view.standing->services)
      plot.rows.push_back(
          service_row(context, view.dossier, one, *view.dossier.account->activated));
  put_intervals(page, context, "PLOT", plot);
}

}  // namespace metroon::web
