// Everybody, a page at a time: there are millions of facts.
#pragma once

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

}  // namespace metroon::app
