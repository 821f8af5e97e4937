// What `metroon explain` says beside the standing of a past day.
#pragma once

#include <boost/json/object.hpp>

#include "app/past.hpp"

namespace metroon::cli {

/// A line each: what could not be undone, which records were merged since, and which rules were in
/// force then, if they are not `rules`.
[[nodiscard]] std::string past_text(const app::House&, const app::PastView&,
                                    const core::Policy& rules);
/// Members `on_record`, `not_undone`, `merges_since` and `policy_hash_then` (null: no entry says
/// it).
void add_past(boost::json::object&, const app::House&, const app::PastView&);

}  // namespace metroon::cli
