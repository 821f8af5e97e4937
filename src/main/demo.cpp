#include "main/demo.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "app/account.hpp"
#include "main/runtime.hpp"
#include "main/sample_registry.hpp"
#include "main/sample_university.hpp"

namespace metroon::main {
namespace {

std::filesystem::path fresh_folder(const std::string& wanted) {
  if (!wanted.empty()) {
    std::filesystem::create_directories(wanted);
    if (std::filesystem::exists(std::filesystem::path{wanted} / "metroon.db"))
      throw StartProblem{fmt::format(
          "METROON-E01: {} has a database already. Remedy: give an empty folder.", wanted)};
    return wanted;
  }
  auto pattern = (std::filesystem::temp_directory_path() / "metroon-demo-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr)
    throw StartProblem{
        "METROON-E02: no temporary folder can be made. Remedy: give one with --folder."};
  return pattern;
}

Settings settings_of(const DemoArguments& arguments, const std::filesystem::path& folder) {
  Settings settings;
  settings.listen = fmt::format("127.0.0.1:{}", arguments.port);
  settings.base_url = fmt::format("http://127.0.0.1:{}", arguments.port);
  settings.database = folder / "metroon.db";
  settings.key_file = folder / "metroon.key";
  settings.mail_folder = folder / "mail";
  settings.policy_file = arguments.policy_file;
  settings.mail_from = "accounts@example.org";
  return settings;
}

void print_logins(const std::vector<SampleLogin>& logins, const std::filesystem::path& folder,
                  std::string_view url) {
  std::cout << fmt::format("\nA made-up university in {} (mail is in its folder mail/).\n\n",
                           folder.string());
  for (const auto& login : logins)
    std::cout << fmt::format("  {:<17}{:<22}{:<32}{}\n", login.where, login.name, login.password,
                             login.who);
  std::cout << fmt::format("\nOpen {}\n", url) << std::flush;
}

}  // namespace

int run_demo(const DemoArguments& arguments) {
  const auto folder = fresh_folder(arguments.folder);
  auto settings = settings_of(arguments, folder);
  const auto registries = folder / "registries";
  if (auto file = write_sample_declaration(registries, read_policy(arguments.policy_file));
      !file.empty())
    settings.registries.push_back(std::move(file));
  Runtime runtime{settings};
  const auto logins = make_sample_university(runtime.house(), runtime.clock().now());
  if (!settings.registries.empty())
    deliver_sample_week(runtime.house(), runtime.clock().now(), registries);
  // Keys that open nothing, for the software page.
  std::vector<std::string> keys;
  for (int n = 1; n <= 20; ++n) keys.push_back(fmt::format("DEMO-{:04}-NOT-A-KEY", n));
  for (core::ServiceIndex service = 0; service < runtime.house().policy.services.size(); ++service)
    (void)app::add_licence_keys(runtime.house(), runtime.operator_call(), service, keys);
  runtime.serve([&](std::uint16_t port) {
    print_logins(logins, folder, fmt::format("http://127.0.0.1:{}", port));
  });
  return 0;
}

}  // namespace metroon::main
