#include "main/command_line.hpp"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

namespace metroon::main {

Settings load_settings(const Common& common) {
  if (common.settings_file.empty()) {
    const auto usual = std::filesystem::path{"metroon.toml"};
    if (!std::filesystem::exists(usual)) return {};
    auto settings = parse_settings(read_file(usual, "the settings"), usual.string());
    if (!settings) throw StartProblem{settings.error()};
    return *settings;
  }
  auto settings =
      parse_settings(read_file(common.settings_file, "the settings"), common.settings_file);
  if (!settings) throw StartProblem{settings.error()};
  return *settings;
}

std::string operator_name() {
  for (const auto* variable : {"SUDO_USER", "USER"})
    if (const char* name = std::getenv(variable); name != nullptr && *name != '\0') return name;
  return std::to_string(::getuid());
}

base::Secret ask_password() {
  if (isatty(STDIN_FILENO) != 0) std::cerr << "Password (at least 15 characters, one line): ";
  std::string password;
  std::getline(std::cin, password);
  return base::Secret{std::move(password)};
}

int print(const cli::Output& output) {
  // A report is a report whatever it finds; a refusal is for whoever typed the command.
  (output.text.starts_with("METROON-") ? std::cerr : std::cout) << output.text;
  return output.exit_code;
}

CLI::App* CommandLine::command(CLI::App* parent, const std::string& name, const std::string& about,
                               Action action) {
  auto* added = parent->add_subcommand(name, about);
  added->callback([this, action = std::move(action)] { action_ = action; });
  return added;
}

CLI::App* CommandLine::group(const std::string& name, const std::string& about) {
  auto* added = cli_.add_subcommand(name, about);
  added->require_subcommand(1);
  return added;
}

void CommandLine::settings_option(CLI::App* command) {
  command->add_option("--settings", common_.settings_file,
                      "Settings file; without it metroon.toml here, if there is one");
}
void CommandLine::json_option(CLI::App* command) {
  command->add_flag("--json", common_.json, "Print JSON");
}

// A command that opens the database and prints.
CLI::App* CommandLine::on_house(CLI::App* parent, const std::string& name, const std::string& about,
                                std::function<cli::Output(app::House&, const app::Call&)> work) {
  auto* added = command(parent, name, about, [this, work = std::move(work)] {
    spdlog::set_level(spdlog::level::warn);
    Runtime runtime{load_settings(common_),
                    on_copy_ ? Runtime::Database::copy : Runtime::Database::itself};
    return print(work(runtime.house(), runtime.operator_call()));
  });
  settings_option(added);
  return added;
}

}  // namespace metroon::main
