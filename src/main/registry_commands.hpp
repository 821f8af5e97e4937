// `metroon registry`: what it is given, and deliveries opened for it.
#pragma once

#include <string>

#include "app/registry.hpp"
#include "cli/output.hpp"
#include "feed/declaration.hpp"

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

/// @throws StartProblem where the file or what it says will not do.
[[nodiscard]] feed::Declaration read_declaration(const std::string& file, const core::Policy&);
/// @param file Empty: what the declaration itself names and the registry's runs have come to.
/// @throws StartProblem (R20)
[[nodiscard]] app::OpenDelivery opening(app::House&, const feed::Declaration&,
                                        const std::string& file, base::Instant now);
/// `metroon registry run`: of files that say only what changed each that waits, oldest first, up to
/// the first that is stopped.
[[nodiscard]] cli::Output run_registry(app::House&, const app::Call&, const feed::Declaration&,
                                       const std::string& file, cli::Format format);

}  // namespace metroon::main
