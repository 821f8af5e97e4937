// The font in which a form is filled in on screen: readers' own stand-ins have no Greek letters.
#pragma once

#include <string>
#include <vector>

#include "base/bytes.hpp"

namespace metroon::print {

/// A font of eight-bit codes: WinAnsi, with Greek letters from 161 on.
struct FormFont {
  base::Bytes file;              ///< TrueType, with the letters below only.
  std::string differences;       ///< Of its encoding from WinAnsi, as PDF writes them.
  std::vector<unsigned> widths;  ///< Of the codes from 32 to 255, in thousandths of the size.
  int ascent{0}, descent{0};     ///< In thousandths; descent is below zero.
};

/// Made once from the system's Noto Sans. Throws std::runtime_error where that is no TrueType font.
[[nodiscard]] const FormFont& form_font();

}  // namespace metroon::print
