// What the fuzzer starts from, and whatever it found, through the loader once more.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "../fuzz/toml.cpp"

namespace metroon::policy {
namespace {

TEST(TomlCorpus, EveryFileIsAnswered) {
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator{METROON_SOURCE_DIR "/tests/fuzz/corpus/toml"}) {
    std::ifstream file{entry.path(), std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    SCOPED_TRACE(entry.path().filename());
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    ++files;
  }
  EXPECT_GE(files, 15U);
}

}  // namespace
}  // namespace metroon::policy
