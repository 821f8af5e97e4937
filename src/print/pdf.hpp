// From something drawn on a page to the octets of a PDF file.
#pragma once

#include <functional>

#include "app/records.hpp"
#include "print/page.hpp"

namespace metroon::print {

struct PdfInfo {
  std::string title;
  std::string author;
  core::Language language{core::Language::el};
  app::Instant created{};  ///< Written into the file: the clock has no say in its octets.
};

/// Draws; @return the lowest point that was used and the one that may be used.
struct Extent {
  double used{0};
  double free{0};
};
using Draw = std::function<Extent(Page&)>;

/// One A4 page. Where the drawing would run over, it is drawn again smaller, down to two thirds.
/// Fonts are embedded; the same drawing gives the same octets.
[[nodiscard]] app::Bytes make_pdf(const PdfInfo&, const Draw&);

/// One page for each of `count`, without fields to fill in. @param go_on Asked after each page with
/// how many are drawn. @return empty if it said no.
[[nodiscard]] app::Bytes make_pdf(const PdfInfo&, std::size_t count,
                                  const std::function<Extent(Page&, std::size_t)>&,
                                  const std::function<bool(std::size_t)>& go_on);

}  // namespace metroon::print
