// What all papers of the house have alike.
#pragma once

#include "app/house.hpp"
#include "print/page.hpp"
#include "print/texts.hpp"

namespace metroon::print {

/// Whose paper it is, in which language, and where its words come from.
struct Paper {
  const core::Policy& policy;
  const Texts& texts;
  const app::MailTexts& dates;
  core::Language language;

  [[nodiscard]] std::string text(std::string_view key, const Values& values = {}) const {
    return fill(texts.text(language, key), values);
  }
  [[nodiscard]] std::string day(app::Day day) const { return dates.day(language, day); }
};

/// Writes one piece under another.
class Flow {
 public:
  Flow(Page& page, double y) : page_{page}, y_{y} {}
  [[nodiscard]] double y() const { return y_; }
  void gap(double length) { y_ += page_.scaled(length); }
  void write(std::string_view text, const Style& style);
  void title(std::string_view text);
  void heading(std::string_view text);
  void numbered(std::string_view mark, std::string_view text);
  void bullet(std::string_view text) { numbered("•", text); }
  /// A name and its value, side by side.
  void row(std::string_view label, std::string_view value);

 private:
  Page& page_;
  double y_;
};

/// Institution and account name, at the top. @return where the paper goes on.
double write_head(Page&, const Paper&);
/// How the office is reached, at the bottom. @return its upper edge.
double write_foot(Page&, const Paper&);

/// A code in large letters beside its QR code, in a tinted box across the page.
struct CodeBox {
  std::string_view label;
  std::string_view code;
  std::string_view below;
  std::string_view qr;
};
/// @return its lower edge.
double write_code_box(Page&, double y, const CodeBox&);

}  // namespace metroon::print
