#include "print/letterhead.hpp"

#include <algorithm>

namespace metroon::print {
namespace {

constexpr double label_width = 132;

/// The largest of a size and smaller ones at which the text stays on one line.
Style fitted(const Page& page, std::string_view text, Style style, double width) {
  while (style.size > 9 && page.width_of(text, style) > width) style.size -= 1;
  return style;
}

}  // namespace

void Flow::write(std::string_view text, const Style& style) {
  y_ += page_.write(text, style, page_.left(), y_, page_.width());
}

void Flow::title(std::string_view text) {
  write(text, {.size = 21, .bold = true, .colour = accent, .part = Part::title});
}

void Flow::heading(std::string_view text) {
  gap(15);
  write(text, {.size = 12.5, .bold = true, .colour = accent, .part = Part::heading});
  gap(4);
}

void Flow::numbered(std::string_view mark, std::string_view text) {
  const double indent = page_.scaled(18);
  page_.write(mark, {.size = 10.5, .bold = true, .colour = accent}, page_.left(), y_, indent);
  y_ += page_.write(text, {.size = 10.5}, page_.left() + indent, y_, page_.width() - indent);
  gap(4);
}

void Flow::row(std::string_view label, std::string_view value) {
  const double tall =
      page_.write(label, {.size = 10, .colour = faint}, page_.left(), y_, label_width - 10);
  const double beside = page_.write(value, {.size = 11, .bold = true}, page_.left() + label_width,
                                    y_, page_.width() - label_width);
  y_ += std::max(tall, beside);
  gap(3);
}

double write_head(Page& page, const Paper& paper) {
  const auto& institution = paper.policy.institution;
  const double half = page.width() * 0.68;
  const double name =
      page.write(institution.name.in(paper.language),
                 {.size = 11.5, .bold = true, .colour = accent}, page.left(), page.top(), half);
  const double account = page.write(institution.account_name.in(paper.language),
                                    {.size = 11.5, .colour = faint, .side = Style::Side::right},
                                    page.left() + half + 12, page.top(), page.width() - half - 12);
  const double y = page.top() + std::max(name, account) + page.scaled(7);
  page.rule(page.left(), y, page.width(), accent, 1.2);
  return y + page.scaled(22);
}

double write_foot(Page& page, const Paper& paper) {
  const auto& office = paper.policy.office;
  const auto hours = paper.dates.office_hours(paper.language, office.hours);
  const auto text = paper.text("print.foot", {{"office", office.name.in(paper.language)},
                                              {"place", office.place.in(paper.language)},
                                              {"hours", hours},
                                              {"phone", office.phone},
                                              {"email", office.email}});
  const Style style{.size = 9, .colour = faint};
  const double y = page.bottom() - page.height_of(text, style, page.width());
  page.rule(page.left(), y - 7, page.width());
  page.write(text, style, page.left(), y, page.width());
  return y - 7;
}

double write_code_box(Page& page, double y, const CodeBox& box) {
  const double padding = page.scaled(14);
  const double square = page.scaled(118);
  const double inside = page.width() - square - 3 * padding;
  const Style label{.size = 10, .colour = faint};
  const Style below{.size = 10.5, .bold = true};
  const auto code = fitted(page, box.code, {.size = 27, .bold = true, .mono = true}, inside);
  const double gap = page.scaled(8);
  const double words = page.height_of(box.label, label, inside) + gap +
                       page.height_of(box.code, code, inside) + gap +
                       page.height_of(box.below, below, inside);
  const double height = std::max(square, words) + 2 * padding;
  page.fill_box({page.left(), y, page.width(), height}, tint);
  page.fill_box({page.left(), y, 3, height}, accent);
  const double x = page.left() + padding;
  double at = y + (height - words) / 2;
  at += page.write(box.label, label, x, at, inside) + gap;
  at += page.write(box.code, code, x, at, inside) + gap;
  page.write(box.below, below, x, at, inside);
  page.qr_code(box.qr, page.right() - padding - square, y + (height - square) / 2, square);
  return y + height;
}

}  // namespace metroon::print
