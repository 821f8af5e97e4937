#include "print/page.hpp"

#include <cairo-pdf.h>
#include <pangomm.h>
#include <qrencode.h>

#include <memory>
#include <stdexcept>

namespace metroon::print {
namespace {

constexpr const char* text_family = "Noto Sans, DejaVu Sans, sans-serif";
constexpr const char* mono_family = "Noto Sans Mono, DejaVu Sans Mono, monospace";

const char* tag_of(Part part) {
  switch (part) {
    case Part::title:
      return "H1";
    case Part::heading:
      return "H2";
    case Part::paragraph:
      return "P";
  }
  return "P";
}

Pango::Alignment alignment_of(Style::Side side) {
  switch (side) {
    case Style::Side::left:
      return Pango::Alignment::LEFT;
    case Style::Side::right:
      return Pango::Alignment::RIGHT;
    case Style::Side::centre:
      return Pango::Alignment::CENTER;
  }
  return Pango::Alignment::LEFT;
}

/// A hyphen at the end of a broken line would be typed as part of an address or a username.
void refuse_hyphens(const Glib::RefPtr<Pango::Layout>& layout) {
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
  pango_layout_set_attributes(layout->gobj(), attributes);
  pango_attr_list_unref(attributes);
}

Glib::RefPtr<Pango::Layout> lay_out(const Cairo::RefPtr<Cairo::Context>& context,
                                    core::Language language, double scale, std::string_view text,
                                    const Style& style) {
  auto layout = Pango::Layout::create(context);
  layout->get_context()->set_language(Pango::Language{std::string{core::to_code(language)}});
  Pango::FontDescription font{style.mono ? mono_family : text_family};
  font.set_absolute_size(style.size * scale * Pango::SCALE);
  font.set_weight(style.bold ? Pango::Weight::BOLD : Pango::Weight::NORMAL);
  layout->set_font_description(font);
  layout->set_alignment(alignment_of(style.side));
  layout->set_wrap(Pango::WrapMode::WORD_CHAR);
  layout->set_line_spacing(style.part == Part::paragraph ? 1.12F : 1.0F);
  layout->set_text(std::string{text});
  refuse_hyphens(layout);
  return layout;
}

double to_points(int units) {
  return static_cast<double>(units) / Pango::SCALE;
}

void set_width(const Glib::RefPtr<Pango::Layout>& layout, double width) {
  layout->set_width(static_cast<int>(width * Pango::SCALE));
}

double height_of_layout(const Glib::RefPtr<Pango::Layout>& layout) {
  int width = 0;
  int height = 0;
  layout->get_size(width, height);
  return to_points(height);
}

void set_colour(const Cairo::RefPtr<Cairo::Context>& context, Colour colour) {
  context->set_source_rgb(colour.red, colour.green, colour.blue);
}

/// Everything between its birth and its death is one element of the document's structure.
class Tagged {
 public:
  Tagged(const Cairo::RefPtr<Cairo::Context>& context, const char* tag)
      : context_{context}, tag_{tag} {
    cairo_tag_begin(context_->cobj(), tag_, nullptr);
  }
  Tagged(const Tagged&) = delete;
  Tagged& operator=(const Tagged&) = delete;
  ~Tagged() { cairo_tag_end(context_->cobj(), tag_); }

 private:
  Cairo::RefPtr<Cairo::Context> context_;
  const char* tag_;
};

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};
using Code = std::unique_ptr<QRcode, FreeCode>;

/// Medium correction: a fold or a stain through the square does no harm.
Code encode(std::string_view text) {
  Code code{QRcode_encodeData(static_cast<int>(text.size()),
                              reinterpret_cast<const unsigned char*>(text.data()), 0,
                              QR_ECLEVEL_M)};
  if (!code) throw std::runtime_error{"too long for a QR code"};
  return code;
}

}  // namespace

Page::Page(const Cairo::RefPtr<Cairo::Context>& context, core::Language language, double scale)
    : context_{context}, language_{language}, scale_{scale} {}

double Page::height_of(std::string_view text, const Style& style, double width) const {
  const auto layout = lay_out(context_, language_, scale_, text, style);
  set_width(layout, width);
  return height_of_layout(layout);
}

double Page::width_of(std::string_view text, const Style& style) const {
  int width = 0;
  int height = 0;
  lay_out(context_, language_, scale_, text, style)->get_size(width, height);
  return to_points(width);
}

double Page::write(std::string_view text, const Style& style, double x, double y, double width) {
  const auto layout = lay_out(context_, language_, scale_, text, style);
  set_width(layout, width);
  const Tagged element{context_, tag_of(style.part)};
  set_colour(context_, style.colour);
  context_->move_to(x, y);
  layout->show_in_cairo_context(context_);
  return height_of_layout(layout);
}

void Page::fill_box(const Box& box, Colour colour) {
  set_colour(context_, colour);
  context_->rectangle(box.x, box.y, box.width, box.height);
  context_->fill();
}

void Page::frame(const Box& box, Colour colour, double thickness) {
  set_colour(context_, colour);
  context_->set_line_width(thickness);
  context_->rectangle(box.x, box.y, box.width, box.height);
  context_->stroke();
}

void Page::rule(double x, double y, double width, Colour colour, double thickness) {
  set_colour(context_, colour);
  context_->set_line_width(thickness);
  context_->move_to(x, y);
  context_->line_to(x + width, y);
  context_->stroke();
}

void Page::qr_code(std::string_view text, double x, double y, double size) {
  const auto code = encode(text);
  const int quiet = 4;
  const double module = size / (code->width + 2 * quiet);
  fill_box({x, y, size, size}, {1, 1, 1});
  const Tagged figure{context_, "Figure"};
  set_colour(context_, {0, 0, 0});
  for (int row = 0; row < code->width; ++row)
    for (int column = 0; column < code->width; ++column)
      if ((code->data[row * code->width + column] & 1) != 0)
        context_->rectangle(x + (column + quiet) * module, y + (row + quiet) * module, module,
                            module);
  context_->fill();
}

}  // namespace metroon::print
