// What an applicant keeps: the number, and what comes next (B3).
#include "print/letterhead.hpp"
#include "print/pdf.hpp"
#include "print/printer.hpp"

namespace metroon::print {
namespace {

void write_list(Flow& flow, std::string_view heading, const std::vector<std::string>& items) {
  if (items.empty()) return;
  flow.heading(heading);
  for (const auto& item : items) flow.bullet(item);
}

void write_next(Flow& flow, const Paper& paper, const app::Receipt& receipt) {
  flow.heading(paper.text("print.receipt.next"));
  flow.numbered("1", paper.text("print.receipt.next1"));
  flow.numbered("2", paper.text("print.receipt.next2"));
  flow.numbered("3", paper.text("print.receipt.next3", {{"url", receipt.track_url}}));
}

void write_visit(Flow& flow, const Paper& paper) {
  const auto& office = paper.policy.office;
  flow.heading(paper.text("print.receipt.visit"));
  flow.row(paper.text("print.label.place"), office.place.in(paper.language));
  flow.row(paper.text("print.label.hours"), paper.dates.office_hours(paper.language, office.hours));
}

Extent draw(Page& page, const Paper& paper, const app::Receipt& receipt) {
  Flow head{page, write_head(page, paper)};
  head.title(paper.text("print.receipt.title"));
  head.gap(10);
  head.row(paper.text("print.label.applicant"), receipt.applicant);
  head.row(paper.text("print.label.kind"), receipt.kind);
  head.row(paper.text("print.label.submitted"), paper.day(receipt.submitted));
  head.gap(11);
  Flow flow{page, write_code_box(page, head.y(),
                                 {.label = paper.text("print.receipt.number"),
                                  .code = receipt.number,
                                  .below = paper.text("print.receipt.keep"),
                                  .qr = receipt.number})};
  write_list(flow, paper.text("print.receipt.missing"), receipt.missing);
  write_next(flow, paper, receipt);
  write_list(flow, paper.text("print.receipt.bring"), receipt.to_bring);
  write_visit(flow, paper);
  return {flow.y(), write_foot(page, paper)};
}

}  // namespace

app::Bytes PdfPrinter::receipt(const core::Policy& policy, const app::Receipt& receipt) {
  const Paper paper{policy, texts_, dates_, receipt.language};
  return make_pdf({.title = paper.text("print.receipt.title"),
                   .author = policy.institution.name.in(receipt.language),
                   .language = receipt.language,
                   .created = app::Instant{receipt.submitted.time_since_epoch()}},
                  [&](Page& page) { return draw(page, paper, receipt); });
}

}  // namespace metroon::print
