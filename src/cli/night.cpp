#include "cli/night.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

namespace metroon::cli {

namespace {

// The night is done all the same; whoever runs it by cron has to hear of this.
int exit_code_of(const app::NightCounts& counts) {
  return counts.entries_left > 0 ? 1 : 0;
}

std::string entries_left(const app::NightCounts& counts) {
  if (counts.entries_left == 0) return {};
  return refusal("V06",
                 fmt::format("{} entries of the audit were not erased, for they do not follow "
                             "from those before them",
                             counts.entries_left),
                 "run `metroon audit verify`, keep the database as it is, see audit.md")
      .text;
}

}  // namespace

Output night(app::House& house, const app::Call& call, bool preview, Format format) {
  const auto counts = preview ? app::preview_night(house, call) : app::run_night(house, call);
  if (format == Format::json)
    return {boost::json::serialize(boost::json::object{{"day", base::to_iso(call.now.day)},
                                                       {"preview", preview},
                                                       {"looked_at", counts.looked_at},
                                                       {"notices", counts.notices},
                                                       {"ended", counts.ended},
                                                       {"waiting", counts.waiting},
                                                       {"reminders", counts.reminders},
                                                       {"not_collected", counts.not_collected},
                                                       {"successors", counts.successors},
                                                       {"erased", counts.erased},
                                                       {"entries_left", counts.entries_left}}) +
                "\n",
            exit_code_of(counts)};
  return {
      fmt::format("{}{}: {} accounts looked at, {} notices, {} accounts with services that "
                  "ended, {} with an ending that waits for its notice, {} reminders to collect "
                  "an account, {} closed as "
                  "not collected, {} shared accounts "
                  "without a fit owner, {} people erased\n{}",
                  base::to_iso(call.now.day), preview ? " (nothing done)" : "", counts.looked_at,
                  counts.notices, counts.ended, counts.waiting, counts.reminders,
                  counts.not_collected, counts.successors, counts.erased, entries_left(counts)),
      exit_code_of(counts)};
}

}  // namespace metroon::cli
