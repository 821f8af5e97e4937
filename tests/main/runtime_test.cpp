#include "main/runtime.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace metroon::main {
namespace {

// A database with one letter in it, and its key.
class AHouse : public testing::Test {
 protected:
  AHouse() {
    std::filesystem::create_directory(folder_);
    settings.database = folder_ / "metroon.db";
    settings.key_file = folder_ / "metroon.key";
    Runtime runtime{settings};
    runtime.house().store.write([](app::Ports& ports) {
      ports.outbox.add({.id = {1},
                        .to = "maria@example.org",
                        .reply_to = {},
                        .subject = "Code",
                        .text = "in confidence",
                        .created = {}});
    });
  }
  ~AHouse() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string start() const {
    try {
      const Runtime runtime{settings};
      return {};
    } catch (const StartProblem& problem) {
      return problem.what();
    }
  }

  Settings settings;

 private:
  std::filesystem::path folder_{std::filesystem::path{testing::TempDir()} /
                                ("runtime_test_" + std::to_string(::getpid()))};
};

TEST_F(AHouse, OpensUnderItsOwnKey) {
  EXPECT_EQ(start(), "");
}

TEST_F(AHouse, DoesNotStartUnderAnotherKey) {
  settings.key_file += ".lost";  // Not there: it is made.
  EXPECT_THAT(start(), testing::StartsWith("METROON-K02: "));
}

}  // namespace
}  // namespace metroon::main
