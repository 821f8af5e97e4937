// Plots as SVG that the server makes: no script, no inline style. Lengths are percentages of the
// page's width, so that words keep their size on a phone. A table with the same figures goes with
// each.
#pragma once

#include <optional>
#include <span>

#include "base/day.hpp"
#include "web/context.hpp"

namespace metroon::web {

/// What is said about a plot to those who do not see it, and above its table.
struct PlotWords {
  std::string id;  ///< Unique on the page, an HTML id.
  std::string title;
  std::string description;  ///< The gist in a sentence.
};

struct Bar {
  std::string label;
  std::int64_t value{0};  ///< Not negative.
};
struct BarPlot {
  PlotWords words;
  std::string label_heading;  ///< Of the table.
  std::string value_heading;
  std::vector<Bar> bars;
};
/// One bar below the other, each with its words: for categories. Fills `[[>plot_rows]]` within
/// `section`.
void put_rows(View&, std::string_view section, const BarPlot&);
/// One column beside the other, some with their words: for days. Fills `[[>plot_columns]]`.
void put_columns(View&, std::string_view section, const BarPlot&);

struct Interval {
  base::Day from{};
  std::optional<base::Day> until;  ///< Last day; empty while no end is known.
  std::string until_text;          ///< For the table.
};
struct IntervalRow {
  std::string label;
  std::vector<Interval> intervals;
};
struct IntervalPlot {
  PlotWords words;
  std::string label_heading;
  base::Day today{};
  std::vector<IntervalRow> rows;
};
/// Rows on one axis of time, with a line for today; what is ahead is drawn as an outline. Fills
/// `[[>plot_intervals]]`.
void put_intervals(View&, const Context&, std::string_view section, const IntervalPlot&);

/// A window of days, and where a day stands in it.
struct Axis {
  base::Day first{};
  base::Day last{};  ///< After `first`.
  /// 0 to 100; what lies outside stands at the edge.
  [[nodiscard]] double percent(base::Day day) const;
  /// At most seven firsts of a month, evenly apart.
  [[nodiscard]] std::vector<base::Day> ticks() const;
};
/// Room for everything that begins or ends within ten years of today.
[[nodiscard]] Axis axis_of(std::span<const IntervalRow> rows, base::Day today);

}  // namespace metroon::web
