// What a command prints, and how it ends.
#pragma once

#include <string>
#include <string_view>

namespace metroon::cli {

enum class Format { text, json };

/// Exit codes: 0 done; 1 refused or found wrong; 2 not understood (given by the caller).
struct Output {
  std::string text;  ///< For standard output; ends with a line feed unless empty.
  int exit_code{0};
};

/// `METROON-…: what. Remedy: …`
[[nodiscard]] Output refusal(std::string_view id, std::string_view what, std::string_view remedy);

}  // namespace metroon::cli
