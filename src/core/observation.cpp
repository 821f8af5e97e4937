#include "core/observation.hpp"

#include <utility>

namespace metroon::core {

Affiliation affiliation_of(const Observation& seen, std::string asserted_by) {
  return {.id = {},
          .kind = seen.kind,
          .unit = seen.unit,
          .from = seen.from,
          .ends = seen.ends,
          .ending = seen.ends ? seen.ending : Ending::lapsed,
          .head_of_unit = seen.head_of_unit,
          .asserted_by = std::move(asserted_by)};
}

}  // namespace metroon::core
