// The words of `metroon registry` that need no database.
#pragma once

#include <string>

#include "cli/output.hpp"

namespace metroon::main {

struct RegistryCheckArguments {
  std::string declaration_file;
  std::string delivery_file;  ///< Empty: the declaration alone.
  bool from_source{false};    ///< The delivery that the declaration itself names.
};

/// @param policy_file Empty: the rules that the program carries.
/// @return the exit code: 0 right, 1 something is bad.
[[nodiscard]] int run_registry_check(const RegistryCheckArguments& arguments,
                                     const std::string& policy_file, cli::Format format);

}  // namespace metroon::main
