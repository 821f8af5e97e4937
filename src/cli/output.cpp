#include "cli/output.hpp"

#include <fmt/format.h>

namespace metroon::cli {

Output refusal(std::string_view id, std::string_view what, std::string_view remedy) {
  return {fmt::format("METROON-{}: {}. Remedy: {}.\n", id, what, remedy), 1};
}

}  // namespace metroon::cli
