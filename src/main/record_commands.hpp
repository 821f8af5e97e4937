// Commands about people, and about what has happened and will.
#pragma once

#include "cli/audit.hpp"
#include "cli/preview.hpp"
#include "main/command_line.hpp"

namespace metroon::main {

class RecordCommands : public CommandLine {
 protected:
  void person();
  void explain();
  void simulate();
  void check();
  void retention();
  void audit();
  void night();

 private:
  using PersonAct = cli::Output (*)(app::House&, const app::Call&, std::string_view,
                                    std::string_view);
  void act(CLI::App* person, const std::string& name, const std::string& about, PersonAct work);
  void merging(CLI::App* person);
  [[nodiscard]] cli::Output delivered(app::House& copy, const app::Call&);

  bool dry_run_{false};
  cli::AuditExport export_;
  cli::SimulateArguments simulation_;
  std::string registry_;
  std::int64_t id_{0};
};

}  // namespace metroon::main
