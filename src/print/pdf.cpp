#include "print/pdf.hpp"

#include <cairo-pdf.h>
#include <cairomm/surface.h>
#include <pangomm/init.h>

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

Drawn draw_at(double scale, const PdfInfo& info, const Draw& draw) {
  Drawn drawn;
  const auto surface = Cairo::PdfSurface::create_for_stream(
      [&drawn](const unsigned char* octets, unsigned int size) {
        drawn.bytes.append(reinterpret_cast<const char*>(octets), size);
        return CAIRO_STATUS_SUCCESS;
      },
      page_width, page_height);
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

}  // namespace metroon::print
