// The words of the policy file for the choices that the program knows. The loader reads them, the
// tables and listings show them; there is no second spelling.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/policy.hpp"

namespace metroon::policy {

template <class Choice, std::size_t count>
using Vocabulary = std::array<std::pair<std::string_view, Choice>, count>;

inline constexpr Vocabulary<core::Term::Kind, 3> lifetime_rules{{
    {"for life", core::Term::Kind::for_life},
    {"while active", core::Term::Kind::while_active},
    {"from activation", core::Term::Kind::from_activation},
}};

inline constexpr Vocabulary<core::Joining, 2> joinings{{
    {"secretariat", core::Joining::secretariat},
    {"application", core::Joining::application},
}};

/// `never` is how it is without the word; nobody writes it.
inline constexpr Vocabulary<core::Keep, 2> keeps{{
    {"after any end", core::Keep::after_any_end},
    {"after graduation", core::Keep::after_graduation},
}};

inline constexpr Vocabulary<core::SoftwareItem::Delivery, 3> deliveries{{
    {"link", core::SoftwareItem::Delivery::link},
    {"licence key", core::SoftwareItem::Delivery::licence_key},
    {"vpn profile", core::SoftwareItem::Delivery::vpn_profile},
}};

/// The tables of `[units]`, and the word for one row of each.
inline constexpr Vocabulary<core::Unit::Sort, 3> unit_sorts{{
    {"departments", core::Unit::Sort::department},
    {"offices", core::Unit::Sort::office},
    {"laboratories", core::Unit::Sort::laboratory},
}};

/// Monday is 1, as in ISO 8601.
inline constexpr Vocabulary<unsigned, 7> weekdays{{
    {"monday", 1},
    {"tuesday", 2},
    {"wednesday", 3},
    {"thursday", 4},
    {"friday", 5},
    {"saturday", 6},
    {"sunday", 7},
}};

/// The values that eduPerson permits. @source eduPerson 202208 section 2.2.1.
inline constexpr std::array<std::string_view, 8> eduperson_affiliations{
    "faculty", "student", "staff", "alum", "member", "affiliate", "employee", "library-walk-in"};

template <class Choice, std::size_t count>
[[nodiscard]] constexpr std::string_view word_of(const Vocabulary<Choice, count>& vocabulary,
                                                 Choice choice) {
  for (const auto& [word, meaning] : vocabulary)
    if (meaning == choice) return word;
  return "never";
}

}  // namespace metroon::policy
