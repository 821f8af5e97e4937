// The solemn declaration of law 1599/1986, article 8 (B5): boxes to fill in by hand or on screen.
#include <algorithm>

#include "print/letterhead.hpp"
#include "print/pdf.hpp"
#include "print/printer.hpp"

namespace metroon::print {
namespace {

/// Changes only when the form itself does: everybody downloads the same file.
constexpr app::Instant form_dated{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};

struct Cell {
  std::string_view key;  ///< The label is `print.form.<key>`; the field's name is the key.
  double share{1};       ///< Of the row's width.
  enum class Filled { line, lines, never } filled{Filled::line};  ///< A signature: never.
};

/// Boxes in rows, each with its label in the upper left corner.
class Grid {
 public:
  Grid(Page& page, const Paper& paper, double y) : page_{page}, paper_{paper}, y_{y} {}
  [[nodiscard]] double y() const { return y_; }

  void row(const std::vector<Cell>& cells, double height = 31) {
    const double tall = page_.scaled(height);
    double x = page_.left();
    for (const auto& cell : cells) {
      const Box box{x, y_, page_.width() * cell.share, tall};
      draw(cell, box);
      x += box.width;
    }
    y_ += tall;
  }

 private:
  void draw(const Cell& cell, const Box& box) {
    page_.frame(box, line);
    const auto label = paper_.text("print.form." + std::string{cell.key});
    const double used =
        page_.write(label, {.size = 7.5, .colour = faint}, box.x + 4, box.y + 2, box.width - 8);
    if (cell.filled == Cell::Filled::never) return;
    const double y = box.y + 2 + used;
    page_.add_field({.name = std::string{cell.key},
                     .label = label,
                     .box = {box.x + 3, y, box.width - 6, box.y + box.height - y - 1.5},
                     .lines = cell.filled == Cell::Filled::lines});
  }

  Page& page_;
  const Paper& paper_;
  double y_;
};

double write_person(Page& page, const Paper& paper, double y) {
  Grid grid{page, paper, y};
  grid.row({{"first_name", 0.5}, {"last_name", 0.5}});
  grid.row({{"father", 0.5}, {"mother", 0.5}});
  grid.row({{"birth_date", 0.35}, {"birth_place", 0.65}});
  grid.row({{"identity_number", 0.35}, {"afm", 0.25}, {"phone", 0.4}});
  grid.row({{"town", 0.33}, {"street", 0.37}, {"street_number", 0.12}, {"postcode", 0.18}});
  grid.row({{"email", 1}});
  return grid.y();
}

double write_cooperation(Page& page, const Paper& paper, double y) {
  Grid grid{page, paper, y};
  grid.row({{"unit", 1}});
  grid.row({{"cooperation", 1, Cell::Filled::lines}}, 74);
  grid.row({{"from", 0.5}, {"until", 0.5}});
  grid.row({{"supervisor", 1}});
  grid.row({{"more", 1, Cell::Filled::lines}}, 58);
  return grid.y();
}

double write_signature(Page& page, const Paper& paper, double y) {
  Grid grid{page, paper, y};
  grid.row({{"date", 0.35}, {"signature", 0.65, Cell::Filled::never}}, 62);
  return grid.y();
}

Extent draw(Page& page, const Paper& paper, const core::Evidence& evidence) {
  const auto& institution = paper.policy.institution.name.in(paper.language);
  Flow head{page, write_head(page, paper)};
  head.write(evidence.name.in(paper.language), {.size = 18,
                                                .bold = true,
                                                .colour = accent,
                                                .side = Style::Side::centre,
                                                .part = Part::title});
  head.write(paper.text("print.form.law"), {.size = 9.5, .side = Style::Side::centre});
  head.gap(8);
  head.write(paper.text("print.form.checked"), {.size = 8.5, .colour = faint});
  head.gap(8);
  head.row(paper.text("print.form.to"), institution);
  head.gap(3);
  Flow middle{page, write_person(page, paper, head.y())};
  middle.gap(9);
  middle.write(paper.text("print.form.sentence"), {.size = 10});
  middle.gap(3);
  middle.write(paper.text("print.form.cooperates", {{"institution", institution}}),
               {.size = 10, .bold = true});
  middle.gap(5);
  Flow end{page, write_cooperation(page, paper, middle.y())};
  end.gap(9);
  Flow note{page, write_signature(page, paper, end.y())};
  note.gap(6);
  note.write(paper.text("print.form.how"), {.size = 8.5, .colour = faint});
  return {note.y(), write_foot(page, paper)};
}

}  // namespace

app::Bytes PdfPrinter::blank_form(const core::Policy& policy, core::EvidenceIndex evidence,
                                  core::Language language) {
  const Paper paper{policy, texts_, dates_, language};
  const auto& which = policy.evidence.at(evidence);
  return make_pdf({.title = which.name.in(language),
                   .author = policy.institution.name.in(language),
                   .language = language,
                   .created = form_dated},
                  [&](Page& page) { return draw(page, paper, which); });
}

}  // namespace metroon::print
