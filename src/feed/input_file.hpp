// The file of a delivery, and which one it is where several lie in a folder.
#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>

#include "base/day.hpp"
#include "feed/refusal.hpp"

namespace metroon::feed {

/// The newest of the regular files that a pattern as in a shell names; of two of the same moment
/// the one whose name is later in the alphabet. A path without pattern is itself.
[[nodiscard]] std::expected<std::string, Refusal> newest_file(const std::string& pattern);

/// The one that follows on (`moment`, `path`), by the time it was last written and then by the
/// alphabet; empty if there is none.
[[nodiscard]] std::optional<std::string> next_file(const std::string& pattern, base::Instant moment,
                                                   std::string_view path);

class InputFile {
 public:
  static std::expected<InputFile, Refusal> open(const std::string& path);
  ~InputFile();
  InputFile(InputFile&& other) noexcept;
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  InputFile& operator=(InputFile&&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] base::Instant changed() const { return changed_; }
  /// The first octets, without moving on.
  [[nodiscard]] std::string head(std::size_t octets) const;
  void skip(std::size_t octets);
  /// @return how many; 0 at the end. Throws std::system_error.
  std::size_t read(std::span<char> into);
  /// Whether somebody has written to the file since it was opened.
  [[nodiscard]] bool was_touched() const;

 private:
  InputFile(std::string path, int file) : path_{std::move(path)}, file_{file} {}

  std::string path_;
  int file_{-1};
  base::Instant changed_{};
  long size_{0};
};

}  // namespace metroon::feed
