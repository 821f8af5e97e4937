// Usual forms of one given name, and names of which one record has a word more.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace metroon::core {

/// Whether two full_match_keys may be one person's name though they are not equal: word by word the
/// same or usual forms of one given name (Γεώργιος, Γιώργος), or one of the two has one word more,
/// a second given name or surname. Two words at least are in common.
[[nodiscard]] bool are_akin(std::string_view left, std::string_view right);

/// Other full_match_keys under which the bearer of a name may be recorded: a given name in another
/// of its usual forms, or one of several given names or surnames left out. Keys that are akin for
/// having a word more are not among them: that word may be any.
[[nodiscard]] std::vector<std::string> akin_match_keys(std::string_view first,
                                                       std::string_view last);

}  // namespace metroon::core
