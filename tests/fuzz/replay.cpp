// Feeds every file of the folders named on the command line to a fuzzer's target, so that ordinary
// tests know all that fuzzing ever found. A folder without files is a mistake, not a success.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "must.hpp"

namespace {

void replay(const std::filesystem::path& file) {
  std::ifstream stream{file, std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
  metroon::fuzz::must(stream.good() || stream.eof());
  // Said first: whoever aborts has no more words.
  std::printf("%s\n", file.filename().c_str());
  std::fflush(stdout);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::vector<std::filesystem::path> files_in(const char* folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator{folder})
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

}  // namespace

int main(int count, char** words) {
  for (int at = 1; at < count; ++at) {
    const auto files = files_in(words[at]);
    if (files.empty()) std::fprintf(stderr, "%s: no inputs\n", words[at]);
    if (files.empty()) return 1;
    std::ranges::for_each(files, replay);
  }
  return count > 1 ? 0 : 1;
}
