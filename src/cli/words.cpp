#include "cli/words.hpp"

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

}  // namespace metroon::cli
