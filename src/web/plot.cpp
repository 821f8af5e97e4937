#include "web/plot.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace metroon::web {
namespace {

using base::Day;
using std::chrono::days;
using std::chrono::months;

constexpr int row_height = 46;
constexpr int column_height = 180;
constexpr std::size_t most_ticks = 7;
constexpr days farthest{3653};

std::string percentage(double value) {
  return fmt::format("{:.2f}", value);
}

View put_words(View& page, std::string_view section, const PlotWords& words) {
  auto plot = page.add(section);
  plot.set("PLOT_ID", words.id).set("PLOT_TITLE", words.title).set("PLOT_DESC", words.description);
  return plot;
}

std::int64_t highest(const BarPlot& plot) {
  const auto top = std::ranges::max_element(plot.bars, {}, &Bar::value);
  return top == plot.bars.end() ? 1 : std::max<std::int64_t>(1, top->value);
}

void put_bar_table(View& plot, const BarPlot& it) {
  plot.set("LABEL_HEADING", it.label_heading).set("VALUE_HEADING", it.value_heading);
  for (const auto& bar : it.bars)
    plot.add("TABLE_ROW").set("LABEL", bar.label).set("VALUE", bar.value);
}

std::string month_of(Day day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{}/{}", unsigned{date.month()}, int{date.year()});
}

void put_axis(View& plot, const Axis& axis, int height) {
  for (const auto tick : axis.ticks())
    plot.add("TICK")
        .set("X", percentage(axis.percent(tick)))
        .set("TEXT", month_of(tick))
        .set("BOTTOM", height);
}

void put_part(View& plot, const Axis& axis, Day from, Day end, int y, bool ahead) {
  const double begin = axis.percent(from);
  plot.add("BAR")
      .set("X", percentage(begin))
      .set("WIDTH", percentage(std::max(0.4, axis.percent(end) - begin)))
      .set("Y", y)
      .set("LOOK", ahead ? "m-plot-ahead" : "m-plot-bar");
}

// What has been and what is ahead are two rectangles: colour alone says nothing.
void put_interval(View& plot, const Axis& axis, const Interval& one, Day today, int y) {
  const Day end = one.until ? *one.until + days{1} : axis.last;
  if (one.from < today) put_part(plot, axis, one.from, std::min(end, today), y, false);
  if (end > today) put_part(plot, axis, std::max(one.from, today), end, y, true);
}

}  // namespace

double Axis::percent(Day day) const {
  const auto whole = static_cast<double>((last - first).count());
  return std::clamp(static_cast<double>((day - first).count()) * 100.0 / whole, 0.0, 100.0);
}

std::vector<Day> Axis::ticks() const {
  const std::chrono::year_month_day date{first};
  const Day begin = base::add_months(Day{date.year() / date.month() / 1}, months{1});
  for (const int step : {1, 3, 6, 12, 24, 60, 120, 240}) {
    std::vector<Day> all;
    for (Day at = begin; at < last; at = base::add_months(at, months{step})) all.push_back(at);
    if (all.size() <= most_ticks) return all;
  }
  return {};
}

Axis axis_of(std::span<const IntervalRow> rows, Day today) {
  Axis axis{today - days{90}, today + days{365}};
  const auto take = [&](Day day) {
    if (day < today - farthest || day > today + farthest) return;
    axis.first = std::min(axis.first, day);
    axis.last = std::max(axis.last, day + days{30});
  };
  for (const auto& row : rows)
    for (const auto& one : row.intervals) {
      take(one.from);
      if (one.until) take(*one.until);
    }
  return axis;
}

void put_rows(View& page, std::string_view section, const BarPlot& it) {
  auto plot = put_words(page, section, it.words);
  const auto top = static_cast<double>(highest(it));
  int y = 0;
  for (const auto& bar : it.bars) {
    plot.add("BAR")
        .set("TEXT_Y", y + 17)
        .set("Y", y + 23)
        .set("LABEL", bar.label)
        .set("VALUE", bar.value)
        .set("WIDTH", percentage(static_cast<double>(bar.value) * 100.0 / top));
    y += row_height;
  }
  plot.set("HEIGHT", std::max(y, 1));
  put_bar_table(plot, it);
}

void put_columns(View& page, std::string_view section, const BarPlot& it) {
  auto plot = put_words(page, section, it.words);
  const auto top = highest(it);
  const double step = 100.0 / static_cast<double>(std::max<std::size_t>(1, it.bars.size()));
  const auto every = (it.bars.size() + most_ticks - 1) / most_ticks;
  for (std::size_t at = 0; at < it.bars.size(); ++at) {
    const auto height = it.bars[at].value * column_height / top;
    const double x = step * static_cast<double>(at);
    plot.add("BAR")
        .set("X", percentage(x))
        .set("WIDTH", percentage(step * 0.8))
        .set("Y", column_height - height + 24)
        .set("BAR_HEIGHT", height);
    if (at % every == 0) plot.add("TICK").set("X", percentage(x)).set("TEXT", it.bars[at].label);
  }
  plot.set("TOP", top);
  put_bar_table(plot, it);
}

void put_intervals(View& page, const Context& context, std::string_view section,
                   const IntervalPlot& it) {
  auto plot = put_words(page, section, it.words);
  const auto axis = axis_of(it.rows, it.today);
  const int height = static_cast<int>(it.rows.size()) * row_height;
  put_axis(plot, axis, height);
  const auto day = [&](Day one) { return context.texts.day(context.language(), one); };
  int y = 0;
  for (const auto& row : it.rows) {
    plot.add("ROW").set("LABEL", row.label).set("TEXT_Y", y + 17);
    for (const auto& one : row.intervals) {
      put_interval(plot, axis, one, it.today, y + 23);
      plot.add("TABLE_ROW")
          .set("LABEL", row.label)
          .set("FROM", day(one.from))
          .set("UNTIL", one.until_text);
    }
    y += row_height;
  }
  plot.set("TODAY", percentage(axis.percent(it.today)));
  plot.set("BOTTOM", height).set("TICK_Y", height + 20).set("HEIGHT", height + 28);
  plot.set("LABEL_HEADING", it.label_heading);
}

}  // namespace metroon::web
