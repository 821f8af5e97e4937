#include "print/form_font.hpp"

#include <fmt/format.h>
#include <hb-subset.h>
#include <pango/pangocairo.h>

#include <array>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace metroon::print {
namespace {

constexpr unsigned first_code = 32;
constexpr unsigned first_greek = 161;
/// Code after code, from `first_greek`.
constexpr std::u32string_view greek{
    U"ΆΈΉΊΌΎΏΐΰΪΫϊϋάέήίόύώ"
    U"ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"
    U"αβγδεζηθικλμνξοπρσςτυφχψω«»"};

/// What WinAnsi has where Latin-1 has controls and people type something. @source ISO 32000-1 D.2
struct Pair {
  unsigned code;
  std::uint32_t letter;
};
constexpr std::array win_ansi{Pair{128, 0x20AC}, Pair{133, 0x2026}, Pair{145, 0x2018},
                              Pair{146, 0x2019}, Pair{147, 0x201C}, Pair{148, 0x201D},
                              Pair{149, 0x2022}, Pair{150, 0x2013}, Pair{151, 0x2014}};

/// 0 where nobody types anything.
std::uint32_t letter_of(unsigned code) {
  for (const auto& pair : win_ansi)
    if (pair.code == code) return pair.letter;
  if (code >= first_greek && code < first_greek + greek.size()) return greek[code - first_greek];
  return code >= 127 && code < 160 ? 0 : code;
}

struct Free {
  void operator()(hb_face_t* face) const { hb_face_destroy(face); }
  void operator()(hb_font_t* font) const { hb_font_destroy(font); }
  void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
  void operator()(hb_subset_input_t* input) const { hb_subset_input_destroy(input); }
  void operator()(PangoFontDescription* description) const {
    pango_font_description_free(description);
  }
  template <class Object>
  void operator()(Object* object) const {
    g_object_unref(object);
  }
};
template <class T>
using Own = std::unique_ptr<T, Free>;

/// The file that Pango takes for our papers.
Own<hb_face_t> system_face() {
  PangoFontMap* map = pango_cairo_font_map_get_default();
  const Own<PangoContext> context{pango_font_map_create_context(map)};
  const Own<PangoFontDescription> wanted{
      pango_font_description_from_string("Noto Sans, DejaVu Sans")};
  const Own<PangoFont> font{pango_font_map_load_font(map, context.get(), wanted.get())};
  if (!font) throw std::runtime_error{"no font: install Noto Sans"};
  return Own<hb_face_t>{hb_face_reference(hb_font_get_face(pango_font_get_hb_font(font.get())))};
}

Own<hb_face_t> with_our_letters_only(const Own<hb_face_t>& whole) {
  const Own<hb_subset_input_t> input{hb_subset_input_create_or_fail()};
  if (!input) throw std::bad_alloc{};
  for (unsigned code = first_code; code < 256; ++code)
    if (letter_of(code) != 0) hb_set_add(hb_subset_input_unicode_set(input.get()), letter_of(code));
  hb_set_t* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const auto* tag : {"GSUB", "GPOS", "GDEF", "name", "STAT", "meta"})
    hb_set_add(dropped, hb_tag_from_string(tag, 4));
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING);
  Own<hb_face_t> part{hb_subset_or_fail(whole.get(), input.get())};
  if (!part) throw std::runtime_error{"the font of the forms cannot be cut down"};
  return part;
}

bool is_true_type(const Own<hb_face_t>& face) {
  const Own<hb_blob_t> outlines{hb_face_reference_table(face.get(), HB_TAG('g', 'l', 'y', 'f'))};
  return hb_blob_get_length(outlines.get()) > 0;
}

unsigned width_of(const Own<hb_font_t>& font, std::uint32_t letter) {
  hb_codepoint_t glyph = 0;
  if (letter == 0 || !hb_font_get_nominal_glyph(font.get(), letter, &glyph)) return 0;
  return static_cast<unsigned>(hb_font_get_glyph_h_advance(font.get(), glyph));
}

std::string differences() {
  std::string names = fmt::format("{}", first_greek);
  for (const auto letter : greek)
    names += fmt::format(" /uni{:04X}", static_cast<std::uint32_t>(letter));
  return names;
}

FormFont make() {
  const auto face = system_face();
  if (!is_true_type(face)) throw std::runtime_error{"forms need a TrueType font: Noto Sans"};
  const auto part = with_our_letters_only(face);
  const Own<hb_blob_t> blob{hb_face_reference_blob(part.get())};
  unsigned size = 0;
  const char* octets = hb_blob_get_data(blob.get(), &size);
  const Own<hb_font_t> font{hb_font_create(face.get())};
  hb_font_set_scale(font.get(), 1000, 1000);
  hb_font_extents_t extents{};
  hb_font_get_h_extents(font.get(), &extents);
  FormFont made{base::Bytes{octets, size}, differences(), {}, extents.ascender, extents.descender};
  for (unsigned code = first_code; code < 256; ++code)
    made.widths.push_back(width_of(font, letter_of(code)));
  return made;
}

}  // namespace

const FormFont& form_font() {
  static const FormFont font = make();
  return font;
}

}  // namespace metroon::print
