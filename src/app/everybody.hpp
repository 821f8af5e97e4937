// Everybody, a page at a time: there are millions of facts.
#pragma once

#include <algorithm>

#include "app/ports.hpp"

namespace metroon::app {

/// Gives every person's dossier to `take`, by id, as vectors of at most `at_once`.
template <class F>
void each_page_of_everybody(Ports& ports, std::size_t at_once, F&& take) {
  for (core::PersonId last{};;) {
    const auto page = ports.people.dossiers_after(last, at_once);
    if (page.empty()) return;
    take(page);
    last = page.back().person;
  }
}

/// The person's own of those that stand by person; null if there is none.
[[nodiscard]] inline const DueAccount* look_of(std::span<const DueAccount> looks,
                                               core::PersonId person) {
  const auto found = std::ranges::lower_bound(looks, person, {}, &DueAccount::person);
  return found != looks.end() && found->person == person ? &*found : nullptr;
}

}  // namespace metroon::app
