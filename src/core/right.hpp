// What one affiliation gives for one service: inside the decision.
#pragma once

#include "core/decide.hpp"
#include "core/reach.hpp"

namespace metroon::core {

/// An affiliation that has begun.
struct Begun {
  std::size_t index{0};  ///< Into the dossier.
  const Affiliation& affiliation;
  Until by_term;  ///< Its last day whatever holds say.
};

/// One affiliation's right, and whether the service is on at hand-over by it.
struct Found {
  Right right;
  bool on{false};
};

/// By the rules of today, or by earlier ones whose right still runs out.
[[nodiscard]] std::optional<Found> find_right(const Policy&, const Begun&, const Reach&,
                                              ServiceIndex, Day);

}  // namespace metroon::core
