// Names of people, across alphabets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace metroon::core {

/// ELOT 743 / ISO 843 type 2, ASCII. Characters that are not Greek pass unchanged. A word in
/// capitals gives capitals (ΑΥΛΟΣ → AVLOS), `Θ` in a capitalised word `Th`. @source domain.md
/// section 1.
[[nodiscard]] std::string elot743(std::string_view greek);

/// `Παπαδόπουλος`, `ΠΑΠΑΔΟΠΟΥΛΟΣ`, `Papadopoulos`, `PAPADOPOYLOS` → equal keys. Accents off, case
/// and final sigma folded, Latin look-alikes inside Greek words mapped, hyphens and spaces one,
/// then ELOT 743, then the variants that passports and keyboards make folded together (y/i/oi
/// spellings, ou/oy, ff/f, mp/b, nt/d, gk/g, ks/x, ph/f, …). Two names with different keys may
/// still be one person; two with the same key are worth a look.
[[nodiscard]] std::string match_key(std::string_view name);

/// The match keys of all words of first and last name, sorted and joined: order is free.
[[nodiscard]] std::string full_match_key(std::string_view first, std::string_view last);

/// Lower-case ASCII letters and digits of the Latin form, for usernames: `O'Brien-Παππά` →
/// `obrienpappa`.
[[nodiscard]] std::string ascii_letters(std::string_view name);

/// A name somebody may have: letters of any one script per word, spaces, hyphens, apostrophes, full
/// stops; 1 to 60 characters; at least one letter.
[[nodiscard]] bool is_name(std::string_view name);

}  // namespace metroon::core
