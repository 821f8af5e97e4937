// What the benches share: folders, clocks, and the way a figure is printed.
#pragma once

#include <fmt/core.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string_view>

namespace metroon::bench {

/// A folder that goes with its owner.
class Folder {
 public:
  Folder() {
    auto pattern = (std::filesystem::temp_directory_path() / "metroon-bench-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no temporary folder"};
    path_ = pattern;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string file(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// `name … 12.3k/s`
inline void print(std::string_view name, double per_second) {
  if (per_second >= 1e6)
    fmt::print("{} … {:.2f}M/s\n", name, per_second / 1e6);
  else if (per_second >= 1e3)
    fmt::print("{} … {:.2f}k/s\n", name, per_second / 1e3);
  else
    fmt::print("{} … {:.1f}/s\n", name, per_second);
}

/// What the machine can do at most in the same run, and how far from it we are.
inline void print_limit(std::string_view name, double limit, double ours) {
  print(fmt::format("limit: {}", name), limit);
  fmt::print("  we take {:.1f} times as long\n", limit / ours);
}

/// Calls `work(n)`, n = 0, 1, 2 …, for about `seconds`, or `most` times. @return calls per second.
template <class F>
double rate(double seconds, std::size_t most, F&& work) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  const auto spent = [&] { return std::chrono::duration<double>{Clock::now() - begin}.count(); };
  std::size_t rounds = 0;
  while (rounds < most && (rounds % 16 != 0 || spent() < seconds)) work(rounds++);
  return static_cast<double>(rounds) / spent();
}

}  // namespace metroon::bench
