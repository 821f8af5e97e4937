// Names that a register keeps in capitals, as people read them.
#pragma once

#include <string>
#include <string_view>

namespace metroon::feed {

/// Words of capitals get small letters behind the first: ΓΚΙΚΑΣ → Γκικας, ΑΝΝΑ-ΜΑΡΙΑ → Αννα-Μαρια.
/// Accents that the register does not have stay away: nobody can tell where they belong. A word
/// with a small letter stays as it is, a single letter, too.
[[nodiscard]] std::string title_case(std::string_view name);

}  // namespace metroon::feed
