// The words of a declaration for the choices that the program knows.
#pragma once

#include "core/dossier.hpp"
#include "feed/declaration.hpp"
#include "policy/vocabulary.hpp"

namespace metroon::feed {

inline constexpr policy::Vocabulary<Fact, fact_count> fact_words{{
    {"key", Fact::key},
    {"last", Fact::last},
    {"first", Fact::first},
    {"father", Fact::father},
    {"last_latin", Fact::last_latin},
    {"first_latin", Fact::first_latin},
    {"birth", Fact::birth},
    {"document", Fact::document},
    {"document_number", Fact::document_number},
    {"afm", Fact::afm},
    {"amka", Fact::amka},
    {"email", Fact::email},
    {"phone", Fact::phone},
    {"kind", Fact::kind},
    {"unit", Fact::unit},
    {"from", Fact::from},
    {"ends", Fact::ends},
    {"ending", Fact::ending},
    {"head_of_unit", Fact::head_of_unit},
}};

inline constexpr policy::Vocabulary<bool, 2> delivery_words{{{"full", true}, {"delta", false}}};
inline constexpr policy::Vocabulary<core::Language, 2> language_words{{
    {"el", core::Language::el},
    {"en", core::Language::en},
}};
inline constexpr policy::Vocabulary<bool, 2> yes_words{{{"no", false}, {"yes", true}}};
inline constexpr policy::Vocabulary<core::Ending, 2> ending_words{{
    {"lapsed", core::Ending::lapsed},
    {"graduation", core::Ending::graduation},
}};
inline constexpr policy::Vocabulary<core::IdentityDocument, 2> document_words{{
    {"identity-card", core::IdentityDocument::identity_card},
    {"passport", core::IdentityDocument::passport},
}};
inline constexpr policy::Vocabulary<wire::Encoding, 3> encoding_words{{
    {"utf-8", wire::Encoding::utf_8},
    {"windows-1253", wire::Encoding::windows_1253},
    {"iso-8859-7", wire::Encoding::iso_8859_7},
}};
inline constexpr policy::Vocabulary<char, 4> separator_words{{
    {"comma", ','},
    {"semicolon", ';'},
    {"tab", '\t'},
    {"bar", '|'},
}};
/// A date is shown, not described: how the last day of 2026 is written.
inline constexpr policy::Vocabulary<DateFormat, 3> date_words{{
    {"31/12/2026", DateFormat::day_month_year},
    {"2026-12-31", DateFormat::year_month_day},
    {"46387", DateFormat::excel_serial},
}};

/// Facts whose values are words of a list.
[[nodiscard]] constexpr bool is_choice(Fact fact) {
  return fact == Fact::kind || fact == Fact::unit || fact == Fact::ending ||
         fact == Fact::document || fact == Fact::head_of_unit;
}
[[nodiscard]] constexpr bool is_date(Fact fact) {
  return fact == Fact::birth || fact == Fact::from || fact == Fact::ends;
}
/// A row without them says nothing that could be kept.
[[nodiscard]] constexpr bool is_required(Fact fact) {
  return fact == Fact::key || fact == Fact::last || fact == Fact::first || fact == Fact::birth ||
         fact == Fact::kind || fact == Fact::from;
}

}  // namespace metroon::feed
