#include "print/pdf_update.hpp"

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

#include "base/text.hpp"
#include "print/form_font.hpp"

namespace metroon::print {
namespace {

[[noreturn]] void refuse(std::string_view what) {
  throw std::runtime_error{fmt::format("not a PDF as cairo writes it: {}", what)};
}

std::size_t number_after(std::string_view text, std::string_view key) {
  const auto at = text.find(key);
  if (at == std::string_view::npos) refuse(key);
  const auto digits = text.substr(at + key.size());
  std::size_t number = 0;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc{})
    refuse(key);
  return number;
}

/// What the file says about itself at its end.
struct Trailer {
  std::size_t size, root, info, xref;
};
Trailer read_trailer(std::string_view pdf) {
  const auto at = pdf.rfind("trailer");
  if (at == std::string_view::npos) refuse("trailer");
  const auto text = pdf.substr(at);
  return {number_after(text, "/Size "), number_after(text, "/Root "), number_after(text, "/Info "),
          number_after(text, "startxref\n")};
}

/// The inside of an object's dictionary, found by the cross-reference table.
std::string dictionary(std::string_view pdf, const Trailer& trailer, std::size_t object) {
  const auto table = pdf.substr(std::min(trailer.xref, pdf.size()));
  const auto head = fmt::format("xref\n0 {}\n", trailer.size);
  if (!table.starts_with(head) || object >= trailer.size) refuse("xref");
  const auto entry = table.substr(head.size() + 20 * object, 10);
  const auto text = pdf.substr(std::min(number_after(entry, ""), pdf.size()));
  const auto body = text.substr(0, text.find("endobj"));
  const auto open = body.find("<<");
  const auto close = body.rfind(">>");
  if (!text.starts_with(fmt::format("{} 0 obj", object)) || close == std::string_view::npos)
    refuse("object");
  return std::string{body.substr(open + 2, close - open - 2)};
}

/// A text string of PDF: UTF-16, high octet first, as hexadecimal digits.
std::string text_string(std::string_view text) {
  std::string hex = "<FEFF";
  for (const auto point : base::to_code_points(text)) {
    const auto code = static_cast<std::uint32_t>(point);
    if (code < 0x10000)
      hex += fmt::format("{:04X}", code);
    else
      hex += fmt::format("{:04X}{:04X}", 0xD800 + ((code - 0x10000) >> 10),
                         0xDC00 + ((code - 0x10000) & 0x3FF));
  }
  return hex + ">";
}

class Update {
 public:
  explicit Update(base::Bytes pdf) : pdf_{std::move(pdf)}, old_{read_trailer(pdf_)} {}

  [[nodiscard]] const Trailer& old() const { return old_; }
  [[nodiscard]] std::string dictionary_of(std::size_t object) const {
    return dictionary(pdf_, old_, object);
  }
  std::size_t add(std::string_view text, std::string_view stream = {}) {
    return write(old_.size + added_++, text, stream);
  }
  std::size_t write(std::size_t object, std::string_view text, std::string_view stream = {}) {
    table_ += fmt::format("{} 1\n{:010} 00000 n \n", object, pdf_.size());
    pdf_ += fmt::format("{} 0 obj\n<<{}>>\n", object, text);
    if (!stream.empty()) pdf_.append("stream\n").append(stream).append("\nendstream\n");
    pdf_ += "endobj\n";
    return object;
  }
  base::Bytes finish() && {
    const auto xref = pdf_.size();
    pdf_ += fmt::format(
        "xref\n{}trailer\n<< /Size {} /Root {} 0 R /Info {} 0 R /Prev {} "
        ">>\nstartxref\n{}\n%%EOF\n",
        table_, old_.size + added_, old_.root, old_.info, old_.xref, xref);
    return std::move(pdf_);
  }

 private:
  base::Bytes pdf_;
  Trailer old_;
  std::size_t added_{0};
  std::string table_;
};

constexpr unsigned print_it = 4;             ///< Annotation flag.
constexpr unsigned several_lines = 1 << 12;  ///< Text field flag.

std::string widget(const FormField& field, std::size_t page) {
  const auto& box = field.box;
  return fmt::format(
      " /Type /Annot /Subtype /Widget /FT /Tx /T {} /TU {} /F {} /Ff {} /P {} 0 R"
      " /Rect [{:.2f} {:.2f} {:.2f} {:.2f}] /DA (/FormSans 10 Tf 0 g) ",
      text_string(field.name), text_string(field.label), print_it, field.lines ? several_lines : 0,
      page, box.x, page_height - box.y - box.height, box.x + box.width, page_height - box.y);
}

constexpr unsigned nonsymbolic = 32;  ///< Font flag: its encoding tells its letters.

std::size_t add_font(Update& update, const FormFont& font) {
  const auto file =
      update.add(fmt::format(" /Length {0} /Length1 {0} ", font.file.size()), font.file);
  const auto descriptor = update.add(fmt::format(
      " /Type /FontDescriptor /FontName /FormSans /Flags {} /FontBBox [-600 -400 3000 1100]"
      " /ItalicAngle 0 /Ascent {} /Descent {} /CapHeight 714 /StemV 80 /FontFile2 {} 0 R ",
      nonsymbolic, font.ascent, font.descent, file));
  return update.add(fmt::format(
      " /Type /Font /Subtype /TrueType /BaseFont /FormSans /FirstChar 32 /LastChar 255"
      " /Widths [{}] /FontDescriptor {} 0 R"
      " /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [{}] >> ",
      fmt::join(font.widths, " "), descriptor, font.differences));
}

/// @return what the catalogue says of it.
std::string add_form(Update& update, const std::string& catalogue,
                     const std::vector<FormField>& fields) {
  const auto pages = update.dictionary_of(number_after(catalogue, "/Pages "));
  const auto page = number_after(pages, "/Kids [ ");
  const auto page_text = update.dictionary_of(page);
  std::string references;
  for (const auto& field : fields)
    references += fmt::format("{} 0 R ", update.add(widget(field, page)));
  const auto font = add_font(update, form_font());
  const auto form = update.add(
      fmt::format(" /Fields [ {}] /NeedAppearances true /DR << /Font << /FormSans {} 0 R >> >> ",
                  references, font));
  update.write(page, fmt::format("{} /Annots [ {}] /Tabs /R ", page_text, references));
  return fmt::format(" /AcroForm {} 0 R ", form);
}

}  // namespace

base::Bytes with_language_and_form(base::Bytes pdf, core::Language language,
                                   const std::vector<FormField>& fields) {
  Update update{std::move(pdf)};
  auto catalogue = update.dictionary_of(update.old().root);
  if (!fields.empty()) catalogue += add_form(update, catalogue, fields);
  catalogue += fmt::format(
      " /Lang ({}) /MarkInfo << /Marked true >> /ViewerPreferences << /DisplayDocTitle true >> ",
      core::to_code(language));
  update.write(update.old().root, catalogue);
  return std::move(update).finish();
}

}  // namespace metroon::print
