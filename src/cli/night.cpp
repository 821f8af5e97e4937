#include "cli/night.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

namespace metroon::cli {

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
                                                       {"erased", counts.erased}}) +
                "\n",
            0};
  return {fmt::format("{}{}: {} accounts looked at, {} notices, {} accounts with services that "
                      "ended, {} with an ending that waits for its notice, {} reminders to collect "
                      "an account, {} closed as "
                      "not collected, {} shared accounts "
                      "without a fit owner, {} people erased\n",
                      base::to_iso(call.now.day), preview ? " (nothing done)" : "",
                      counts.looked_at, counts.notices, counts.ended, counts.waiting,
                      counts.reminders, counts.not_collected, counts.successors, counts.erased),
          0};
}

}  // namespace metroon::cli
