// Files that the build put inside the program.
#pragma once

#include <span>
#include <string_view>

namespace metroon::base {

struct EmbeddedFile {
  std::string_view name;  ///< Relative to the folder it was embedded from, with '/'.
  std::string_view bytes;
};

}  // namespace metroon::base
