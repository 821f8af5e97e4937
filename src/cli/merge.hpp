// `metroon person merge …`, `split …`, `alike`
#pragma once

#include "app/merge.hpp"
#include "cli/output.hpp"

namespace metroon::cli {

/// @param keep, other As `who` of person_show.
[[nodiscard]] Output merge_people(app::House&, const app::Call&, std::string_view keep,
                                  std::string_view other, std::string_view reason, Format);
/// @param merge Its number, as merge_people and list_merges print it.
[[nodiscard]] Output split_people(app::House&, const app::Call&, std::int64_t merge,
                                  std::string_view reason, Format);
[[nodiscard]] Output list_merges(app::House&, const app::Call&, Format);
/// Pairs who may be one person; at most a hundred.
[[nodiscard]] Output alike_people(app::House&, const app::Call&, Format);

}  // namespace metroon::cli
