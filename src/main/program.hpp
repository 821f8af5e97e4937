// The command line: which words run what. What commands print is made in cli.
#pragma once

namespace metroon::main {

/// @return the exit code: 0 done, 1 refused or found wrong, 2 not understood, 3 could not start, 4
/// a fault.
[[nodiscard]] int run_program(int argc, char** argv);

}  // namespace metroon::main
