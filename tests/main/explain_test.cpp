// The whole command: words on the command line, a database on disk, what it prints.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <array>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>

#include "app/suspension.hpp"
#include "main/program.hpp"
#include "main/runtime.hpp"

namespace metroon::main {
namespace {

using std::chrono::days;

// A member for a hundred days, whose account was stopped ten days ago.
class Explaining : public testing::Test {
 protected:
  Explaining() {
    std::filesystem::create_directory(folder_);
    std::ofstream{file_} << "database = \"" << (folder_ / "metroon.db").string()
                         << "\"\nkey_file = \"" << (folder_ / "metroon.key").string() << "\"\n";
    Settings settings;
    settings.database = folder_ / "metroon.db";
    settings.key_file = folder_ / "metroon.key";
    Runtime runtime{settings};
    enter(runtime);
    today_ = runtime.operator_call().now.day;
    if (!app::suspend_account(runtime.house(), ago(runtime, 10), account, "stolen"))
      throw std::logic_error{"refused: suspension"};
  }
  ~Explaining() override { std::filesystem::remove_all(folder_); }

  std::string explain(int days_ago) {
    const auto on = base::to_iso(today_ - days{days_ago});
    std::array words{std::string{"metroon"},
                     std::string{"explain"},
                     std::string{"maria"},
                     std::string{"--on"},
                     on,
                     std::string{"--settings"},
                     file_.string(),
                     std::string{"--json"}};
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    spdlog::drop_all();  // A process runs one program as a rule, and names its log once.
    testing::internal::CaptureStdout();
    const int exit_code = run_program(static_cast<int>(arguments.size()), arguments.data());
    auto printed = testing::internal::GetCapturedStdout();
    EXPECT_EQ(exit_code, 0) << printed;
    return printed;
  }

 private:
  static app::Call ago(const Runtime& runtime, int days_ago) {
    auto call = runtime.operator_call();
    call.now.instant -= days{days_ago};
    call.now.day = runtime.clock().day(call.now.instant);
    return call;
  }
  static void enter(Runtime& runtime) {
    const auto then = ago(runtime, 100);
    const core::Person person{.id = {7},
                              .names = {"Μαρία", "Γκίκα", "", "Maria", "Gkika"},
                              .birth = base::Day{std::chrono::year{1990} / 3 / 4},
                              .contact = {},
                              .identifiers = {},
                              .created = then.now.instant};
    core::Account made{.id = account, .username = "maria"};
    made.made = made.proof = made.activated = then.now.day;
    runtime.house().store.write([&](app::Ports& ports) {
      ports.people.insert(person);
      ports.people.add_affiliation(person.id, {.id = {8}, .kind = 0, .from = then.now.day});
      ports.accounts.insert({.account = made, .person = person.id, .title = {}});
    });
  }

  static constexpr core::AccountId account{9};
  base::Day today_{};
  std::filesystem::path folder_{std::filesystem::path{testing::TempDir()} /
                                ("explain_test_" + std::to_string(::getpid()))};
  std::filesystem::path file_{folder_ / "settings.toml"};
};

TEST_F(Explaining, a_past_day_is_told_as_it_was) {
  const auto today = boost::json::parse(explain(0));
  EXPECT_EQ(today.at("state").as_string(), "suspended");
  const auto then = boost::json::parse(explain(20)).as_object();
  EXPECT_EQ(then.at("state").as_string(), "active");
  EXPECT_TRUE(then.at("on_record").as_bool() && then.at("not_undone").as_array().empty());
  EXPECT_FALSE(boost::json::parse(explain(120)).at("on_record").as_bool());
}

}  // namespace
}  // namespace metroon::main
