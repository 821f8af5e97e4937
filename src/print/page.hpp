// One A4 page to write on. All lengths are points (1/72 inch), from the upper left corner.
#pragma once

#include <cairomm/context.h>

#include <string>
#include <string_view>
#include <vector>

#include "core/policy.hpp"

namespace metroon::print {

inline constexpr double page_width = 595.276;
inline constexpr double page_height = 841.89;

struct Colour {
  double red{0}, green{0}, blue{0};
};
inline constexpr Colour ink{0.10, 0.11, 0.13};
inline constexpr Colour faint{0.36, 0.39, 0.43};  ///< 5.9 to 1 against white: still readable.
inline constexpr Colour accent{0.09, 0.22, 0.37};
inline constexpr Colour tint{0.94, 0.955, 0.975};
inline constexpr Colour line{0.72, 0.76, 0.81};

/// What a piece of text is, for those who have the paper read to them.
enum class Part { title, heading, paragraph };
struct Style {
  double size{10};
  bool bold{false};
  bool mono{false};
  Colour colour{ink};
  enum class Side { left, right, centre } side{Side::left};
  Part part{Part::paragraph};
};

struct Box {
  double x{0}, y{0}, width{0}, height{0};
};

/// A place on the page that can be filled in on screen.
struct FormField {
  std::string name;
  std::string label;  ///< What is asked for, in words.
  Box box;
  bool lines{false};  ///< Several lines of text.
};

class Page {
 public:
  Page(const Cairo::RefPtr<Cairo::Context>& context, core::Language language, double scale);

  /// Sizes and gaps shrink by this when everything would not fit at full size.
  [[nodiscard]] double scaled(double length) const { return length * scale_; }
  [[nodiscard]] double left() const { return margin_; }
  [[nodiscard]] double width() const { return page_width - 2 * margin_; }
  [[nodiscard]] double right() const { return page_width - margin_; }
  [[nodiscard]] double top() const { return margin_; }
  [[nodiscard]] double bottom() const { return page_height - margin_; }

  [[nodiscard]] double height_of(std::string_view text, const Style&, double width) const;
  /// Of the text on one line.
  [[nodiscard]] double width_of(std::string_view text, const Style&) const;
  /// Writes and breaks lines where it must. @return the height that it took.
  double write(std::string_view text, const Style&, double x, double y, double width);

  void fill_box(const Box&, Colour);
  void frame(const Box&, Colour, double thickness = 0.6);
  void rule(double x, double y, double width, Colour = line, double thickness = 0.6);
  /// A square of `size` with the quiet zone inside it.
  void qr_code(std::string_view text, double x, double y, double size);

  void add_field(FormField field) { fields_.push_back(std::move(field)); }
  [[nodiscard]] const std::vector<FormField>& fields() const { return fields_; }

 private:
  Cairo::RefPtr<Cairo::Context> context_;
  core::Language language_;
  double scale_;
  double margin_{54};
  std::vector<FormField> fields_;
};

}  // namespace metroon::print
