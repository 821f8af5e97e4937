#include "feed/input_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <optional>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

namespace metroon::feed {
namespace {

using std::chrono::floor;
using std::chrono::milliseconds;

// To the nanosecond, as the file system has it.
std::pair<long, long> moment_of(const struct stat& about) {
  return {about.st_mtim.tv_sec, about.st_mtim.tv_nsec};
}

base::Instant instant_of(const struct stat& about) {
  return base::Instant{std::chrono::seconds{about.st_mtim.tv_sec} +
                       floor<milliseconds>(std::chrono::nanoseconds{about.st_mtim.tv_nsec})};
}

struct Globbed {
  Globbed() = default;
  ~Globbed() { globfree(&found); }
  Globbed(const Globbed&) = delete;
  Globbed& operator=(const Globbed&) = delete;
  glob_t found{};
};

Refusal no_file(std::string what) {
  return {RefusalReason::no_such_file, std::move(what)};
}

// Brackets may stand in a name, too.
bool is_pattern(const std::string& path) {
  return access(path.c_str(), F_OK) != 0 && path.find_first_of("*?[") != path.npos;
}

struct Found {
  std::string path;
  struct stat about{};
};

// The regular files that are meant, in no order.
std::vector<Found> files_of(const std::string& pattern) {
  std::vector<Found> files;
  const auto take = [&](const char* path) {
    Found one{.path = path};
    if (stat(path, &one.about) == 0 && S_ISREG(one.about.st_mode)) files.push_back(std::move(one));
  };
  if (!is_pattern(pattern)) {
    take(pattern.c_str());
    return files;
  }
  Globbed all;
  if (glob(pattern.c_str(), GLOB_NOSORT, nullptr, &all.found) != 0) return files;
  for (std::size_t at = 0; at < all.found.gl_pathc; ++at) take(all.found.gl_pathv[at]);
  return files;
}

}  // namespace

std::expected<std::string, Refusal> newest_file(const std::string& pattern) {
  if (!is_pattern(pattern)) return pattern;
  std::optional<std::pair<std::pair<long, long>, std::string>> newest;
  for (auto& [path, about] : files_of(pattern)) {
    std::pair candidate{moment_of(about), std::move(path)};
    if (!newest || candidate > *newest) newest = std::move(candidate);
  }
  if (!newest) return std::unexpected{no_file("no file is named " + pattern)};
  return std::move(newest->second);
}

// To the millisecond, as runs are on record.
std::optional<std::string> next_file(const std::string& pattern, base::Instant moment,
                                     std::string_view path) {
  const std::pair last{moment, std::string{path}};
  std::optional<std::pair<base::Instant, std::string>> next;
  for (auto& one : files_of(pattern)) {
    std::pair candidate{instant_of(one.about), std::move(one.path)};
    if (candidate > last && (!next || candidate < *next)) next = std::move(candidate);
  }
  if (!next) return {};
  return std::move(next->second);
}

std::expected<InputFile, Refusal> InputFile::open(const std::string& path) {
  // Without O_NONBLOCK a pipe of that name would keep us for ever.
  InputFile file{path, ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  struct stat about{};
  if (file.file_ < 0 || fstat(file.file_, &about) != 0)
    return std::unexpected{
        no_file(fmt::format("{}: {}", path, std::generic_category().message(errno)))};
  if (!S_ISREG(about.st_mode)) return std::unexpected{no_file(path + ": not a file")};
  file.changed_ = instant_of(about);
  file.size_ = about.st_size;
  return file;
}

InputFile::InputFile(InputFile&& other) noexcept
    : path_{std::move(other.path_)},
      file_{std::exchange(other.file_, -1)},
      changed_{other.changed_},
      size_{other.size_} {}

InputFile::~InputFile() {
  if (file_ >= 0) close(file_);
}

std::string InputFile::head(std::size_t octets) const {
  std::string head(octets, '\0');
  const auto count = pread(file_, head.data(), octets, 0);
  head.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return head;
}

void InputFile::skip(std::size_t octets) {
  (void)lseek(file_, static_cast<off_t>(octets), SEEK_CUR);
}

std::size_t InputFile::read(std::span<char> into) {
  for (;;) {
    const auto count = ::read(file_, into.data(), into.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) throw std::system_error{errno, std::generic_category(), path_};
  }
}

bool InputFile::was_touched() const {
  struct stat about{};
  return fstat(file_, &about) != 0 || about.st_size != size_ || instant_of(about) != changed_;
}

}  // namespace metroon::feed
