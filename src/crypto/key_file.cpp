#include "crypto/key_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>

#include "base/secret.hpp"

namespace metroon::crypto {
namespace {

constexpr std::string_view word = "metroon-key ";
constexpr std::size_t longest_file = 65'536;

class File {
 public:
  explicit File(int descriptor) : descriptor_{descriptor} {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] int get() const { return descriptor_; }
  explicit operator bool() const { return descriptor_ >= 0; }

 private:
  int descriptor_;
};

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view why) {
  throw KeyFileError{fmt::format("key file {}: {}", file.string(), why)};
}
[[noreturn]] void refuse_for_errno(const std::filesystem::path& file) {
  refuse(file, std::strerror(errno));
}

void refuse_open_doors(const std::filesystem::path& file, const File& opened) {
  struct stat status{};
  if (::fstat(opened.get(), &status) != 0) refuse_for_errno(file);
  if (!S_ISREG(status.st_mode)) refuse(file, "not a regular file");
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    refuse(file, "others than its owner may use it; chmod 600");
}

base::Secret read_all(const std::filesystem::path& file) {
  const File opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!opened) refuse_for_errno(file);
  refuse_open_doors(file, opened);
  std::string text(longest_file, '\0');
  std::size_t size = 0;
  for (;;) {
    const auto got = ::read(opened.get(), text.data() + size, text.size() - size);
    if (got < 0) refuse_for_errno(file);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size == longest_file) refuse(file, "too long for a key file");
  text.resize(size);
  return base::Secret{std::move(text)};
}

/// @return false if the line is malformed or repeats a version.
bool add_line(KeyRing& keys, std::string_view line) {
  if (!line.starts_with(word)) return false;
  line.remove_prefix(word.size());
  std::uint8_t version = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), version);
  if (error != std::errc{} || version == 0) return false;
  line.remove_prefix(static_cast<std::size_t>(end - line.data()));
  if (line.size() != 1 + 2 * Key::size() || line.front() != ' ') return false;
  line.remove_prefix(1);
  Key key;
  std::size_t size = 0;
  const int malformed =
      sodium_hex2bin(key.data(), Key::size(), line.data(), line.size(), nullptr, &size, nullptr);
  return malformed == 0 && size == Key::size() && keys.emplace(version, key).second;
}

KeyRing parse(const std::filesystem::path& file, std::string_view text) {
  KeyRing keys;
  for (int number = 1; !text.empty(); ++number) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.empty() || line.front() == '#') continue;
    if (!add_line(keys, line))
      refuse(file, fmt::format("line {}: expected 'metroon-key VERSION 64-hexadecimal-digits' with "
                               "a version of 1 to 255 that did not come before",
                               number));
  }
  if (keys.empty()) refuse(file, "no key in it");
  return keys;
}

base::Secret first_line(const Key& key) {
  std::string hex(2 * Key::size() + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), key.data(), Key::size());
  hex.back() = '\n';
  return base::Secret{std::string{word}.append("1 ").append(hex)};
}

void write_all(const std::filesystem::path& file, std::string_view text) {
  const File opened{::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
  if (!opened) refuse_for_errno(file);
  while (!text.empty()) {
    const auto put = ::write(opened.get(), text.data(), text.size());
    if (put < 0) refuse_for_errno(file);
    text.remove_prefix(static_cast<std::size_t>(put));
  }
  if (::fsync(opened.get()) != 0) refuse_for_errno(file);
}

void sync_folder_of(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
  const File opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!opened || ::fsync(opened.get()) != 0) refuse_for_errno(folder);
}

/// A link, not a rename: it fails where another process was first, whose key then stands.
void make(const std::filesystem::path& file) {
  auto draft = file;
  draft += fmt::format(".{}-{:08x}", ::getpid(), randombytes_random());
  write_all(draft, first_line(make_key()).reveal());
  const bool linked = ::link(draft.c_str(), file.c_str()) == 0;
  const int why = errno;
  ::unlink(draft.c_str());
  errno = why;
  if (!linked && why != EEXIST) refuse_for_errno(file);
  sync_folder_of(file);
}

}  // namespace

KeyRing load_key_file(const std::filesystem::path& file) {
  return parse(file, read_all(file).reveal());
}

KeyRing load_or_make_key_file(const std::filesystem::path& file) {
  start_sodium();
  if (!std::filesystem::exists(file)) make(file);
  return load_key_file(file);
}

}  // namespace metroon::crypto
