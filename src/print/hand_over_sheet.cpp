// What a holder carries home: never a password, only the means to choose one (B4).
#include "print/letterhead.hpp"
#include "print/pdf.hpp"
#include "print/printer.hpp"

namespace metroon::print {
namespace {

using By = app::HandOverSheet::By;

constexpr std::string_view to_be_written = "…… / …… / …………";  // By hand.

std::string_view title_of(const app::HandOverSheet& sheet) {
  return sheet.by == By::secretariat_ahead ? "print.sheet.ahead_title" : "print.sheet.title";
}

std::string valid_of(const Paper& paper, const app::HandOverSheet& sheet) {
  if (sheet.by != By::secretariat_ahead)
    return paper.text("print.sheet.valid", {{"day", paper.day(sheet.valid_until)}});
  return paper.text("print.sheet.ahead_valid",
                    {{"days", std::to_string(paper.policy.applications.activation_code_days)}});
}

void write_steps(Flow& flow, const Paper& paper, const app::HandOverSheet& sheet) {
  flow.heading(paper.text("print.sheet.steps"));
  flow.numbered("1", paper.text("print.sheet.step1", {{"url", sheet.activate_url}}));
  flow.numbered("2", paper.text("print.sheet.step2"));
  flow.numbered("3", paper.text("print.sheet.step3",
                                {{"minimum", std::to_string(paper.policy.passwords.minimum)}}));
}

void write_care(Flow& flow, const Paper& paper, const app::HandOverSheet& sheet) {
  flow.heading(paper.text("print.sheet.care"));
  flow.bullet(paper.text("print.sheet.care1"));
  flow.bullet(paper.text("print.sheet.care2"));
  flow.bullet(
      paper.text(sheet.by == By::office ? "print.sheet.care3" : "print.sheet.secretariat_care3"));
}

void write_record(Flow& flow, const Paper& paper, const app::HandOverSheet& sheet) {
  flow.heading(paper.text(sheet.by == By::secretariat_ahead ? "print.sheet.ahead_record"
                                                            : "print.sheet.record"));
  if (sheet.by == By::secretariat_ahead) {
    flow.row(paper.text("print.label.sheet_number"), sheet.number);
    flow.row(paper.text("print.label.printed"), paper.day(sheet.day));
    flow.row(paper.text("print.label.handed_over_on"), to_be_written);
    return;
  }
  flow.row(paper.text("print.label.handed_over"), paper.day(sheet.day));
  flow.row(paper.text("print.label.officer"), sheet.officer);
  if (!sheet.number.empty()) flow.row(paper.text("print.label.number"), sheet.number);
}

Extent draw(Page& page, const Paper& paper, const app::HandOverSheet& sheet) {
  Flow head{page, write_head(page, paper)};
  head.title(paper.text(title_of(sheet)));
  head.gap(10);
  head.row(paper.text("print.label.holder"), sheet.holder);
  head.row(paper.text("print.label.username"), sheet.username);
  head.row(paper.text("print.label.address"), sheet.address);
  head.gap(11);
  const auto valid = valid_of(paper, sheet);
  const base::Secret link{sheet.activate_url + "#" + std::string{sheet.code.reveal()}};
  Flow flow{page, write_code_box(page, head.y(),
                                 {.label = paper.text("print.sheet.code"),
                                  .code = sheet.code.reveal(),
                                  .below = valid,
                                  .qr = link.reveal()})};
  write_steps(flow, paper, sheet);
  write_care(flow, paper, sheet);
  write_record(flow, paper, sheet);
  return {flow.y(), write_foot(page, paper)};
}

}  // namespace

app::Bytes PdfPrinter::hand_over_sheet(const core::Policy& policy,
                                       const app::HandOverSheet& sheet) {
  const Paper paper{policy, texts_, dates_, sheet.language};
  return make_pdf({.title = paper.text(title_of(sheet)),
                   .author = policy.institution.name.in(sheet.language),
                   .language = sheet.language,
                   .created = sheet.made},
                  [&](Page& page) { return draw(page, paper, sheet); });
}

app::Bytes PdfPrinter::hand_over_sheets(
    const core::Policy& policy, std::span<const app::HandOverSheet> sheets,
    const std::function<bool(std::size_t, std::size_t)>& progress) {
  if (sheets.empty()) return {};
  const auto& first = sheets.front();
  const auto title = Paper{policy, texts_, dates_, first.language}.text(title_of(first));
  return make_pdf(
      {.title = title,
       .author = policy.institution.name.in(first.language),
       .language = first.language,
       .created = first.made},
      sheets.size(),
      [&](Page& page, std::size_t n) {
        return draw(page, {policy, texts_, dates_, sheets[n].language}, sheets[n]);
      },
      [&](std::size_t done) { return progress(done, sheets.size()); });
}

}  // namespace metroon::print
