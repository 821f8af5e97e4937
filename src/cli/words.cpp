#include "cli/words.hpp"

#include <fmt/format.h>

#include <utility>

namespace metroon::cli {

std::string to_word(core::Until until) {
  switch (until.kind) {
    case core::Until::Kind::not_started:
      return "not-started";
    case core::Until::Kind::day:
      return base::to_iso(until.last);
    case core::Until::Kind::no_end_known:
      return "open";
    case core::Until::Kind::for_ever:
      return "for-ever";
  }
  std::unreachable();
}

std::string until_text(const core::Notices& rules, const core::ServiceStanding& service,
                       base::Day today) {
  const auto until = core::open_until(rules, service, today);
  if (until == service.until) return to_word(until);
  return fmt::format("{} (rules: {})",
                     service.waits_for_notice ? "the holder is told" : to_word(until),
                     to_word(service.until));
}

}  // namespace metroon::cli
