#include "print/pdf.hpp"

#include <cairo-pdf.h>
#include <cairomm/surface.h>
#include <pangomm/init.h>

#include <algorithm>
#include <array>
#include <optional>

#include "print/pdf_update.hpp"

namespace metroon::print {
namespace {

constexpr std::array scales{1.0, 0.93, 0.86, 0.8, 0.73, 0.66};

void start_pango() {
  static const bool started = [] {
    Pango::init();
    return true;
  }();
  static_cast<void>(started);
}

void describe(const Cairo::RefPtr<Cairo::PdfSurface>& surface, const PdfInfo& info) {
  const auto set = [&](cairo_pdf_metadata_t which, const std::string& value) {
    cairo_pdf_surface_set_metadata(surface->cobj(), which, value.c_str());
  };
  set(CAIRO_PDF_METADATA_TITLE, info.title);
  set(CAIRO_PDF_METADATA_AUTHOR, info.author);
  set(CAIRO_PDF_METADATA_CREATOR, "Metroon");
  set(CAIRO_PDF_METADATA_CREATE_DATE, base::to_iso(info.created));
}

struct Drawn {
  app::Bytes bytes;
  std::vector<FormField> fields;
  bool fits{false};
};

Cairo::RefPtr<Cairo::PdfSurface> surface_into(app::Bytes& bytes) {
  return Cairo::PdfSurface::create_for_stream(
      [&bytes](const unsigned char* octets, unsigned int size) {
        bytes.append(reinterpret_cast<const char*>(octets), size);
        return CAIRO_STATUS_SUCCESS;
      },
      page_width, page_height);
}

Drawn draw_at(double scale, const PdfInfo& info, const Draw& draw) {
  Drawn drawn;
  const auto surface = surface_into(drawn.bytes);
  describe(surface, info);
  {
    const auto context = Cairo::Context::create(surface);
    Page page{context, info.language, scale};
    const auto extent = draw(page);
    context->show_page();
    drawn.fits = extent.used <= extent.free;
    drawn.fields = page.fields();
  }
  surface->finish();
  return drawn;
}

}  // namespace

app::Bytes make_pdf(const PdfInfo& info, const Draw& draw) {
  start_pango();
  Drawn drawn;
  for (const auto scale : scales) {
    drawn = draw_at(scale, info, draw);
    if (drawn.fits) break;
  }
  return with_language_and_form(std::move(drawn.bytes), info.language, drawn.fields);
}

app::Bytes make_pdf(const PdfInfo& info, std::size_t count,
                    const std::function<Extent(Page&, std::size_t)>& draw,
                    const std::function<bool(std::size_t)>& go_on) {
  start_pango();
  app::Bytes bytes;
  const auto surface = surface_into(bytes);
  describe(surface, info);
  const auto context = Cairo::Context::create(surface);
  for (std::size_t n = 0; n < count; ++n) {
    const auto fits = [&](double scale) {
      return draw_at(scale, info, [&](Page& page) { return draw(page, n); }).fits;
    };
    const auto* scale = std::ranges::find_if(scales, fits);
    Page page{context, info.language, scale == scales.end() ? scales.back() : *scale};
    static_cast<void>(draw(page, n));
    context->show_page();
    if (!go_on(n + 1)) return {};
  }
  surface->finish();
  return with_language_and_form(std::move(bytes), info.language, {});
}

}  // namespace metroon::print
