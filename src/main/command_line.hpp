// What all commands are made of: how they are declared, and what each may be given.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "cli/output.hpp"
#include "main/runtime.hpp"

namespace metroon::main {

/// What all commands may be given.
struct Common {
  std::string settings_file;
  bool json{false};

  [[nodiscard]] cli::Format format() const { return json ? cli::Format::json : cli::Format::text; }
};

/// @throws StartProblem
[[nodiscard]] Settings load_settings(const Common&);
/// Who types: the user behind sudo, else the one of the process.
[[nodiscard]] std::string operator_name();
/// One line from standard input.
[[nodiscard]] base::Secret ask_password();
/// @return the exit code.
int print(const cli::Output&);

/// Parsing and running are apart, so that --help costs nothing: a parsed command leaves what to run
/// in `action_`.
class CommandLine {
 protected:
  using Action = std::function<int()>;

  CommandLine() : cli_{"Metroon: the account system of a university"} {}
  ~CommandLine() = default;

  CLI::App* command(CLI::App* parent, const std::string& name, const std::string& about,
                    Action action);
  CLI::App* group(const std::string& name, const std::string& about);
  void settings_option(CLI::App*);
  void json_option(CLI::App*);
  /// A command that opens the database and prints.
  CLI::App* on_house(CLI::App* parent, const std::string& name, const std::string& about,
                     std::function<cli::Output(app::House&, const app::Call&)> work);

  CLI::App cli_;
  Action action_;
  Common common_;
  bool on_copy_{false};  ///< The command works on a copy of the database.
  std::string file_, stage_, text_, number_, who_, other_, reason_, language_{"en"}, role_{"office"};

 public:
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;
};

}  // namespace metroon::main
