// Names as a search sees them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/person.hpp"

namespace metroon::store {

/// Every word of first and last name, Greek and Latin, folded within its alphabet and across
/// alphabets, each once.
[[nodiscard]] std::vector<std::string> words_of(const core::Names&);

/// What was typed, for `json_each`: each possible beginning of a word after the letter of the typed
/// word (`a` for the first) that it stands for.
struct Wanted {
  std::vector<std::string> beginnings;
  int words{0};  ///< Typed; the ninth and later are not looked at.
};
[[nodiscard]] Wanted wanted(std::string_view typed);

/// Orders people as lists show them: last name, then first, without accents.
[[nodiscard]] std::string sort_name(const core::Names&);

/// Keys for `alike`; an empty name has none.
[[nodiscard]] std::string match_key(const core::Names&);
[[nodiscard]] std::string match_key_latin(const core::Names&);
/// Keys of akin names, each once and none of the two above.
[[nodiscard]] std::vector<std::string> akin_match_keys(const core::Names&);

}  // namespace metroon::store
