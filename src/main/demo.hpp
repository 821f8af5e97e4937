// `metroon demo`: a made-up university to try everything on.
#pragma once

#include <cstdint>
#include <string>

namespace metroon::main {

struct DemoArguments {
  std::uint16_t port{8080};
  std::string folder;
  std::string policy_file;
};

/// Fills a fresh folder, prints the logins, and serves until stopped. @throws StartProblem
int run_demo(const DemoArguments&);

}  // namespace metroon::main
